namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Requests that no client would send: each is refused, and none of them breaks anything.</summary>
public sealed class SignInNonsenseTests
{
    private static readonly string[] Paths =
    [
        "", "/", "/oauth2", "/oauth2/v2.0/token", "/oauth2/token", "/oauth2/v2.0/authorize", "/oauth2/authorize", "/oauth2/v2.0/devicecode", "/oauth2/devicecode",
        "/oauth2/deviceauth", "/oauth2/v2.0/logout", "/login", "/consent", "/confirm", "/v2.0/adminconsent", "/adminconsent", "/userrealm/", "/userrealm/a", "/userrealm/@",
        "/discovery/instance", "/discovery/v2.0/keys", "/v2.0/.well-known/openid-configuration", "/%00", "/..%2f..", "/oauth2/error",
    ];

    private static readonly string[] Values = ["", "x", "%", "\0", "null", "[]", "{}", "-1", "99999999999999999999", "a b", "\u202e", "..", "00000003-0000-0000-c000-000000000000", TenantClient.CommandLineTools];

    private static readonly string[] Names =
    [
        "grant_type", "client_id", "client_secret", "client_assertion", "client_assertion_type", "scope", "resource", "code", "code_verifier", "redirect_uri", "refresh_token", "device_code",
        "username", "password", "assertion", "requested_token_use", "claims", "ctx", "account", "passwd", "otc", "action", "response_type", "response_mode", "state", "nonce", "prompt", "max_age", "login_hint",
        "id_token_hint", "post_logout_redirect_uri",
    ];

    private static readonly string[] Grants = ["client_credentials", "authorization_code", "refresh_token", "password", "device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"];

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_service()
    {
        using var client = new TenantClient();
        using var http = new HttpClient(client.Tenant.CreateHandler());
        var random = new Random(7);
        string Any(string[] from) => from[random.Next(from.Length)];
        for (var round = 0; round < 3000; round++)
        {
            var tenant = Any(["common", "organizations", "consumers", client.Tenant.TenantId.ToString(), "nobody", "%25"]);
            var fields = Enumerable.Range(0, random.Next(8)).Select(_ => KeyValuePair.Create(Any(Names), Any(Values))).DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            if (random.Next(3) > 0)
                fields["client_id"] = TenantClient.CommandLineTools;
            if (random.Next(3) > 0)
                fields["grant_type"] = Any(Grants);
            var isPost = random.Next(2) == 0;
            var query = string.Join("&", fields.Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value)));
            using var request = new HttpRequestMessage(isPost ? HttpMethod.Post : new(Any(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])), $"https://login.microsoftonline.com/{tenant}{Any(Paths)}{(isPost ? "" : "?" + query)}");
            if (isPost)
                request.Content = new StringContent(query);
            if (random.Next(4) == 0)
                request.Headers.TryAddWithoutValidation("Authorization", Any(["Basic ", "Basic !", "Basic Og==", "Bearer x", "Basic eDp5"]));
            if (random.Next(4) == 0)
                request.Headers.TryAddWithoutValidation("Cookie", Any(["=", ";", "ESTSAUTHPERSISTENT", "ESTSAUTHPERSISTENT=x", "esctx-=; =x"]));
            using var response = await http.SendAsync(request);
            Assert.True((int)response.StatusCode < 500, $"{request.Method} {request.RequestUri} {query}");
        }
    }

    [Fact]
    public async Task An_enormous_request_is_refused_like_a_small_one()
    {
        using var client = new TenantClient();
        var big = new string('a', 5_000_000);

        Refusals.AssertRefused(await client.TokenAsync(("grant_type", big)), 70003, "unsupported_grant_type");
        Refusals.AssertRefused(await client.TokenAsync(("grant_type", "refresh_token"), ("client_id", TenantClient.CommandLineTools), ("refresh_token", big)), 9002313, "invalid_request");
        Refusals.AssertRefused(await client.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", TenantClient.CommandLineTools), ("requested_token_use", "on_behalf_of"), ("assertion", "a." + big + ".a"), ("scope", "x")), 50027, "invalid_request");
    }

    [Theory]
    [InlineData("GET", "/oauth2/v2.0/token", 400)]
    [InlineData("PUT", "/oauth2/v2.0/token", 400)]
    [InlineData("POST", "/v2.0/.well-known/openid-configuration", 404)]
    [InlineData("GET", "/oauth2/v2.0/tokens", 404)]
    [InlineData("GET", "", 404)]
    [InlineData("POST", "/login", 302)]
    public async Task An_address_or_method_that_is_unknown_says_so(string method, string path, int status)
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(new(method), client.Authority + path);

        Assert.Equal(status, (int)(await client.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Codes_are_for_their_own_client_and_their_own_verifier_and_once()
    {
        using var client = new TenantClient();
        const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
        var code = await Authorization.CodeAsync(client);
        Task<GraphAnswer> Redeem(string app, string? verifier) => client.TokenAsync([
            ("grant_type", "authorization_code"), ("client_id", app), ("code", code), ("redirect_uri", Authorization.PublicRedirectUri), .. verifier is null ? Array.Empty<(string, string)>() : [("code_verifier", verifier)]]);

        Refusals.AssertRefused(await Redeem(AzureCli, Authorization.Verifier), 70000, "invalid_grant");
        Refusals.AssertRefused(await Redeem(TenantClient.CommandLineTools, null), 50148, "invalid_grant");
        Refusals.AssertRefused(await Redeem(TenantClient.CommandLineTools, new string('v', 43)), 501481, "invalid_grant");
        Assert.Equal(200, (int)(await Redeem(TenantClient.CommandLineTools, Authorization.Verifier)).Status);
        Refusals.AssertRefused(await Redeem(TenantClient.CommandLineTools, Authorization.Verifier), 54005, "invalid_grant");
    }
}
