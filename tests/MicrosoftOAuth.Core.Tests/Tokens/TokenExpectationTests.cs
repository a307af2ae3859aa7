using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Core.Tests.Tokens;

/// <summary>What a token is compared with: whose documents, which version, how much time.</summary>
public sealed class TokenExpectationTests : IDisposable
{
    private const string Tenant = FakeToken.Tenant;
    private readonly FakeWire _wire = new();
    private readonly SelfMadeIssuer _issuer = new($"https://sts.windows.net/{Tenant}/");

    public void Dispose()
    {
        _issuer.Dispose();
        _wire.Dispose();
    }

    [Theory]
    [InlineData(null, null, "2.0", "https://login.microsoftonline.com/common/v2.0")]
    [InlineData(null, null, "1.0", "https://login.microsoftonline.com/common")]
    [InlineData(null, "contoso.com", "2.0", "https://login.microsoftonline.com/contoso.com/v2.0")]
    [InlineData(null, "a/../b?c#d", "2.0", "https://login.microsoftonline.com/a%2F..%2Fb%3Fc%23d/v2.0")]
    [InlineData("https://contoso.ciamlogin.com", null, "2.0", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0")]
    [InlineData("https://contoso.ciamlogin.com", Tenant, "1.0", $"https://contoso.ciamlogin.com/{Tenant}/v2.0")]
    [InlineData("https://contoso.ciamlogin.com/contoso.onmicrosoft.com", null, "2.0", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0")]
    [InlineData("https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0/", null, "2.0", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0")]
    [InlineData("https://login.microsoftonline.us/contoso.com", null, "2.0", "https://login.microsoftonline.us/contoso.com/v2.0")]
    [InlineData("https://login.microsoftonline.us", null, "1.0", "https://login.microsoftonline.us/common")]
    [InlineData("https://idp.example:8443/realms/a/?x=y#z", null, "2.0", "https://idp.example:8443/realms/a")]
    public async Task The_documents_are_the_authoritys_and_of_the_tokens_version(string? authority, string? tenant, string version, string expected)
    {
        _wire.Answer("GET", 404);
        JsonObject claims = new() { ["ver"] = version, ["iss"] = "https://evil.example/", ["tid"] = Tenant };
        TokenExpectation expectation = new() { Authority = authority is null ? null : new Uri(authority), TenantId = tenant };
        await Assert.ThrowsAsync<OAuthException>(() => CheckAsync(claims, expectation));
        Assert.Equal(expected + "/.well-known/openid-configuration", Assert.Single(_wire.Sent).Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://idp.example/", null)]
    [InlineData("/idp", null)]
    [InlineData("https://idp.example/", Tenant)]
    public async Task An_authority_that_cannot_be_one_is_refused_before_anything_is_sent(string authority, string? tenant)
    {
        TokenExpectation expectation = new() { Authority = new Uri(authority, UriKind.RelativeOrAbsolute), TenantId = tenant };
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => CheckAsync([], expectation));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Empty(_wire.Sent);
    }

    [Theory]
    [InlineData(-10, 0, "Failed", "Passed")]
    [InlineData(10, 0, "Passed", "Failed")]
    [InlineData(-10, 300, "Failed", "Passed")]
    [InlineData(10, 300, "Passed", "Failed")]
    [InlineData(-10, 660, "Passed", "Passed")]
    [InlineData(10, 660, "Passed", "Passed")]
    public async Task Clocks_ten_minutes_apart_take_more_than_the_usual_allowance(int minutesAhead, int skewSeconds, string notBefore, string expiry)
    {
        _wire.Answer("GET", 200, _issuer.Metadata).Answer("GET", 200, _issuer.Keys);
        DateTimeOffset issued = _wire.Clock.GetUtcNow();
        JsonObject claims = Claims(issued, issued.AddSeconds(30));
        FakeTimeProvider checker = new(issued.AddMinutes(minutesAhead));
        TokenValidation validation = await new TokenVerifier(new Core.Wire(_wire, checker)).CheckAsync(_issuer.Write(claims), new TokenExpectation { TenantId = Tenant, ClockSkew = TimeSpan.FromSeconds(skewSeconds) }, CancellationToken.None);
        Assert.Equal(notBefore, Outcome(validation, "NotBefore"));
        Assert.Equal(expiry, Outcome(validation, "Expiry"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86401)]
    [InlineData(long.MaxValue / 10_000_000)]
    public async Task An_allowance_below_nothing_or_above_a_day_is_refused(long seconds)
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => CheckAsync([], new TokenExpectation { ClockSkew = TimeSpan.FromTicks(seconds * 10_000_000) }));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Theory]
    [InlineData("\"soon\"", "Failed")]
    [InlineData("[]", "Failed")]
    [InlineData("null", "Failed")]
    [InlineData("9223372036854775807", "Failed")]
    [InlineData("0", "Passed")]
    [InlineData("\"0\"", "Passed")]
    public async Task A_beginning_that_is_no_time_fails(string begins, string outcome)
    {
        _wire.Answer("GET", 200, _issuer.Metadata).Answer("GET", 200, _issuer.Keys);
        JsonObject claims = Claims(_wire.Clock.GetUtcNow(), _wire.Clock.GetUtcNow().AddHours(1));
        claims["nbf"] = JsonNode.Parse(begins);
        Assert.Equal(outcome, Outcome(await CheckAsync(claims, new TokenExpectation { TenantId = Tenant }), "NotBefore"));
    }

    [Fact]
    public async Task A_version_1_token_is_not_version_2s()
    {
        using SelfMadeIssuer second = new($"https://login.microsoftonline.com/{Tenant}/v2.0");
        _wire.Answer("GET", 200, second.Metadata).Answer("GET", 200, second.Keys);
        JsonObject claims = Claims(_wire.Clock.GetUtcNow(), _wire.Clock.GetUtcNow().AddHours(1));
        claims["ver"] = "2.0";
        TokenValidation validation = await new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(second.Write(claims), new TokenExpectation { TenantId = Tenant }, CancellationToken.None);
        Assert.Equal("Passed", Outcome(validation, "Signature"));
        Assert.Equal("Failed", Outcome(validation, "Issuer"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_reached_are_an_error_and_no_answer()
    {
        for (int i = 0; i < 5; i++)
        {
            _wire.Drop("GET");
        }

        Task<OAuthException> failure = Assert.ThrowsAsync<OAuthException>(() => CheckAsync([], new TokenExpectation()));
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, (await _wire.RunAsync(failure)).Kind);
    }

    private static JsonObject Claims(DateTimeOffset begins, DateTimeOffset ends) => new()
    {
        ["iss"] = $"https://sts.windows.net/{Tenant}/",
        ["tid"] = Tenant,
        ["ver"] = "1.0",
        ["nbf"] = begins.ToUnixTimeSeconds(),
        ["exp"] = ends.ToUnixTimeSeconds(),
    };

    private static string Outcome(TokenValidation validation, string name) => validation.Checks.Single(check => check.Name == name).Outcome.ToString();

    private Task<TokenValidation> CheckAsync(JsonObject claims, TokenExpectation expected) =>
        new TokenVerifier(new Core.Wire(_wire, _wire.Clock)).CheckAsync(_issuer.Write(claims), expected, CancellationToken.None);
}
