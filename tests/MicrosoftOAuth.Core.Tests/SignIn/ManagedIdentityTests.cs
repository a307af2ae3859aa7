using System.Globalization;
using System.Net;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>
/// Managed identities over MSAL's own pipeline. MSAL reads the process's variables, so these tests have the process for
/// themselves.
/// </summary>
[CollectionDefinition(nameof(ManagedIdentityTests), DisableParallelization = true)]
[Collection(nameof(ManagedIdentityTests))]
public sealed class ManagedIdentityTests : IDisposable
{
    private static readonly string[] s_names = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET", "AZURE_POD_IDENTITY_AUTHORITY_HOST", "AUTOMATION_ASSET_ACCOUNTID", "DEFAULT_IDENTITY_CLIENT_ID"];
    private readonly Dictionary<string, string?> _before = s_names.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private readonly ReportList _reports = [];
    private int _count;

    public ManagedIdentityTests()
    {
        foreach (string name in s_names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public async Task App_Service_is_asked_with_its_header()
    {
        await using LoopbackEndpoint endpoint = new(_ => (200, Token(), null));
        Set(("IDENTITY_ENDPOINT", endpoint.Address + "msi/token"), ("IDENTITY_HEADER", "header"));
        OAuthContext context = await ConnectAsync();
        Assert.Contains("resource=https://graph.microsoft.com", Assert.Single(endpoint.Seen).Line, StringComparison.Ordinal);
        Assert.Equal("header", endpoint.Seen.First().Headers["X-IDENTITY-HEADER"]);
        AssertSource("App Service", "IDENTITY_ENDPOINT, IDENTITY_HEADER");
        Assert.Equal((FakeToken.Client, FakeToken.Tenant), (context.ClientId, context.TenantId));
        Assert.False(context.HasUser);
    }

    [Fact]
    public async Task Azure_Automation_looks_like_App_Service_and_is_named()
    {
        await using LoopbackEndpoint endpoint = new(_ => (200, Token(), null));
        Set(("IDENTITY_ENDPOINT", endpoint.Address + "oauth2/token"), ("IDENTITY_HEADER", "header"), ("AUTOMATION_ASSET_ACCOUNTID", "a"));
        await ConnectAsync();
        AssertSource("Azure Automation", "AUTOMATION_ASSET_ACCOUNTID");
    }

    [Fact]
    public async Task Cloud_Shell_is_asked_by_a_form()
    {
        await using LoopbackEndpoint endpoint = new(_ => (200, Token(), null));
        Set(("MSI_ENDPOINT", endpoint.Address + "oauth2/token"));
        await ConnectAsync();
        Assert.Contains("resource=https", Assert.Single(endpoint.Seen).Body, StringComparison.Ordinal);
        AssertSource("Cloud Shell", "MSI_ENDPOINT");
    }

    [ArcFact]
    public async Task Azure_Arc_wants_the_key_from_a_file_that_it_names()
    {
        string key = Path.Combine(ArcFactAttribute.KeyFolder, Guid.NewGuid().ToString("N") + ".key");
        await File.WriteAllTextAsync(key, "proof");
        try
        {
            await using LoopbackEndpoint endpoint = new(request => request.Headers["Authorization"] == "Basic proof"
                ? (200, Token(), null)
                : (401, "{}", "Basic realm=" + key));
            Set(("IDENTITY_ENDPOINT", endpoint.Address + "metadata/identity/oauth2/token"), ("IMDS_ENDPOINT", endpoint.Address.ToString()));
            await ConnectAsync();
            Assert.Equal(2, endpoint.Seen.Count);
            AssertSource("Azure Arc", "IMDS_ENDPOINT");
        }
        finally
        {
            File.Delete(key);
        }
    }

    [Fact]
    public async Task A_virtual_machine_asks_the_metadata_service()
    {
        FakeWire wire = Imds();
        await ConnectAsync(wire: wire);
        SentRequest token = wire.Sent[^1];
        Assert.Equal("169.254.169.254", token.Uri.Host);
        Assert.Contains("resource=https://graph.microsoft.com", token.Line, StringComparison.Ordinal);
        AssertSource("IMDS", "none of the variables");
    }

    [Theory]
    [InlineData("client", "client_id=id-of-it")]
    [InlineData("object", "object_id=id-of-it")]
    [InlineData("resource", "mi_res_id=id-of-it")]
    public async Task A_user_assigned_identity_is_named_by_any_of_its_ids(string kind, string query)
    {
        await using LoopbackEndpoint endpoint = new(_ => (200, Token(), null));
        Set(("IDENTITY_ENDPOINT", endpoint.Address + "msi/token"), ("IDENTITY_HEADER", "header"));
        await ConnectAsync(new SignInOptions
        {
            ManagedIdentityClientId = kind == "client" ? "id-of-it" : null,
            ManagedIdentityObjectId = kind == "object" ? "id-of-it" : null,
            ManagedIdentityResourceId = kind == "resource" ? "id-of-it" : null,
        });
        string line = Assert.Single(endpoint.Seen).Line;
        Assert.True(line.Contains(query, StringComparison.Ordinal) || (kind == "object" && line.Contains("principal_id=id-of-it", StringComparison.Ordinal)), line);
    }

    [Fact]
    public async Task Two_contexts_never_share_a_token_and_each_keeps_its_own()
    {
        await using LoopbackEndpoint endpoint = new(_ => (200, Token(), null));
        Set(("IDENTITY_ENDPOINT", endpoint.Address + "msi/token"), ("IDENTITY_HEADER", "header"));
        OAuthContext first = await ConnectAsync();
        OAuthContext second = await ConnectAsync();
        string one = (await TokenAsync(first)).Reveal();
        Assert.NotEqual(one, (await TokenAsync(second)).Reveal());
        Assert.Equal(one, (await TokenAsync(first)).Reveal());
        Assert.Equal(2, endpoint.Seen.Count);
    }

    [Fact]
    public async Task The_practice_tenant_is_never_given_one()
    {
        Set(("IDENTITY_ENDPOINT", "http://localhost:1/"), ("IDENTITY_HEADER", "header"));
        OAuthException e = await new PracticeSessions().RefusedAsync(new SignInOptions { Method = SignInMethod.ManagedIdentity });
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains("practice tenant", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_source_and_variables()
    {
        await using LoopbackEndpoint endpoint = new(_ => (400, """{"statusCode":400,"message":"No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId."}""", null));
        Set(("IDENTITY_ENDPOINT", endpoint.Address + "msi/token"), ("IDENTITY_HEADER", "header"));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { ManagedIdentityClientId = "wrong" }));
        Assert.Equal((OAuthErrorKind.ManagedIdentityUnavailable, 400), (e.Kind, e.HttpStatus));
        Assert.Contains("App Service, since of the variables that tell a source these are set: IDENTITY_ENDPOINT, IDENTITY_HEADER", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("header\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_one_is_told_what_was_seen()
    {
        FakeWire wire = new();
        for (int i = 0; i < 8; i++)
        {
            wire.Drop(string.Empty);
        }

        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire: wire));
        Assert.Equal(OAuthErrorKind.ManagedIdentityUnavailable, e.Kind);
        Assert.Contains("none of the variables", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_ends_in_time()
    {
        FakeWire wire = new FakeWire().Hang(string.Empty);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { Timeout = TimeSpan.FromMilliseconds(100) }, wire));
        Assert.Equal(OAuthErrorKind.ManagedIdentityUnavailable, e.Kind);
    }

    [Fact]
    public async Task Two_ids_are_too_many()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { ManagedIdentityClientId = "a", ManagedIdentityObjectId = "b" }));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Fact]
    public async Task Whoever_waits_for_a_permission_is_told_at_once_that_Azure_keeps_the_token_for_a_day()
    {
        FakeWire wire = new();
        for (int i = 0; i < 20; i++)
        {
            wire.Answer(string.Empty, 200, Token());
        }

        OAuthContext context = await OAuthContext.ConnectAsync(new SignInOptions { Method = SignInMethod.ManagedIdentity }, new Core.Wire(wire, wire.Clock), reports: null, CancellationToken.None);
        Task<AccessToken> wait = new PermissionWait(context, _reports).UntilHeldAsync(["User.Read.All"], api: null, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Contains("up to 24 hours", Assert.Single(_reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => wire.RunAsync(wait));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
        Assert.Contains("nothing can make it issue another", e.Message, StringComparison.Ordinal);
        Assert.Single(_reports.OfType<WarningReport>());
    }

    private static void Set(params (string Name, string Value)[] variables)
    {
        foreach ((string name, string value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static Task<AccessToken> TokenAsync(OAuthContext context) => context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);

    private FakeWire Imds() => new FakeWire().Answer(string.Empty, 200, Token());

    private string Token()
    {
        string token = FakeToken.Of(TimeProvider.System, "https://graph.microsoft.com", "n" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
        return $$"""{"access_token":"{{token}}","expires_in":"86000","expires_on":"{{DateTimeOffset.UtcNow.AddHours(23).ToUnixTimeSeconds()}}","resource":"https://graph.microsoft.com","token_type":"Bearer"}""";
    }

    private void AssertSource(string name, string seen)
    {
        VerboseReport report = Assert.Single(_reports.OfType<VerboseReport>(), report => report.Message.StartsWith("The managed identity's token comes from", StringComparison.Ordinal));
        Assert.Contains(name, report.Message, StringComparison.Ordinal);
        Assert.Contains(seen, report.Message, StringComparison.Ordinal);
    }

    private Task<OAuthContext> ConnectAsync(SignInOptions? options = null, FakeWire? wire = null) => OAuthContext.ConnectAsync(
        (options ?? new SignInOptions()) with { Method = SignInMethod.ManagedIdentity },
        new Core.Wire(wire, TimeProvider.System),
        _reports,
        CancellationToken.None);
}

/// <summary>A test that plays Azure Arc's agent, whose keys MSAL takes from one folder only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ArcFactAttribute : FactAttribute
{
    internal const string KeyFolder = "/var/opt/azcmagent/tokens";

    public ArcFactAttribute()
    {
        try
        {
            Skip = OperatingSystem.IsLinux() && Directory.CreateDirectory(KeyFolder).Exists ? null : "Plays the agent of Linux.";
        }
        catch (UnauthorizedAccessException)
        {
            Skip = $"This account may not write to {KeyFolder}.";
        }
    }
}
