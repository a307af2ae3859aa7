using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Ctrl+C ends whatever a command waits for: a token, an answer, a service's Retry-After, a permission, a key.</summary>
public sealed class StopTests
{
    /// <summary>So long a test may wait for what should take no time.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -Environment Sandbox", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/token' }")]
    [InlineData("Connect-MsOAuthApp -UseDeviceCode -Environment Sandbox", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/devicecode' }")]
    [InlineData("Get-MsOAuthToken -ForceRefresh", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/token' }")]
    [InlineData("Invoke-MsOAuthRequest /users", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/users' }")]
    [InlineData("Invoke-MsOAuthRequest /users", "@{ Status = 429; RetryAfter = 200; PathContains = '/users' }")]
    [InlineData("Grant-MsOAuthConsent $app.ClientId", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/oauth2PermissionGrants' }")]
    [InlineData("New-MsOAuthApp Another SingleTenant", "@{ Status = 503; RetryAfter = 200; PathContains = '/applications' }")]
    [InlineData("Wait-MsOAuthPermission Mail.Read -Context Robot", "@{ Kind = 'Slow'; PathContains = '/nothing' }")]
    [InlineData("Test-MsOAuthToken", "@{ Kind = 'Slow'; Delay = 600; PathContains = '/.well-known/' }")]
    public async Task A_stopped_command_ends_at_once(string command, string fault)
    {
        using ModuleSession session = new();
        session.Run(
            """
            $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
            $app = New-MsOAuthApp Stopped SingleTenant
            $app | Add-MsOAuthPermission -DelegatedPermission User.Read
            $secret = $app | New-MsOAuthClientSecret
            $null = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -Environment Sandbox -ContextName Robot
            $null = Select-MsOAuthContext Admin
            """).ThrowIfFailed();
        session.Run($"(Get-MsOAuthSandbox).InjectFault({fault})").ThrowIfFailed();
        dynamic tenant = PracticeTenantProbe.Of(session);
        long before = tenant.RequestCount;

        using PowerShell shell = PowerShell.Create(session.Runspace);
        IAsyncResult run = shell.AddScript(command).BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => (long)tenant.RequestCount > before, s_bound), "The command never came to where it waits.");
        Assert.False(run.IsCompleted, "The command did not wait.");
        await Task.Run(shell.Stop).WaitAsync(s_bound);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Equal("Admin", session.Run("(Get-MsOAuthContext).Name").Single.BaseObject);
    }
}
