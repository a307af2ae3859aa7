using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>/integrations and /providers.</summary>
internal sealed class IntegrationRoutes(TenantState tenant)
{
    private NangoState State => tenant.Nango;

    public Answer List() => Data(new JsonArray([.. State.Integrations.Select(integration => (JsonNode)ToJson(integration))]));

    public Answer Create(Call call)
    {
        var body = NangoBody.Read(call, "unique_key", "provider", "display_name", "credentials", "forward_webhooks", "integration_config");
        var uniqueKey = body.RequiredText("unique_key", 255, NangoBody.UniqueKeyPattern);
        var providerKey = body.RequiredText("provider", 255);
        var displayName = body.Text("display_name", 255);
        var provider = NangoProvider.Find(providerKey) ?? throw NangoException.InvalidBody("invalid_string", "Invalid provider", "provider");
        if (State.FindIntegration(uniqueKey) is not null)
            throw NangoException.InvalidBody("invalid_string", "Unique key already exists", "uniqueKey");
        var integration = new Integration(uniqueKey, provider, tenant.Clock.GetUtcNow());
        if (displayName is not null)
            integration.DisplayName = displayName;
        integration.ForwardWebhooks = body.Flag("forward_webhooks") ?? true;
        if (!WriteCredentials(integration, body) && provider.AuthMode is "OAUTH1" or "OAUTH2" or "APP" or "CUSTOM")
            throw NangoException.InvalidBody("invalid_string", "Missing credentials", "credentials");
        State.Integrations.Add(integration);
        return Data(ToJson(integration));
    }

    public Answer Get(Call call, string uniqueKey, bool mayReadCredentials)
    {
        var integration = Find(uniqueKey);
        var shown = ToJson(integration);
        var include = call.Query.Pairs.Where(pair => pair.Key is "include" or "include[]").Select(pair => pair.Value).ToList();
        if (include.Contains("webhook", StringComparer.Ordinal))
            shown["webhook_url"] = null;
        if (include.Contains("credentials", StringComparer.Ordinal) && mayReadCredentials)
        {
            shown["credentials"] = integration.ClientId is null ? null : new JsonObject
            {
                ["type"] = integration.Provider.AuthMode,
                ["client_id"] = integration.ClientId,
                ["client_secret"] = integration.ClientSecret,
                ["scopes"] = integration.Scopes,
                ["webhook_secret"] = integration.WebhookSecret,
            };
        }

        return Data(shown);
    }

    public Answer Update(Call call, string uniqueKey)
    {
        var integration = Find(uniqueKey);
        var body = NangoBody.Read(call, "unique_key", "display_name", "credentials", "forward_webhooks", "integration_config");
        var newKey = body.Text("unique_key", 255, NangoBody.UniqueKeyPattern);
        var displayName = body.Text("display_name", 255);
        var forward = body.Flag("forward_webhooks");
        if (newKey is not null && newKey != integration.UniqueKey)
        {
            if (State.FindIntegration(newKey) is not null)
                throw NangoException.InvalidBody("invalid_string", "Unique key already exists", "uniqueKey");
            if (State.Connections.Exists(connection => connection.Integration == integration))
                throw NangoException.InvalidBody("Can't rename an integration with active connections");
        }

        WriteCredentials(integration, body);
        integration.UniqueKey = newKey ?? integration.UniqueKey;
        integration.DisplayName = displayName ?? integration.DisplayName;
        integration.ForwardWebhooks = forward ?? integration.ForwardWebhooks;
        integration.Updated = tenant.Clock.GetUtcNow();
        return Data(ToJson(integration));
    }

    public Answer Delete(string uniqueKey)
    {
        var integration = Find(uniqueKey);
        State.Integrations.Remove(integration);
        State.Connections.RemoveAll(connection => connection.Integration == integration);
        return Answer.Json(200, new JsonObject { ["success"] = true });
    }

    public static Answer ListProviders(Call call)
    {
        var search = call.Query["search"] ?? "";
        return Data(new JsonArray([.. NangoProvider.All
            .Where(provider => provider.Key.Contains(search, StringComparison.OrdinalIgnoreCase) || provider.DisplayName.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Select(provider => (JsonNode)ToJson(provider))]));
    }

    public static Answer GetProvider(string key) =>
        Data(ToJson(NangoProvider.Find(key) ?? throw NangoException.NotFound($"Unknown provider {key}")));

    private Integration Find(string uniqueKey) =>
        State.FindIntegration(uniqueKey) ?? throw NangoException.NotFound("Integration does not exist");

    /// <summary>Writes the credentials of a body into an integration; false where it has none.</summary>
    private static bool WriteCredentials(Integration integration, NangoBody body)
    {
        if (body.Part("credentials", "type", "client_id", "client_secret", "scopes", "webhook_secret") is not { } credentials)
            return false;
        var type = credentials.RequiredText("type");
        var clientId = credentials.RequiredText("client_id", 255);
        var clientSecret = credentials.RequiredText("client_secret");
        var scopes = credentials.Text("scopes", pattern: NangoBody.ScopesPattern, mayBeEmpty: true);
        var webhookSecret = credentials.Text("webhook_secret", 255, mayBeEmpty: true);
        if (type != integration.Provider.AuthMode || type != "OAUTH2")
            throw NangoException.InvalidBody("incompatible credentials auth type and provider auth");
        integration.ClientId = clientId;
        integration.ClientSecret = clientSecret;
        integration.Scopes = scopes ?? integration.Scopes;
        integration.WebhookSecret = webhookSecret switch { null => integration.WebhookSecret, "" => null, _ => webhookSecret };
        return true;
    }

    private static JsonObject ToJson(Integration integration) => new()
    {
        ["unique_key"] = integration.UniqueKey,
        ["provider"] = integration.Provider.Key,
        ["display_name"] = integration.DisplayName,
        ["logo"] = $"https://app.nango.dev/images/template-logos/{integration.Provider.Key}.svg",
        ["forward_webhooks"] = integration.ForwardWebhooks,
        ["created_at"] = NangoSurface.Time(integration.Created),
        ["updated_at"] = NangoSurface.Time(integration.Updated),
    };

    private static JsonObject ToJson(NangoProvider provider)
    {
        var json = new JsonObject
        {
            ["name"] = provider.Key,
            ["display_name"] = provider.DisplayName,
            ["auth_mode"] = provider.AuthMode,
        };
        if (provider.AuthorizationUrl is not null)
            json["authorization_url"] = provider.AuthorizationUrl;
        if (provider.TokenUrl is not null)
            json["token_url"] = provider.TokenUrl;
        if (provider.DefaultScopes.Length > 0)
            json["default_scopes"] = new JsonArray([.. provider.DefaultScopes.Split(',').Select(scope => (JsonNode)JsonValue.Create(scope))]);
        json["logo_url"] = $"https://app.nango.dev/images/template-logos/{provider.Key}.svg";
        return json;
    }

    private static Answer Data(JsonNode data) => Answer.Json(200, new JsonObject { ["data"] = data });
}
