using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Core.Tests.SignIn;

namespace MicrosoftOAuth.Core.Tests.Tokens;

/// <summary>Tokens, checked as the API that receives them would.</summary>
public sealed class TokenVerifierTests : IDisposable
{
    private const string Issuer = $"https://login.microsoftonline.com/{FakeToken.Tenant}/v2.0";
    private const string Template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    private readonly FakeWire _wire = new();
    private static readonly SelfMadeIssuer s_issuer = new(Template);

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    public async Task A_practice_token_for_ones_own_API_passes_for_one_tenant_and_for_all(bool namesTenant, int version)
    {
        PracticeSessions practice = new();
        (string api, string token) = await OwnApiTokenAsync(practice, version);
        TokenValidation validation = await Verifier(practice).CheckAsync(token, new TokenExpectation { Audiences = [api, "api://practice"], TenantId = namesTenant ? practice.TenantId : null }, CancellationToken.None);
        Assert.All(validation.Checks, check => Assert.True(check.Outcome == TokenCheckOutcome.Passed, check.ToString()));
        Assert.Equal(["Algorithm", "Signature", "Issuer", "Audience", "NotBefore", "Expiry"], validation.Checks.Select(check => check.Name));
        Assert.Equal(TokenCheckOutcome.Passed, validation.Outcome);
    }

    [Fact]
    public async Task A_token_for_Graph_is_not_verifiable_and_never_called_false()
    {
        PracticeSessions practice = new();
        OAuthContext context = await practice.ConnectAsync(new SignInOptions());
        string token = (await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None)).Reveal();
        TokenValidation validation = await Verifier(practice).CheckAsync("Bearer " + token, new TokenExpectation { Audiences = ["https://graph.microsoft.com"], TenantId = practice.TenantId }, CancellationToken.None);
        Assert.Equal(TokenCheckOutcome.NotVerifiable, Outcome(validation, "Signature"));
        Assert.Equal(TokenCheckOutcome.NotVerifiable, validation.Outcome);
        Assert.Equal(5, validation.Checks.Count(check => check.Outcome == TokenCheckOutcome.Passed));
    }

    [Fact]
    public async Task The_nonce_of_Graph_does_not_excuse_a_token_for_anybody_else()
    {
        TokenValidation validation = await CheckAsync(s_issuer.Write(Claims(), new JsonObject { ["nonce"] = "n", ["kid"] = "made up" }));
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(validation, "Signature"));
    }

    [Fact]
    public async Task A_token_of_another_practice_tenant_has_anothers_issuer()
    {
        PracticeSessions practice = new(new() { SecondTenant = true });
        (string api, string token) = await OwnApiTokenAsync(practice, 2);
        TokenExpectation other = new() { Audiences = [api], TenantId = practice.Tenant.Tenants[1].TenantId.ToString() };
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(await Verifier(practice).CheckAsync(token, other, CancellationToken.None), "Issuer"));
    }

    [Theory]
    [InlineData("none", "not signed at all")]
    [InlineData("None", "not signed at all")]
    [InlineData("HS256", "HS256 is not accepted")]
    [InlineData("RS1", "RS1 is not accepted")]
    public async Task Algorithms_without_a_key_of_thes_issuers_alone_fail(string algorithm, string why)
    {
        string token = s_issuer.Write(Claims(), new JsonObject { ["alg"] = algorithm });
        TokenValidation validation = await CheckAsync(token);
        Assert.Contains(why, validation.Checks[0].Reason, StringComparison.Ordinal);
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(validation, "Signature"));
        Assert.Equal(TokenCheckOutcome.Failed, validation.Outcome);
    }

    [Fact]
    public async Task A_foreign_key_under_the_same_id_and_a_changed_claim_fail()
    {
        using SelfMadeIssuer stranger = new(Template);
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(await CheckAsync(stranger.Write(Claims())), "Signature"));
        string[] parts = s_issuer.Write(Claims()).Split('.');
        JsonObject changed = Claims();
        changed["roles"] = new JsonArray("Directory.ReadWrite.All");
        parts[1] = SelfMadeIssuer.Encode(Encoding.UTF8.GetBytes(changed.ToJsonString()));
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(await CheckAsync(string.Join('.', parts)), "Signature"));
    }

    [Fact]
    public async Task A_key_that_is_one_tenants_signs_for_no_other()
    {
        using SelfMadeIssuer bound = new(Template) { KeyIssuer = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0" };
        TokenValidation validation = await CheckAsync(bound.Write(Claims()), bound);
        Assert.Equal(TokenCheckOutcome.Passed, Outcome(validation, "Signature"));
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(validation, "Issuer"));
    }

    [Theory]
    [InlineData(-5, 60, "Passed", "Passed")]
    [InlineData(4, 60, "Passed", "Passed")]
    [InlineData(6, 60, "Failed", "Passed")]
    [InlineData(-60, -4, "Passed", "Passed")]
    [InlineData(-60, -6, "Passed", "Failed")]
    public async Task Times_allow_for_five_minutes_between_the_clocks(int begins, int ends, string notBefore, string expiry)
    {
        JsonObject claims = Claims();
        claims["nbf"] = _wire.Clock.GetUtcNow().AddMinutes(begins).ToUnixTimeSeconds();
        claims["exp"] = _wire.Clock.GetUtcNow().AddMinutes(ends).ToUnixTimeSeconds();
        TokenValidation validation = await CheckAsync(s_issuer.Write(claims));
        Assert.Equal((notBefore, expiry), (Outcome(validation, "NotBefore").ToString(), Outcome(validation, "Expiry").ToString()));
    }

    [Theory]
    [InlineData(253402300799, "Passed")]
    [InlineData(-62135596800, "Failed")]
    [InlineData(long.MaxValue, "Failed")]
    public async Task The_ends_of_time_are_times_too(long ends, string expiry)
    {
        JsonObject claims = Claims();
        claims["exp"] = ends;
        Assert.Equal(expiry, Outcome(await CheckAsync(s_issuer.Write(claims)), "Expiry").ToString());
    }

    [Fact]
    public async Task Without_an_end_or_a_tenant_a_token_fails_and_without_an_audience_to_compare_nobody_knows()
    {
        JsonObject claims = Claims();
        claims.Remove("exp");
        claims.Remove("tid");
        _wire.Answer("GET", 200, s_issuer.Metadata).Answer("GET", 200, s_issuer.Keys);
        TokenValidation validation = await new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(s_issuer.Write(claims), new TokenExpectation(), CancellationToken.None);
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(validation, "Expiry"));
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(validation, "Issuer"));
        Assert.Equal(TokenCheckOutcome.NotVerifiable, Outcome(validation, "Audience"));
    }

    [Theory]
    [InlineData("client", true)]
    [InlineData("CLIENT", true)]
    [InlineData("other", false)]
    public async Task The_audience_is_compared(string expected, bool passes)
    {
        _wire.Answer("GET", 200, s_issuer.Metadata).Answer("GET", 200, s_issuer.Keys);
        TokenValidation validation = await new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(s_issuer.Write(Claims()), new TokenExpectation { Audiences = ["api://x", expected] }, CancellationToken.None);
        Assert.Equal(passes ? TokenCheckOutcome.Passed : TokenCheckOutcome.Failed, Outcome(validation, "Audience"));
    }

    [Fact]
    public async Task Names_in_any_script_and_huge_claims_pass_and_control_characters_stay_out_of_the_reasons()
    {
        JsonObject claims = Claims();
        claims["name"] = "Ádám Ζορμπάς 山田太郎 \uD83D\uDE00";
        claims["groups"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => (JsonNode)$"group-{i:D10}")]);
        Assert.Equal(TokenCheckOutcome.Passed, (await CheckAsync(s_issuer.Write(claims))).Outcome);
        claims["iss"] = "evil\u001b[31m" + new string('x', 5000);
        string reason = (await CheckAsync(s_issuer.Write(claims))).Checks[2].Reason;
        Assert.DoesNotContain(reason, char.IsControl);
        Assert.True(reason.Length < 500, reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("e30.e30")]
    [InlineData("!!!.e30.x")]
    [InlineData("W10.W10.x")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.x")]
    public async Task What_is_no_token_is_an_error_and_nothing_is_fetched(string text)
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(text, new TokenExpectation(), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.InvalidToken, e.Kind);
        Assert.Empty(_wire.Sent);
    }

    [Theory]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30.!!!")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.bm90IGEgc2lnbmF0dXJl")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.***")]
    [InlineData("eyJhbGciOjcsImtpZCI6N30.e30.x")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6bnVsbH0.eyJhdWQiOm51bGwsImV4cCI6InNvb24iLCJpc3MiOlsxXSwidGlkIjp7fX0.x")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImNyaXQiOlsieCJdLCJraWQiOiJrMSJ9.e30.eA")]
    public async Task Strange_headers_claims_and_signatures_fail_and_never_throw(string token)
    {
        TokenValidation validation = await CheckAsync(token);
        Assert.Equal(TokenCheckOutcome.Failed, validation.Outcome);
        Assert.Equal(6, validation.Checks.Count);
    }

    [Fact]
    public async Task Keys_are_kept_for_a_day_and_asked_for_again_when_one_is_new_but_not_at_every_made_up_id()
    {
        using SelfMadeIssuer next = new(Template) { KeyId = "k2" };
        TokenVerifier validator = new(new Core.Wire(_wire, _wire.Clock));
        Task<TokenValidation> Check(string token) => validator.CheckAsync(token, new TokenExpectation(), CancellationToken.None);
        _wire.Answer("GET /common/v2.0/.well-known/openid-configuration", 200, s_issuer.Metadata).Answer("GET /keys", 200, s_issuer.Keys);
        await Check(s_issuer.Write(Claims()));
        await Check(s_issuer.Write(Claims()));
        await Check(next.Write(Claims()));
        Assert.Equal(2, _wire.Sent.Count);

        _wire.Clock.Advance(TimeSpan.FromMinutes(6));
        _wire.Answer("GET", 200, next.Metadata).Answer("GET", 200, next.Keys);
        Assert.Equal(TokenCheckOutcome.Passed, Outcome(await Check(next.Write(Claims())), "Signature"));

        _wire.Clock.Advance(TimeSpan.FromHours(25));
        _wire.Answer("GET", 200, next.Metadata).Answer("GET", 200, next.Keys);
        await Check(next.Write(Claims()));
        Assert.True(_wire.IsDone);
        Assert.Equal(6, _wire.Sent.Count);
    }

    [Theory]
    [InlineData("<html>", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("{\"issuer\":\"x\",\"jwks_uri\":\"http://insecure.example/keys\"}", "{}")]
    [InlineData("{\"issuer\":\"x\",\"jwks_uri\":\"https://login.microsoftonline.com/keys\"}", "<html>")]
    [InlineData("{\"jwks_uri\":\"https://login.microsoftonline.com/keys\"}", "{\"keys\":[]}")]
    [InlineData("[]", "{}")]
    public async Task Documents_that_are_none_are_an_error(string metadata, string keys)
    {
        _wire.Answer("GET", 200, metadata).Answer("GET", 200, keys);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(s_issuer.Write(Claims()), new TokenExpectation(), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.ServiceError, e.Kind);
        Assert.DoesNotContain(_wire.Sent, sent => sent.Uri.Scheme == "http");
    }

    [Fact]
    public async Task A_tenant_that_there_is_not_is_told_so()
    {
        _wire.Answer("GET /no+such", 404).Answer("GET", 404);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(s_issuer.Write(Claims()), new TokenExpectation { TenantId = "no+such" }, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.NotFound, e.Kind);
    }

    [Fact]
    public async Task Another_providers_token_is_checked_with_its_own_documents()
    {
        using SelfMadeIssuer provider = new("https://idp.example/realm");
        _wire.Answer("GET /realm/.well-known/openid-configuration", 200, provider.Metadata).Answer("GET /keys", 200, provider.Keys);
        JsonObject claims = Claims();
        claims["iss"] = "https://idp.example/realm";
        claims.Remove("tid");
        TokenValidation validation = await new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(
            provider.Write(claims), new TokenExpectation { Authority = new Uri("https://idp.example/realm/"), Audiences = ["client"] }, CancellationToken.None);
        Assert.Equal(TokenCheckOutcome.Passed, validation.Outcome);
        Assert.Equal("idp.example", _wire.Sent[0].Uri.Host);
    }

    private static TokenCheckOutcome Outcome(TokenValidation validation, string name) => validation.Checks.Single(check => check.Name == name).Outcome;

    private static TokenVerifier Verifier(PracticeSessions practice) => new(new Core.Wire(practice.Tenant.CreateHandler(), TimeProvider.System));

    private static async Task<(string ClientId, string Token)> OwnApiTokenAsync(PracticeSessions practice, int version)
    {
        string api = await practice.NewAppAsync(new JsonObject
        {
            ["identifierUris"] = new JsonArray("api://practice"),
            ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = version },
        });
        OAuthContext app = await practice.ConnectAsync(new SignInOptions
        {
            Method = SignInMethod.ClientSecret,
            ClientId = api,
            TenantId = practice.TenantId,
            ClientSecret = SecureText.From(await practice.NewSecretAsync(api)),
            Scopes = ["api://practice/.default"],
        });
        return (api, (await app.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None)).Reveal());
    }

    private JsonObject Claims() => new()
    {
        ["aud"] = "client",
        ["iss"] = Issuer,
        ["tid"] = FakeToken.Tenant,
        ["nbf"] = _wire.Clock.GetUtcNow().ToUnixTimeSeconds(),
        ["exp"] = _wire.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        ["ver"] = "2.0",
    };

    private Task<TokenValidation> CheckAsync(string token, SelfMadeIssuer? issuer = null)
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, (issuer ?? s_issuer).Metadata).Answer("GET", 200, (issuer ?? s_issuer).Keys);
        return new TokenVerifier(new Core.Wire(wire, _wire.Clock)).CheckAsync(token, new TokenExpectation { Audiences = ["client"] }, CancellationToken.None);
    }
}
