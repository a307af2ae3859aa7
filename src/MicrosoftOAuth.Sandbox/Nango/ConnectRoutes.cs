using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>Connect sessions, and the way of a user's browser from the link to the finished connection.</summary>
internal sealed class ConnectRoutes(TenantState tenant, Dispatcher dispatcher)
{
    private const string CloudApi = "https://api.nango.dev";
    private const string CloudConnect = "https://connect.nango.dev";
    private const string LocalConnect = "http://localhost:3009";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromMinutes(30);

    private NangoState State => tenant.Nango;

    /// <summary>POST /connect/sessions.</summary>
    public Answer CreateSession(Call call)
    {
        var body = NangoBody.Read(call, "tags", "end_user", "organization", "allowed_integrations", "integrations_config_defaults", "overrides", "webhook_url_override");
        if (!body.Has("tags") && !body.Has("end_user"))
            throw NangoException.InvalidBody("invalid_type", "Invalid input: expected object, received undefined", "tags");
        body.Part("end_user", "id", "email", "display_name", "tags")?.RequiredText("id", 255);
        var keys = (body["allowed_integrations"] as JsonArray ?? []).Select(key => key?.ToString() ?? "")
            .Concat((body["integrations_config_defaults"] as JsonObject ?? []).Select(pair => pair.Key));
        foreach (var key in keys)
        {
            if (State.FindIntegration(key) is null)
                throw NangoException.InvalidBody("custom", "Integration does not exist", "allowed_integrations");
        }

        return NewSession(call, body.Whole, reconnectId: null);
    }

    /// <summary>POST /connect/sessions/reconnect.</summary>
    public Answer CreateReconnectSession(Call call)
    {
        var body = NangoBody.Read(call, "connection_id", "integration_id", "tags", "end_user", "organization", "integrations_config_defaults", "overrides", "webhook_url_override");
        var connectionId = body.RequiredText("connection_id", 255);
        var integrationId = body.RequiredText("integration_id", 255);
        if (!State.Connections.Exists(connection => connection.Id == connectionId && connection.Integration.UniqueKey == integrationId))
            throw NangoException.InvalidBody("custom", "ConnectionID or IntegrationId does not exists", "connection_id");
        var session = (JsonObject)body.Whole.DeepClone();
        session["allowed_integrations"] = new JsonArray(integrationId);
        return NewSession(call, session, connectionId);
    }

    /// <summary>GET the connect link: the user chooses what to connect.</summary>
    public Answer ChooseIntegration(Call call)
    {
        var session = FindSession(call.Query["session_token"]);
        var page = new StringBuilder("<html><head><title>Connect</title></head><body><h1>Select Integration</h1><form method=\"POST\" action=\"")
            .Append(session.ApiAddress).Append("/oauth/connect\"><input type=\"hidden\" name=\"connect_session_token\" value=\"").Append(session.Token).Append("\" />");
        foreach (var integration in State.Integrations.Where(candidate => session.AllowedIntegrations.Count == 0 || session.AllowedIntegrations.Contains(candidate.UniqueKey, StringComparer.Ordinal)))
        {
            page.Append("<button name=\"provider_config_key\" value=\"").Append(WebUtility.HtmlEncode(integration.UniqueKey)).Append("\">")
                .Append(WebUtility.HtmlEncode(integration.DisplayName)).Append("</button>");
        }

        return Answer.Html(page.Append("</form></body></html>").ToString());
    }

    /// <summary>GET /oauth/connect/{key}, or the form of the link's page: off to the provider.</summary>
    public Answer Begin(Call call, string? uniqueKey)
    {
        var session = FindSession(call.Query["connect_session_token"] ?? call.Form["connect_session_token"]);
        var integration = State.FindIntegration(uniqueKey ?? call.Form["provider_config_key"] ?? "")
            ?? throw new NangoException(404, "unknown_provider_config", "Integration does not exist");
        if (integration.Provider.AuthorizationUrl is not { } authorizationUrl || integration.ClientId is null)
            throw new NangoException(400, "wrong_auth_mode", "The integration does not support the OAuth 2.0 authorization code flow.");
        var defaults = session.DefaultsOf(integration.UniqueKey);
        var config = defaults?["connection_config"] as JsonObject ?? [];
        var redirectUri = session.ApiAddress + "/oauth/callback";
        var state = tenant.Ids.NewGuid().ToString();
        State.Pending.Add(state, new(session, integration, Fill(integration.Provider.TokenUrl!, config), redirectUri, config), SessionLifetime);

        var scopes = (config["oauth_scopes_override"]?.ToString() ?? integration.Scopes).Replace(",", " ", StringComparison.Ordinal);
        var query = new FormData()
            .Add("response_type", "code")
            .Add("client_id", integration.ClientId)
            .Add("redirect_uri", redirectUri)
            .Add("scope", scopes)
            .Add("state", state)
            .Add("response_mode", "query");
        foreach (var pair in defaults?["authorization_params"] as JsonObject ?? [])
            query.Add(pair.Key, pair.Value?.ToString());
        return Answer.Redirect(Fill(authorizationUrl, config) + "?" + query);
    }

    /// <summary>GET /oauth/callback: the provider has sent the user back; Nango redeems the code.</summary>
    public Answer Callback(Call call)
    {
        if (call.Query["state"] is not { } state || State.Pending.FindLive(state) is not { } pending)
            return Result(CloudConnect, new FormData().Add("error", "invalid_state").Add("error_description", "The state parameter is missing or unknown."));
        State.Pending.Remove(state);
        var page = ConnectAddress(pending.Session.ApiAddress);
        if (call.Query["code"] is not { } code)
            return Result(page, new FormData().Add("error", call.Query["error"] ?? "callback_err").Add("error_description", call.Query["error_description"]));
        var answer = dispatcher.SendFromService("POST", new Uri(pending.TokenUrl), "application/x-www-form-urlencoded", new FormData()
            .Add("grant_type", "authorization_code")
            .Add("code", code)
            .Add("redirect_uri", pending.RedirectUri)
            .Add("client_id", pending.Integration.ClientId)
            .Add("client_secret", pending.Integration.ClientSecret)
            .ToString());
        var tokens = JsonNode.Parse(answer.Body) as JsonObject ?? [];
        if (answer.Status != 200)
        {
            return Result(page, new FormData()
                .Add("error", "token_err")
                .Add("error_description", "Error storing/retrieving token: " + tokens["error_description"]));
        }

        var connection = Store(pending, tokens);
        return Result(page, new FormData().Add("connection_id", connection.Id).Add("provider_config_key", pending.Integration.UniqueKey));
    }

    private Connection Store(PendingConnection pending, JsonObject tokens)
    {
        var now = tenant.Clock.GetUtcNow();
        var id = pending.Session.ReconnectId ?? tenant.Ids.NewGuid().ToString();
        State.Connections.RemoveAll(old => old.Id == id && old.Integration == pending.Integration);
        var connection = new Connection(State.NextConnectionNumber(), id, pending.Integration, now)
        {
            Tags = pending.Session.Body["tags"]?.DeepClone() as JsonObject ?? [],
            EndUser = pending.Session.Body["end_user"]?.DeepClone(),
            ConnectionConfig = (JsonObject)pending.ConnectionConfig.DeepClone(),
            TokenUrl = pending.TokenUrl,
            Credentials = ConnectionRoutes.ToCredentials(tokens, now, out var expires),
            ExpiresAt = expires,
        };
        State.Connections.Add(connection);
        return connection;
    }

    private Answer NewSession(Call call, JsonObject body, string? reconnectId)
    {
        var api = call.Host == "localhost" ? call.Address.GetLeftPart(UriPartial.Authority) : CloudApi;
        var session = new ConnectSession("nango_connect_session_" + tenant.Ids.NewHex(32), api, body, reconnectId);
        State.Sessions.Add(session.Token, session, SessionLifetime);
        return Answer.Json(201, new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["token"] = session.Token,
                ["connect_link"] = $"{ConnectAddress(api)}/?session_token={session.Token}",
                ["expires_at"] = NangoSurface.Time(tenant.Clock.GetUtcNow() + SessionLifetime),
            },
        });
    }

    private ConnectSession FindSession(string? token) =>
        (token is null ? null : State.Sessions.FindLive(token)) ?? throw new NangoException(401, "invalid_connect_session_token_format", "Authentication failed. The provided connect session token is unknown or has expired.");

    /// <summary>Puts the connection's values into an address. The person at the browser types a missing tenant in.</summary>
    private string Fill(string address, JsonObject config)
    {
        foreach (var name in new[] { "tenant", "tenantId" })
            address = address.Replace($"${{{name}}}", config[name]?.ToString() ?? tenant.Organization.Domain, StringComparison.Ordinal);
        return address;
    }

    private static string ConnectAddress(string api) => api == CloudApi ? CloudConnect : LocalConnect;

    private static Answer Result(string page, FormData result) => Answer.Redirect($"{page}/result?{result}");
}
