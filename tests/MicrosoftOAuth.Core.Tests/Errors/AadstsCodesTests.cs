using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core.Tests.Errors;

/// <summary>Entra's refusals, as they come through MSAL.</summary>
public sealed class AadstsCodesTests
{
    private const string Trace = "7b1d2f6e-0000-4000-8000-1a2b3c4d5e6f";
    private const string Correlation = "c0ffee00-1111-4222-8333-444455556666";

    public static TheoryData<int> Codes { get; } =
    [
        50011, 50020, 50034, 50055, 50057, 50058, 50076, 50079, 50105, 50126, 50158, 50194, 53003, 65001, 65004, 70000, 70008,
        70011, 70019, 70021, 70043, 90002, 90014, 90072, 90094, 500011, 500113, 530003, 530035, 650052, 650057, 700016, 700024,
        700027, 700038, 700054, 700082, 700084, 700211, 700212, 700213, 7000112, 7000215, 7000218, 7000222, 7000229, 9002313,
        9002325, 9002326, 9002327,
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_becomes_an_error_with_kind_meaning_remedy_and_ids(int code)
    {
        OAuthException e = await RefusedAsync($"AADSTS{code}: Microsoft's own words. Trace ID: {Trace} Correlation ID: {Correlation} Timestamp: 2026-11-22 12:00:00Z");
        Assert.Equal("AADSTS" + code, e.ServiceCode);
        Assert.Equal(Trace, e.TraceId);
        Assert.Equal(400, e.HttpStatus);
        Assert.NotEmpty(e.CorrelationId!);
        Assert.EndsWith($"AADSTS{code}: Microsoft's own words.", e.Message, StringComparison.Ordinal);
        Assert.False(e.Message.StartsWith("AADSTS", StringComparison.Ordinal) || e.Message.StartsWith("The sign-in failed.", StringComparison.Ordinal), "Nothing says what it means: " + e.Message);
        Assert.NotEmpty(e.Remedy!);
        Assert.NotEqual(OAuthErrorKind.ServiceError, e.Kind);
    }

    [Fact]
    public async Task Any_other_code_keeps_Microsofts_text_and_its_ids_in_old_lines_too()
    {
        OAuthException e = await RefusedAsync($"AADSTS1234567: Something new.\\r\\nTrace ID: {Trace}\\r\\nCorrelation ID: {Correlation}\\r\\nTimestamp: 2026-11-22 12:00:00Z", error: "invalid_request");
        Assert.Equal((OAuthErrorKind.SignInFailed, "AADSTS1234567", Trace), (e.Kind, e.ServiceCode, e.TraceId));
        Assert.Equal("The sign-in failed. AADSTS1234567: Something new.", e.Message);
    }

    [Fact]
    public async Task A_claims_challenge_stays_on_the_error()
    {
        OAuthException e = await RefusedAsync("AADSTS50076: More is needed.", """, "claims": "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}" """);
        Assert.Equal("""{"access_token":{"acrs":{"essential":true,"value":"c1"}}}""", e.Claims);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_remedy_names_commands_that_exist(int code)
    {
        OAuthException e = await RefusedAsync($"AADSTS{code}: Words.");
        string manifest = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "MicrosoftOAuth.psd1"));
        Assert.All(Regex.Matches(e.Remedy!, "[A-Z][a-z]+-MsOAuth[A-Za-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)), command => Assert.Contains($"'{command.Value}'", manifest, StringComparison.Ordinal));
    }

    private static async Task<OAuthException> RefusedAsync(string description, string more = "", string error = "invalid_grant")
    {
        FakeWire wire = new();
        wire.Answer($"POST /{FakeToken.Tenant}/oauth2/v2.0/token", 400, $$"""{"error":"{{error}}","error_description":"{{description}}","correlation_id":"{{Correlation}}"{{more}}}""");
        SignInOptions options = new() { Method = SignInMethod.ClientSecret, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ClientSecret = SecureText.From("secret") };
        return await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(options, new Core.Wire(wire, wire.Clock), reports: null, CancellationToken.None));
    }
}
