using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Sessions belong to a runspace; the object travels.</summary>
public sealed class ContextTests
{
    [Fact]
    public void Each_runspace_has_its_own_sessions_and_practice_tenant()
    {
        using ModuleSession first = new();
        using ModuleSession second = new();
        string one = (string)first.Run("(Connect-MsOAuthApp -Environment Sandbox).TenantId").Single.BaseObject;
        Assert.StartsWith("NotSignedIn,", second.Run("Get-MsOAuthContext").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        string other = (string)second.Run("(Connect-MsOAuthApp -Environment Sandbox).TenantId").Single.BaseObject;
        Assert.NotEqual(one, other);
        Assert.Equal(one, first.Run("(Get-MsOAuthContext).TenantId").Single.BaseObject);
    }

    [Fact]
    public void A_context_works_in_a_runspace_that_never_signed_in()
    {
        using ModuleSession first = new();
        using ModuleSession second = new();
        PSObject context = first.Run("Connect-MsOAuthApp -Environment Sandbox").Single;
        Assert.Equal("Carried", second.Run("(New-MsOAuthApp -DisplayName Carried -SignInAudience SingleTenant -Context $args[0]).DisplayName", context).Single.BaseObject);
    }

    [Fact]
    public void A_session_is_found_by_name_and_a_later_one_is_the_current()
    {
        using ModuleSession session = new();
        session.Run("""
            $null = Connect-MsOAuthApp -Environment Sandbox -ContextName one
            $null = Connect-MsOAuthApp -Environment Sandbox -ContextName two
            """).ThrowIfFailed();
        Assert.Equal("two", session.Run("(Get-MsOAuthContext).Name").Single.BaseObject);
        Assert.Equal("one", session.Run("$null = Select-MsOAuthContext one; (Get-MsOAuthContext).Name").Single.BaseObject);
        Assert.Equal("two", session.Run("Disconnect-MsOAuthApp one; (Get-MsOAuthContext).Name").Single.BaseObject);
        Assert.Equal("NotSignedIn,MicrosoftOAuth.Commands.GetTokenCommand", session.Run("Get-MsOAuthToken -Context one").Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Names_permissions_claims_apps_and_apis_are_completed()
    {
        using ModuleSession session = new();
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox -ContextName admin; $null = New-MsOAuthApp 'Completed app' SingleTenant").ThrowIfFailed();
        Assert.Contains("admin", Complete(session, "Get-MsOAuthToken -Context a"));
        Assert.Contains("Mail.Read", Complete(session, "Add-MsOAuthPermission -DelegatedPermission Mail.R"));
        Assert.DoesNotContain("Mail.ReadBasic.All", Complete(session, "Add-MsOAuthPermission -DelegatedPermission Mail.R"));
        Assert.Contains("Mail.ReadBasic.All", Complete(session, "Add-MsOAuthPermission -ApplicationPermission Mail.R"));
        Assert.Contains("Mail.ReadBasic.All", Complete(session, "Wait-MsOAuthPermission Mail.R"));
        Assert.Contains("full_access_as_app", Complete(session, "Add-MsOAuthPermission -Api Exchange -ApplicationPermission full"));
        Assert.DoesNotContain("full_access_as_app", Complete(session, "Add-MsOAuthPermission -Api Exchange -DelegatedPermission f"));
        Assert.Contains("'Azure Key Vault'", Complete(session, "Wait-MsOAuthPermission x -Api key"));
        Assert.Contains("Default", Complete(session, "Test-MsOAuthToken -Sandbox D"));
        Assert.Contains("'Azure Key Vault'", Complete(session, "Get-MsOAuthApi key"));
        Assert.Contains("'Azure Service Management'", Complete(session, "Get-MsOAuthApi ARM"));
        Assert.Contains("'Dynamics CRM'", Complete(session, "Find-MsOAuthPermission -Api datav"));
        Assert.Contains("email", Complete(session, "Add-MsOAuthOptionalClaim -TokenType Id -Name em"));
        Assert.Contains("'Completed app'", Complete(session, "Get-MsOAuthApp -DisplayName Comp"));
        Assert.Contains("Sandbox", Complete(session, "Connect-MsOAuthApp -Environment S"));
    }

    private static string[] Complete(ModuleSession session, string line)
    {
        using PowerShell shell = PowerShell.Create(session.Runspace);
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = session.Runspace;
        try
        {
            return [.. CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches.Select(match => match.CompletionText)];
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }
}
