using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>What the practice Nango's one environment holds.</summary>
internal sealed class NangoState(TimeProvider clock)
{
    public List<Integration> Integrations { get; } = [];

    public List<Connection> Connections { get; } = [];

    public ExpiringMap<ConnectSession> Sessions { get; } = new(clock);

    /// <summary>Sign-ins under way at a provider, by the state parameter.</summary>
    public ExpiringMap<PendingConnection> Pending { get; } = new(clock);

    public Integration? FindIntegration(string uniqueKey) => Integrations.Find(integration => integration.UniqueKey == uniqueKey);

    public int NextConnectionNumber() => Connections.Count == 0 ? 1 : Connections.Max(connection => connection.Number) + 1;
}

/// <summary>An integration: a provider with an application's client id and secret.</summary>
internal sealed class Integration(string uniqueKey, NangoProvider provider, DateTimeOffset created)
{
    public string UniqueKey { get; set; } = uniqueKey;

    public NangoProvider Provider { get; } = provider;

    public string DisplayName { get; set; } = provider.DisplayName;

    public bool ForwardWebhooks { get; set; } = true;

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Separated by commas.</summary>
    public string Scopes { get; set; } = provider.DefaultScopes;

    public string? WebhookSecret { get; set; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;
}

/// <summary>A link that was made for one user to connect an account with.</summary>
internal sealed record ConnectSession(string Token, string ApiAddress, JsonObject Body, string? ReconnectId)
{
    /// <summary>The integrations the user may choose from; empty for all.</summary>
    public IReadOnlyList<string> AllowedIntegrations =>
        Body["allowed_integrations"] is JsonArray keys ? [.. keys.Select(key => key!.GetValue<string>())] : [];

    /// <summary>What the session's maker has set for an integration.</summary>
    public JsonObject? DefaultsOf(string uniqueKey) => Body["integrations_config_defaults"]?[uniqueKey] as JsonObject;
}

/// <summary>A user who has been sent to a provider.</summary>
internal sealed record PendingConnection(ConnectSession Session, Integration Integration, string TokenUrl, string RedirectUri, JsonObject ConnectionConfig);

/// <summary>A user's account, connected.</summary>
internal sealed class Connection(int number, string id, Integration integration, DateTimeOffset created)
{
    public int Number { get; } = number;

    public string Id { get; } = id;

    public Integration Integration { get; } = integration;

    public JsonObject Tags { get; init; } = [];

    public JsonNode? EndUser { get; init; }

    public JsonObject ConnectionConfig { get; init; } = [];

    public string? TokenUrl { get; init; }

    public required JsonObject Credentials { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;
}
