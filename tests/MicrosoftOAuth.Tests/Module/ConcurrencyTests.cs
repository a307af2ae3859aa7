using System.Collections.ObjectModel;
using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Many runspaces at once, on the sessions of two tenants: nobody ever works on the other's.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const string SignIn = """
        param($name)
        $sandbox = New-MsOAuthSandbox -Name $name
        $admin = Connect-MsOAuthApp -Sandbox $sandbox -ContextName "admin of $name"
        $app = New-MsOAuthApp Daemon SingleTenant -Context $admin
        $app | New-MsOAuthClientSecret -Context $admin | Connect-MsOAuthApp -TenantId $app.TenantId -Sandbox $sandbox -ContextName $name
        """;

    private readonly ModuleSession _session = new();
    private readonly PSObject _one;
    private readonly PSObject _two;

    public ConcurrencyTests()
    {
        _one = _session.Run(SignIn, "one").Single;
        _two = _session.Run(SignIn, "two").Single;
        Assert.NotEqual(TenantOf(_one), TenantOf(_two));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Ten_thousand_tokens_in_a_hundred_runspaces_are_of_the_right_tenant_and_asked_for_once()
    {
        const string Script = """
            param($number, $one, $two)
            $apis = 'Microsoft Graph', 'Azure Service Management', 'Azure Key Vault'
            foreach ($i in 1..100) {
                $session = if (($number + $i) % 2) { $one } else { $two }
                $token = Get-MsOAuthToken -Context $session -Api $apis[$i % 3] -AsPlainText
                $claims = ConvertFrom-MsOAuthToken $token
                "$($session.TenantId) $($claims.TenantId) $($session.ClientId) $($claims.ClientId) $($i % 3) $($claims.Audience)"
            }
            """;
        int[] before = [.. PracticeTenantProbe.Opened(_session.Runspace).Select(Asked)];
        using RunspaceCrowd crowd = new(100);
        string[] written = [.. (await crowd.RunAsync(Script, _one, _two)).SelectMany(output => output).Select(line => (string)line.BaseObject)];
        Assert.Equal(10_000, written.Length);
        Assert.All(written.Distinct(StringComparer.Ordinal), line =>
        {
            string[] words = line.Split(' ');
            Assert.Equal((words[0], words[2]), (words[1], words[3]));
        });

        // Two sessions, three audiences each, and never another one.
        Assert.Equal(6, written.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, written.Select(line => line.Split(' ')[^1]).Distinct(StringComparer.Ordinal).Count());

        // Graph's token is the one that signed in; each of the two others took one request.
        Assert.Equal([2, 2], PracticeTenantProbe.Opened(_session.Runspace).Select(Asked).Zip(before, (after, earlier) => after - earlier));
    }

    [Fact]
    public async Task Each_runspace_has_a_current_session_and_names_of_its_own()
    {
        const string Script = """
            param($number, $sandboxes, $ids, $secrets)
            $which = $number % 2
            $null = Connect-MsOAuthApp $ids[$which] -TenantId $sandboxes[$which].TenantId -ClientSecret $secrets[$which] -Sandbox $sandboxes[$which] -ContextName mine
            foreach ($i in 1..20) {
                "$which $((Get-MsOAuthToken).TenantId) $((Get-MsOAuthToken -Context mine).TenantId) $(@(Get-MsOAuthContext -ListAvailable).Count)"
            }
            """;
        PSObject[] sandboxes = [_session.Run("Get-MsOAuthSandbox one").Single, _session.Run("Get-MsOAuthSandbox two").Single];
        object[] secrets = [.. new[] { _one, _two }.Select(session => NewSecret(session).BaseObject)];
        using RunspaceCrowd crowd = new(20);
        Collection<PSObject>[] written = await crowd.RunAsync(Script, sandboxes, new[] { ClientOf(_one), ClientOf(_two) }, secrets);
        Assert.Equal(
            [$"0 {TenantOf(_one)} {TenantOf(_one)} 1", $"1 {TenantOf(_two)} {TenantOf(_two)} 1"],
            written.SelectMany(output => output).Select(line => (string)line.BaseObject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal("two", _session.Run("(Get-MsOAuthContext).Name").Single.BaseObject);
        Assert.StartsWith("NotSignedIn,", _session.Run("Get-MsOAuthToken -Context mine").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_was_handed_over_renews_its_token_there()
    {
        // No token lasts for two days, so each of these is another one.
        const string Script = """
            param($number, $one)
            $first = Get-MsOAuthToken -Context $one -MinimumLifetime 2.00:00:00 -AsPlainText
            $second = Get-MsOAuthToken -Context $one -MinimumLifetime 2.00:00:00 -AsPlainText
            "$($first -ne $second) $((ConvertFrom-MsOAuthToken $second).TenantId)"
            """;
        using RunspaceCrowd crowd = new(4);
        Collection<PSObject>[] written = await crowd.RunAsync(Script, _one);
        Assert.All(written, output => Assert.Equal($"True {TenantOf(_one)}", Assert.Single(output).BaseObject));
    }

    private static string TenantOf(PSObject session) => (string)session.Properties["TenantId"].Value;

    private static string ClientOf(PSObject session) => (string)session.Properties["ClientId"].Value;

    private static int Asked(object tenant) => PracticeTenantProbe.Requests(tenant).Count(request => request.Uri.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));

    private PSObject NewSecret(PSObject session) =>
        _session.Run("(New-MsOAuthClientSecret -ClientId $args[0] -Context \"admin of $($args[1])\").SecretText", ClientOf(session), session.Properties["Name"].Value).Single;
}
