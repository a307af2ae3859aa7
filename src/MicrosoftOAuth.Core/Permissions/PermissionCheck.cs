using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>How a holder stands to a call or to a named permission.</summary>
public enum PermissionOutcome
{
    /// <summary>It holds the named permission, or one that Microsoft lists for the call.</summary>
    Listed,

    /// <summary>It holds one that contains it, by the rules of permissions' names.</summary>
    Implied,

    /// <summary>It holds neither.</summary>
    Missing,

    /// <summary>
    /// It cannot be told: Microsoft lists no permission of this kind for the call, what opens it is named by no token, or what a
    /// script calls is only known when it runs. That says nothing against the holder.
    /// </summary>
    NoData,
}

/// <summary>Whether a token, or an app by its grants, holds a permission or what a call takes.</summary>
public sealed record PermissionCheck
{
    /// <summary>The named permission; for a call the least privileged one, null where Microsoft lists none.</summary>
    public string? Permission { get; init; }

    /// <summary>The kind of permission that was looked for.</summary>
    public required PermissionKind Kind { get; init; }

    /// <summary>How the holder stands to it.</summary>
    public required PermissionOutcome Outcome { get; init; }

    /// <summary>True or false; null where there is no data.</summary>
    public bool? IsHeld => Outcome switch
    {
        PermissionOutcome.Listed or PermissionOutcome.Implied => true,
        PermissionOutcome.Missing => false,
        _ => null,
    };

    /// <summary>The permission by which it is held; null where it is not.</summary>
    public string? HeldBy { get; init; }

    /// <summary>The call's HTTP method; null for a named permission.</summary>
    public string? Method { get; init; }

    /// <summary>The call's address; null for a named permission.</summary>
    public string? Uri { get; init; }

    /// <summary>Where the call stands: the file with the line, and the text where the call is not evident; null outside scripts.</summary>
    public string? Source { get; init; }

    /// <summary>All that is held of this kind.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>What the app requests of Microsoft Graph or, for the token of another API, of that; null where nobody looked.</summary>
    public IReadOnlyList<string>? Requested { get; init; }

    /// <summary>What was consented to of it; null where nobody looked.</summary>
    public IReadOnlyList<string>? Consented { get; init; }

    /// <summary>Why, in a sentence or two.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// What to type where it is missing, or where the call is listed for another way to sign in only, one command after the other;
    /// null where there is nothing to mend.
    /// </summary>
    public string? Remedy { get; init; }

    /// <summary>What was asked, and the outcome.</summary>
    public override string ToString() => $"{(Method is null ? Permission ?? Source : $"{Method} {Uri}")}: {Outcome}";
}
