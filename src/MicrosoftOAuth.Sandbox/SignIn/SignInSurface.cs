using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>login.microsoftonline.com and its sisters in the other clouds.</summary>
internal sealed class SignInSurface : ISurface
{
    private readonly PracticeWorld world;
    private readonly PersonAtTheBrowser person;
    private readonly AuthorizeEndpoint authorize;
    private readonly AdminConsentEndpoint adminConsent;
    private readonly TokenEndpoint token;
    private readonly DeviceCodeEndpoint deviceCode;
    private readonly DeviceAuthEndpoint deviceAuth;
    private readonly LogoutEndpoint logout;

    public SignInSurface(PracticeWorld world)
    {
        this.world = world;
        person = new(world);
        authorize = new(world, person);
        adminConsent = new(world, person);
        token = new(world);
        deviceCode = new(world);
        deviceAuth = new(world, person);
        logout = new(world);
    }

    public bool Serves(Uri address) => CloudHosts.IsSignIn(address.Host);

    public Answer Answer(Call call)
    {
        var segments = call.Segments;
        var authority = new Authority(segments.Count > 0 ? segments[0] : "common", call.Host);
        var path = string.Join("/", segments.Skip(1)).ToLowerInvariant();
        if (!IsForOtherOrigins(path))
            return Route(call, authority, path);
        return call.Method == "OPTIONS"
            ? new Answer(200, "", Wire.Answer.JsonType).With("Access-Control-Allow-Origin", "*").With("Access-Control-Allow-Methods", "GET, POST, OPTIONS").With("Access-Control-Allow-Headers", call.Header("Access-Control-Request-Headers") ?? "*").With("Access-Control-Max-Age", "86400")
            : Route(call, authority, path).With("Access-Control-Allow-Origin", "*");
    }

    /// <summary>What a single-page application reads from another origin (CORS): tokens, metadata and keys.</summary>
    private static bool IsForOtherOrigins(string path) => path is "oauth2/v2.0/token" || path.StartsWith("discovery/", StringComparison.Ordinal) || path.EndsWith(".well-known/openid-configuration", StringComparison.Ordinal);

    private Answer Route(Call call, Authority authority, string path)
    {
        var segments = call.Segments;
        try
        {
            return (call.Method, path) switch
            {
                ("GET", "discovery/instance") => Discovery.Instances(call.Query["authorization_endpoint"]),
                ("GET", "v2.0/.well-known/openid-configuration") => Discovery.Configuration(authority, authority.FindTenant(world)?.Organization, version2: true),
                ("GET", ".well-known/openid-configuration") => Discovery.Configuration(authority, authority.FindTenant(world)?.Organization, version2: false),
                ("GET", "discovery/v2.0/keys" or "discovery/keys") => Discovery.Keys(authority, authority.FindTenant(world)?.Organization),
                ("GET" or "POST", "oauth2/v2.0/authorize") => ForPerson(call, () => authorize.Answer(call, authority, isVersion1: false)),
                ("GET" or "POST", "oauth2/authorize") => ForPerson(call, () => authorize.Answer(call, authority, isVersion1: true)),
                ("GET", "v2.0/adminconsent" or "adminconsent") => ForPerson(call, () => adminConsent.Answer(call, authority)),
                ("POST", "login") => ForPerson(call, () => person.SignIn(call)),
                ("POST", "confirm") => ForPerson(call, () => person.Confirm(call)),
                ("POST", "consent") => ForPerson(call, () => person.Consent(call)),
                ("GET", _) when segments.Count == 3 && path.StartsWith("userrealm/", StringComparison.Ordinal) => UserRealm.Answer(segments[2], world),
                ("POST", "oauth2/v2.0/devicecode") => deviceCode.Answer(call, authority, isVersion1: false),
                ("POST" or "GET", "oauth2/devicecode") => deviceCode.Answer(call, authority, isVersion1: true),
                ("GET", "oauth2/deviceauth") => DeviceAuthEndpoint.Ask(call),
                ("POST", "oauth2/deviceauth") => ForPerson(call, () => deviceAuth.Enter(call)),
                ("GET", "") when authority.Segment == "device" => Wire.Answer.Redirect(DeviceAuthEndpoint.Address),
                ("GET" or "POST", "oauth2/v2.0/logout" or "oauth2/logout") => ForPerson(call, () => logout.Answer(call)),
                (not "POST", "oauth2/v2.0/token" or "oauth2/token" or "oauth2/v2.0/devicecode") => throw Aadsts.OnlyPost(call.Method),
                ("POST", "oauth2/v2.0/token") => token.Answer(call, authority, isVersion1: false),
                ("POST", "oauth2/token") => token.Answer(call, authority, isVersion1: true),
                ("GET", "oauth2/error") => Pages.MessagePages.Error(call, SignInTrace.For(call, world.Ids)),
                _ => Pages.MessagePages.Error(call, SignInTrace.For(call, world.Ids)) with { Status = 404 },
            };
        }
        catch (SignInException refusal)
        {
            return refusal.ToAnswer(SignInTrace.For(call, world.Ids), call.Host);
        }
    }

    /// <summary>
    /// What a client must not be told is shown to the person. The page has an address of its own that carries the error, so
    /// that whoever only sees addresses learns it too.
    /// </summary>
    private Answer ForPerson(Call call, Func<Answer> answer)
    {
        try
        {
            return answer();
        }
        catch (SignInException refusal)
        {
            var trace = SignInTrace.For(call, world.Ids);
            var parameters = new FormData()
                .Add("error", refusal.Error)
                .Add("error_description", refusal.Describe(trace))
                .Add("trace_id", trace.TraceId)
                .Add("correlation_id", trace.CorrelationId)
                .Add("timestamp", Text.Instant.SignIn(trace.Time));
            return Wire.Answer.Redirect($"https://{call.Host}/common/oauth2/error?{parameters}");
        }
    }
}
