namespace MicrosoftOAuth.Sandbox;

/// <summary>What goes wrong.</summary>
public enum PracticeFaultKind
{
    /// <summary>The request is answered with <see cref="PracticeFault.Status"/> and has no effect.</summary>
    Status,

    /// <summary>The connection breaks before the request takes effect.</summary>
    DropBefore,

    /// <summary>The request takes effect, then the connection breaks before the answer arrives.</summary>
    DropAfter,

    /// <summary>The request takes effect and its answer arrives after <see cref="PracticeFault.Delay"/>, by the tenant's clock.</summary>
    Slow,

    /// <summary>The request takes effect and only the first half of its answer's body arrives.</summary>
    Truncate,
}

/// <summary>Something that goes wrong with the next requests that match.</summary>
public sealed record PracticeFault
{
    /// <summary>What goes wrong.</summary>
    public PracticeFaultKind Kind { get; init; }

    /// <summary>The status of the answer: 429, 503, 401, 403, 409 or any other. Only for <see cref="PracticeFaultKind.Status"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The Retry-After header's value in whole seconds; null sends none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How late the answer is. Only for <see cref="PracticeFaultKind.Slow"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The HTTP method that is hit; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>A part of the address (host and path, without the query) that is hit; ignores case; null for all.</summary>
    public string? PathContains { get; init; }

    /// <summary>How many matching requests are hit.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How likely a matching request is hit, from 0 to 1; which ones is chosen under the tenant's seed.</summary>
    public double Chance { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Chance must be from 0 to 1."); } = 1;
}
