using System.Globalization;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>api.nango.dev and its connect pages; a self-hosted Nango answers at localhost:3003 and 3009.</summary>
internal sealed class NangoSurface(TenantState tenant, Dispatcher dispatcher) : ISurface
{
    /// <summary>What a key that may only look can do.</summary>
    private static readonly string[] ReadOnlyScopes =
    [
        "environment:integrations:list", "environment:integrations:read", "environment:connections:list", "environment:connections:read",
    ];

    /// <summary>The hosts of Nango's cloud.</summary>
    public static IReadOnlyList<string> HostNames { get; } = ["api.nango.dev", "connect.nango.dev"];

    private readonly IntegrationRoutes integrations = new(tenant);
    private readonly ConnectRoutes connect = new(tenant, dispatcher);
    private readonly ConnectionRoutes connections = new(tenant, dispatcher);

    public bool Serves(Uri address) =>
        HostNames.Contains(address.Host, StringComparer.Ordinal) || (address.Host == "localhost" && address.Port is 3003 or 3009);

    public Answer Answer(Call call)
    {
        try
        {
            return IsConnectPage(call.Address) ? ConnectPage(call) : Route(call);
        }
        catch (NangoException refusal)
        {
            return refusal.ToAnswer();
        }
    }

    /// <summary>Nango's form of a time: ISO 8601 with milliseconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static bool IsConnectPage(Uri address) => address.Host == "connect.nango.dev" || address.Port == 3009;

    private Answer ConnectPage(Call call) => call.Segments.Count == 1 && call.Segments[0] == "result"
        ? Wire.Answer.Html("<html><body>" + System.Net.WebUtility.HtmlEncode(call.Query["error_description"] ?? "Success! You may close this window.") + "</body></html>")
        : connect.ChooseIntegration(call);

    private Answer Route(Call call)
    {
        var segments = call.Segments;
        var last = segments.Count > 1 ? segments[^1] : "";
        return (call.Method, segments.Count, segments.Count > 0 ? segments[0] : "") switch
        {
            ("GET", 2, "oauth") when last == "callback" => connect.Callback(call),
            ("POST", 2, "oauth") when last == "connect" => connect.Begin(call, uniqueKey: null),
            ("GET", 3, "oauth") when segments[1] == "connect" => connect.Begin(call, last),
            ("GET", 1, "integrations") => With(call, "environment:integrations:list", integrations.List),
            ("POST", 1, "integrations") => With(call, "environment:integrations:create", () => integrations.Create(call)),
            ("GET", 2, "integrations") => With(call, "environment:integrations:read", () => integrations.Get(call, last, Holds(call, "environment:integrations:read_credentials"))),
            ("PATCH", 2, "integrations") => With(call, "environment:integrations:update", () => integrations.Update(call, last)),
            ("DELETE", 2, "integrations") => With(call, "environment:integrations:delete", () => integrations.Delete(last)),
            ("GET", 1, "providers") => With(call, null, () => IntegrationRoutes.ListProviders(call)),
            ("GET", 2, "providers") => With(call, null, () => IntegrationRoutes.GetProvider(last)),
            ("POST", 2, "connect") when last == "sessions" => With(call, "environment:connect_sessions:write", () => connect.CreateSession(call)),
            ("POST", 3, "connect") when last == "reconnect" => With(call, "environment:connect_sessions:write", () => connect.CreateReconnectSession(call)),
            ("GET", 1, "connections" or "connection") => With(call, "environment:connections:list", () => connections.List(call)),
            ("POST", 1, "connections") => With(call, "environment:connections:create", () => connections.Import(call)),
            ("GET", 2, "connections" or "connection") => With(call, "environment:connections:read_credentials", () => connections.Get(call, last)),
            ("DELETE", 2, "connections" or "connection") => With(call, "environment:connections:delete", () => connections.Delete(call, last)),
            _ => throw NangoException.NotFound($"Cannot {call.Method} {call.Address.AbsolutePath}"),
        };
    }

    /// <summary>Lets a call through whose key is known and has the scope.</summary>
    private static Answer With(Call call, string? scope, Func<Answer> answer)
    {
        Authenticate(call);
        return scope is null || Holds(call, scope) ? answer() : throw new NangoException(403, "forbidden", $"Insufficient scope. Required: {scope}");
    }

    private static bool Holds(Call call, string scope) =>
        Authenticate(call) == PracticeTenant.PracticeNangoApiKey || ReadOnlyScopes.Contains(scope, StringComparer.Ordinal);

    private static string Authenticate(Call call)
    {
        if (call.Header("Authorization") is not { Length: > 0 } header)
            throw new NangoException(401, "missing_auth_header", "Authentication failed. The request is missing the Authorization header.");
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Trim().Split(' ').Length != 2)
            throw new NangoException(401, "malformed_auth_header", "Authentication failed. The Authorization header is malformed.");
        var key = header["Bearer ".Length..].Trim();
        if (!Guid.TryParseExact(key, "D", out _))
            throw new NangoException(401, "invalid_secret_key_format", "Authentication failed. The provided secret key is not a UUID v4.");
        return key is PracticeTenant.PracticeNangoApiKey or PracticeTenant.PracticeNangoReadOnlyApiKey
            ? key
            : throw new NangoException(401, "unknown_account", "Authentication failed. The provided secret key does not match any account.");
    }
}
