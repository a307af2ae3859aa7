using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>/connections.</summary>
internal sealed class ConnectionRoutes(TenantState tenant, Dispatcher dispatcher)
{
    /// <summary>How long before its end Nango renews an access token.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(15);

    private NangoState State => tenant.Nango;

    public Answer List(Call call)
    {
        var found = State.Connections.Where(connection =>
            (call.Query["connectionId"] is not { } id || connection.Id == id)
            && (call.Query["integrationId"] is not { } key || connection.Integration.UniqueKey == key));
        return Answer.Json(200, new JsonObject { ["connections"] = new JsonArray([.. found.Select(connection => (JsonNode)new JsonObject
        {
            ["id"] = connection.Number,
            ["connection_id"] = connection.Id,
            ["provider"] = connection.Integration.Provider.Key,
            ["provider_config_key"] = connection.Integration.UniqueKey,
            ["created"] = NangoSurface.Time(connection.Created),
            ["metadata"] = new JsonObject(),
            ["errors"] = new JsonArray(),
            ["end_user"] = connection.EndUser?.DeepClone(),
            ["tags"] = connection.Tags.DeepClone(),
        })]) });
    }

    /// <summary>GET /connections/{id}: with its tokens, renewed where they are about to end or it is asked for.</summary>
    public Answer Get(Call call, string id)
    {
        var connection = Find(call, id);
        var isForced = call.Query["force_refresh"] == "true";
        if (isForced || connection.ExpiresAt - RenewBefore <= tenant.Clock.GetUtcNow())
            Renew(connection, isForced);
        var shown = ToJson(connection);
        if (call.Query["refresh_token"] != "true")
            shown["credentials"]!.AsObject().Remove("refresh_token");
        return Answer.Json(200, shown);
    }

    /// <summary>POST /connections: an account whose tokens were got elsewhere.</summary>
    public Answer Import(Call call)
    {
        var body = NangoBody.Read(call, "provider_config_key", "connection_id", "credentials", "metadata", "connection_config", "end_user", "tags");
        var integration = State.FindIntegration(body.RequiredText("provider_config_key", 255)) ?? throw UnknownIntegration();
        var credentials = body.Part("credentials", "type", "access_token", "refresh_token", "expires_at", "config_override")
            ?? throw NangoException.InvalidBody("invalid_type", "Invalid input: expected object, received undefined", "credentials");
        if (credentials.RequiredText("type") != integration.Provider.AuthMode)
            throw NangoException.InvalidBody("incompatible credentials auth type and provider auth");
        credentials.RequiredText("access_token", 10_240);
        var connection = new Connection(State.NextConnectionNumber(), body.Text("connection_id", 255) ?? tenant.Ids.NewGuid().ToString(), integration, tenant.Clock.GetUtcNow())
        {
            Tags = body["tags"]?.DeepClone() as JsonObject ?? [],
            EndUser = body["end_user"]?.DeepClone(),
            TokenUrl = integration.Provider.TokenUrl,
            Credentials = (JsonObject)credentials.Whole.DeepClone(),
            ExpiresAt = credentials.Text("expires_at") is { } text && Instant.TryParse(text, out var expires) ? expires : null,
        };
        State.Connections.Add(connection);
        return Answer.Json(201, ToJson(connection));
    }

    public Answer Delete(Call call, string id)
    {
        State.Connections.Remove(Find(call, id));
        return Answer.Json(200, new JsonObject { ["success"] = true });
    }

    /// <summary>The tokens of a token endpoint's answer, in Nango's form.</summary>
    public static JsonObject ToCredentials(JsonObject tokens, DateTimeOffset now, out DateTimeOffset? expires)
    {
        expires = tokens["expires_in"] is { } seconds ? now.AddSeconds(seconds.GetValue<int>()) : null;
        var credentials = new JsonObject
        {
            ["type"] = "OAUTH2",
            ["access_token"] = tokens["access_token"]?.DeepClone(),
        };
        if (tokens["refresh_token"] is { } refreshToken)
            credentials["refresh_token"] = refreshToken.DeepClone();
        if (expires is { } end)
            credentials["expires_at"] = NangoSurface.Time(end);
        credentials["raw"] = tokens.DeepClone();
        return credentials;
    }

    private void Renew(Connection connection, bool isForced)
    {
        if (connection.Credentials["refresh_token"]?.ToString() is not { } refreshToken || connection.TokenUrl is null)
        {
            if (isForced)
                throw new NangoException(424, "refresh_token_external_error", "The connection has no refresh token.");
            return;
        }

        var answer = dispatcher.SendFromService("POST", new Uri(connection.TokenUrl), "application/x-www-form-urlencoded", new FormData()
            .Add("grant_type", "refresh_token")
            .Add("refresh_token", refreshToken)
            .Add("client_id", connection.Integration.ClientId)
            .Add("client_secret", connection.Integration.ClientSecret)
            .ToString());
        var tokens = JsonNode.Parse(answer.Body) as JsonObject ?? [];
        if (answer.Status != 200)
            throw new NangoException(424, "refresh_token_external_error", $"The external API returned an error when trying to refresh the access token: {tokens["error_description"]}");
        connection.Credentials = ToCredentials(tokens, tenant.Clock.GetUtcNow(), out var expires);
        connection.ExpiresAt = expires;
        connection.Updated = tenant.Clock.GetUtcNow();
    }

    private Connection Find(Call call, string id)
    {
        var key = call.Query["provider_config_key"] ?? throw NangoException.Invalid("invalid_query_params", "invalid_type", "Invalid input: expected string, received undefined", "provider_config_key");
        if (State.FindIntegration(key) is not { } integration)
            throw UnknownIntegration();
        return State.Connections.Find(connection => connection.Id == id && connection.Integration == integration)
            ?? throw NangoException.NotFound($"Failed to find connection '{id}'");
    }

    private static NangoException UnknownIntegration() => new(404, "unknown_provider_config", "Provider does not exist");

    private JsonObject ToJson(Connection connection) => new()
    {
        ["id"] = connection.Number,
        ["connection_id"] = connection.Id,
        ["provider_config_key"] = connection.Integration.UniqueKey,
        ["provider"] = connection.Integration.Provider.Key,
        ["errors"] = new JsonArray(),
        ["end_user"] = connection.EndUser?.DeepClone(),
        ["tags"] = connection.Tags.DeepClone(),
        ["metadata"] = new JsonObject(),
        ["connection_config"] = connection.ConnectionConfig.DeepClone(),
        ["created_at"] = NangoSurface.Time(connection.Created),
        ["updated_at"] = NangoSurface.Time(connection.Updated),
        ["last_fetched_at"] = NangoSurface.Time(tenant.Clock.GetUtcNow()),
        ["credentials"] = connection.Credentials.DeepClone(),
    };
}
