namespace MicrosoftOAuth.Core;

/// <summary>A place that a client id and secret go to.</summary>
public enum IntegrationService
{
    /// <summary>Nango, in its cloud or self-hosted (https://nango.dev).</summary>
    Nango,
}

/// <summary>What registering did.</summary>
public enum IntegrationStatus
{
    /// <summary>It is there; nothing was asked to change.</summary>
    Present,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was there and was changed.</summary>
    Updated,

    /// <summary>It was there just so.</summary>
    Unchanged,
}

/// <summary>An integration as its service has it, without the secret.</summary>
public sealed record Integration
{
    /// <summary>The service.</summary>
    public required IntegrationService Service { get; init; }

    /// <summary>The id there.</summary>
    public required string IntegrationId { get; init; }

    /// <summary>The provider there.</summary>
    public required string Provider { get; init; }

    /// <summary>The name there.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The app; null where the key may not read credentials.</summary>
    public string? ClientId { get; init; }

    /// <summary>The permissions that it asks users for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What registering did.</summary>
    public IntegrationStatus Status { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedOn { get; init; }

    /// <summary>The users' connections; empty unless they were asked for.</summary>
    public IReadOnlyList<IntegrationConnection> Connections { get; init; } = [];

    /// <summary>Service and id.</summary>
    public override string ToString() => $"{Service}/{IntegrationId}";
}

/// <summary>One user's connection, without its tokens.</summary>
/// <param name="ConnectionId">The id there.</param>
/// <param name="UserId">The user, as the connect link named them.</param>
/// <param name="CreatedOn">When the user granted access.</param>
/// <param name="HasErrors">True where the service cannot use or refresh it.</param>
public sealed record IntegrationConnection(string ConnectionId, string? UserId, DateTimeOffset? CreatedOn, bool HasErrors);

/// <summary>A link under which one user grants the app access.</summary>
/// <param name="Service">The service.</param>
/// <param name="IntegrationId">The integration.</param>
/// <param name="UserId">The user.</param>
/// <param name="Uri">The link. Whoever opens it connects as that user, so it goes to that user alone.</param>
/// <param name="ExpiresOn">Until when it is good.</param>
public sealed record ConnectLink(IntegrationService Service, string IntegrationId, string UserId, Uri Uri, DateTimeOffset? ExpiresOn)
{
    /// <summary>The integration and the user; not the link, which is a credential.</summary>
    public override string ToString() => $"Connect link of {IntegrationId} for {UserId}, ends {ExpiresOn:u}";
}
