using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Clients that prove themselves with a certificate.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MSALs_certificate_assertion_is_good(bool sendsChain)
    {
        using var client = new TenantClient();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);
        var app = ConfidentialClientApplicationBuilder.Create(appId).WithCertificate(certificate, sendsChain).WithAuthority(client.Authority).WithHttpClientFactory(client.HttpFactory).Build();

        var result = await app.AcquireTokenForClient([Assertions.GraphDefault]).ExecuteAsync();

        Assert.Equal("2", client.ReadClaims(result.AccessToken)["appidacr"]!.ToString());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Either_algorithm_and_either_thumbprint_will_do(bool isPss, bool isSha1)
    {
        using var client = new TenantClient();
        using var other = Assertions.NewCertificate();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, other, certificate);

        var answer = await Assertions.RedeemAsync(client, appId, Assertions.Sign(Assertions.Claims(client, appId), certificate, isPss, isSha1));

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    [Theory]
    [InlineData("/oauth2/v2.0/token")]
    [InlineData("/oauth2/token")]
    [InlineData("/v2.0")]
    [InlineData("")]
    public async Task The_audience_may_be_either_endpoint_or_the_issuer(string path)
    {
        using var client = new TenantClient();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);
        foreach (var start in new[] { client.Authority, "https://login.microsoftonline.com/" + client.Tenant.DefaultDomain, $"https://sts.windows.net/{client.Tenant.TenantId}" })
        {
            var claims = Assertions.Claims(client, appId);
            claims["aud"] = start + path;
            Assert.Equal(HttpStatusCode.OK, (await Assertions.RedeemAsync(client, appId, Assertions.Sign(claims, certificate))).Status);
        }
    }

    [Theory]
    [InlineData("iss", "somebody else", 700021, "invalid_client", 401)]
    [InlineData("sub", "somebody else", 50048, "invalid_client", 401)]
    [InlineData("aud", "https://login.microsoftonline.com/common/oauth2/v2.0/token", 700023, "invalid_client", 401)]
    [InlineData("aud", "https://example.com/oauth2/v2.0/token", 700023, "invalid_client", 401)]
    [InlineData("aud", "nonsense", 700023, "invalid_client", 401)]
    [InlineData("exp", "1", 700024, "invalid_client", 401)]
    [InlineData("nbf", "99999999999", 700024, "invalid_client", 401)]
    [InlineData("exp", "nonsense", 50027, "invalid_request", 400)]
    [InlineData("exp", "999999999999999999", 0, "", 200)]
    public async Task A_claim_that_is_wrong_is_told(string claim, string value, int code, string error, int status)
    {
        using var client = new TenantClient();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);
        var claims = Assertions.Claims(client, appId);
        claims[claim] = value;

        var answer = await Assertions.RedeemAsync(client, appId, Assertions.Sign(claims, certificate));

        if (code == 0)
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        else
            Refusals.AssertRefused(answer, code, error, status);
    }

    [Fact]
    public async Task A_key_that_is_not_registered_or_has_run_out_or_did_not_sign_is_refused()
    {
        using var client = new TenantClient();
        using var registered = Assertions.NewCertificate();
        using var old = Assertions.NewCertificate(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var stranger = Assertions.NewCertificate(isStrangers: true);
        var appId = await Assertions.NewAppAsync(client, registered, old);
        var claims = Assertions.Claims(client, appId);

        var unknown = await Assertions.RedeemAsync(client, appId, Assertions.Sign(claims, stranger));
        Refusals.AssertRefused(unknown, 700027, "invalid_client", 401);
        Assert.Contains("The key was not found., Thumbprint of key used by client: '" + Convert.ToHexString(stranger.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)), unknown["error_description"], StringComparison.Ordinal);
        var expired = await Assertions.RedeemAsync(client, appId, Assertions.Sign(claims, old));
        Refusals.AssertRefused(expired, 700027, "invalid_client", 401);
        Assert.Contains("The key used is expired.", expired["error_description"], StringComparison.Ordinal);
        var header = new JsonObject { ["alg"] = "PS256", ["x5t#S256"] = Assertions.Encode(registered.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)) };
        var forged = await Assertions.RedeemAsync(client, appId, Assertions.Sign(header, claims, stranger, isPss: true));
        Refusals.AssertRefused(forged, 700027, "invalid_client", 401);
        Assert.Contains("did not match", forged["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_lives_by_the_tenants_clock()
    {
        var clock = new FakeTimeProvider(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        using var client = new TenantClient(new() { Clock = clock });
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);
        var assertion = Assertions.Sign(Assertions.Claims(client, appId, clock.GetUtcNow()), certificate);

        Assert.Equal(HttpStatusCode.OK, (await Assertions.RedeemAsync(client, appId, assertion)).Status);
        clock.Advance(TimeSpan.FromMinutes(16));
        var late = await Assertions.RedeemAsync(client, appId, assertion);
        Refusals.AssertRefused(late, 700024, "invalid_client", 401);
        Assert.Contains("Current time: 2026-01-01T12:16:00.0000000Z, assertion valid from 2026-01-01T12:00:00.0000000Z, expiry time of assertion 2026-01-01T12:10:00.0000000Z.", late["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("eyJhbGciOjF9.eyJpc3MiOlsxXX0.AA")]
    public async Task What_is_no_assertion_is_refused_and_nothing_breaks(string assertion)
    {
        using var client = new TenantClient();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);

        var answer = await Assertions.RedeemAsync(client, appId, assertion);

        Assert.InRange((int)answer.Status, 400, 401);
        Assert.NotEqual(0, Refusals.CodeOf(answer));
    }

    [Fact]
    public async Task A_header_without_a_thumbprint_or_with_another_algorithm_is_refused()
    {
        using var client = new TenantClient();
        using var certificate = Assertions.NewCertificate();
        var appId = await Assertions.NewAppAsync(client, certificate);
        var claims = Assertions.Claims(client, appId);
        var thumbprint = Assertions.Encode(certificate.GetCertHash());

        Refusals.AssertRefused(await Assertions.RedeemAsync(client, appId, Assertions.Sign(new() { ["alg"] = "RS256" }, claims, certificate, isPss: false)), 50027, "invalid_client", 401);
        Refusals.AssertRefused(await Assertions.RedeemAsync(client, appId, Assertions.Sign(new() { ["alg"] = "none", ["x5t"] = thumbprint }, claims, certificate, isPss: false)), 50027, "invalid_request");
    }
}
