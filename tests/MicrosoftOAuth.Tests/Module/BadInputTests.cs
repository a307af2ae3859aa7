using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>What goes wrong becomes an error with an id of its own, a category, and the next command to type.</summary>
public sealed class BadInputTests
{
    private const string Guid = "99999999-9999-9999-9999-999999999999";

    private static readonly string[] s_changing =
    [
        "New-MsOAuthApp 'Another' SingleTenant",
        "Set-MsOAuthApp $app.ClientId -IssueIdTokens $true -VisibleToUsers $false",
        "Remove-MsOAuthApp $app.ClientId",
        "$app | Add-MsOAuthRedirectUri -Platform Web -Uri https://b.example/",
        "$app | Remove-MsOAuthRedirectUri -Platform Web -Uri https://a.example/",
        "$app | Add-MsOAuthPermission -DelegatedPermission Mail.Read",
        "$app | Remove-MsOAuthPermission -DelegatedPermission User.Read",
        "$app | Grant-MsOAuthConsent",
        "$app | Revoke-MsOAuthConsent",
        "$app | New-MsOAuthClientSecret",
        "$app | Get-MsOAuthCredential | Remove-MsOAuthCredential",
        "$app | Add-MsOAuthOptionalClaim -TokenType Id -Name email",
        "$app | Remove-MsOAuthOptionalClaim -TokenType Id -Name upn",
        "$secret | Register-MsOAuthIntegration -IntegrationId microsoft -ApiKey $key",
        "Unregister-MsOAuthIntegration microsoft -ApiKey $key",
        "New-MsOAuthConnectLink microsoft ada -ApiKey $key",
        "Invoke-MsOAuthRequest /applications -Method POST -Body @{ displayName = 'X' }",
    ];

    public static TheoryData<string> Changing => [.. s_changing];

    [Theory]
    [InlineData($"Get-MsOAuthApp {Guid}", "AppNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-MsOAuthApp not-a-guid", "InvalidArgument", ErrorCategory.InvalidArgument)]
    [InlineData("Get-MsOAuthApp -DisplayName 'No such app'", "AppNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$null = 1..2 | ForEach-Object { New-MsOAuthApp Twin SingleTenant -Force }; Get-MsOAuthApp -DisplayName Twin", "AppAmbiguous", ErrorCategory.InvalidArgument)]
    [InlineData("Set-MsOAuthApp -IssueIdTokens $true", "AppNotNamed", ErrorCategory.InvalidArgument)]
    [InlineData("New-MsOAuthApp $app.DisplayName SingleTenant", "AppNameExists", ErrorCategory.ResourceExists)]
    [InlineData("$app | Add-MsOAuthPermission -DelegatedPermission Mail.Reed", "PermissionNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$app | Add-MsOAuthPermission -Api 'No such API' -DelegatedPermission x", "ApiNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$app | Add-MsOAuthRedirectUri -Platform Web -Uri http://a.example", "RedirectUriInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$app | New-MsOAuthClientSecret -EndDate 2001-01-01", "InvalidArgument", ErrorCategory.InvalidArgument)]
    [InlineData($"Remove-MsOAuthCredential $app.ClientId -KeyId {Guid} -Confirm:$false", "ItemNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("ConvertFrom-MsOAuthToken nonsense", "InvalidToken", ErrorCategory.InvalidData)]
    [InlineData("Get-MsOAuthToken -Context nobody", "NotSignedIn", ErrorCategory.ConnectionError)]
    [InlineData("Invoke-MsOAuthRequest https://evil.example/me", "HostNotAllowed", ErrorCategory.SecurityError)]
    [InlineData("Invoke-MsOAuthRequest /no/such/thing", "InvalidRequest", ErrorCategory.InvalidOperation)]
    [InlineData($"Connect-MsOAuthApp {Guid} -TenantId $app.TenantId -ClientSecret $key -Environment Sandbox", "AppNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -ClientSecret $key -Environment Sandbox", "SecretInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("Connect-MsOAuthApp -Environment Sandbox -NonInteractive", "InteractionRequired", ErrorCategory.AuthenticationError)]
    [InlineData("Get-MsOAuthIntegration nothing -ApiKey $key", "IntegrationNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-MsOAuthIntegration -ApiKey $secret.SecretText", "IntegrationUnauthorized", ErrorCategory.AuthenticationError)]
    public void An_error_has_an_id_a_category_and_a_way_on(string script, string id, ErrorCategory category)
    {
        using ModuleSession session = SignedIn();
        ErrorRecord error = session.Run(script).Error;
        Assert.StartsWith(id + ",MicrosoftOAuth.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
        Assert.EndsWith(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Answers of the wire, injected into the practice tenant.</summary>
    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "PermissionDenied")]
    [InlineData(409, "Conflict")]
    [InlineData(500, "ServiceUnavailable")]
    public void An_answer_of_the_wire_becomes_its_error(int status, string id)
    {
        using ModuleSession session = SignedIn();
        Inject(session, status);
        ErrorRecord error = session.Run("Get-MsOAuthApp -Filter \"displayName eq 'x'\"").Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public void What_if_sends_nothing_that_changes(string script)
    {
        using ModuleSession session = SignedIn();
        int before = Changes(session);
        session.Run(script + " -WhatIf").ThrowIfFailed();
        Assert.Equal(before, Changes(session));
        Assert.Contains("What if:", session.Host.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$app | New-MsOAuthClientSecret")]
    [InlineData("Get-MsOAuthToken")]
    [InlineData("Get-MsOAuthContext")]
    [InlineData("$app")]
    [InlineData("$app | Get-MsOAuthPermission")]
    [InlineData("Test-MsOAuthPrerequisite")]
    [InlineData("Test-MsOAuthToken -Detailed")]
    [InlineData("Find-MsOAuthPermission -Uri /me/messages")]
    public void Views_show_the_thing_and_no_type_names(string script)
    {
        using ModuleSession session = SignedIn();
        session.Run(script + " | Out-Default").ThrowIfFailed();
        Assert.NotEmpty(session.Host.Shown.Trim());
        Assert.DoesNotContain("MicrosoftOAuth.Core.", session.Host.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", session.Host.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hand_over_that_fails_says_what_exists_and_loses_nothing()
    {
        using ModuleSession session = SignedIn();
        ErrorRecord error = session.Run("$secret | Register-MsOAuthIntegration -IntegrationId x -ApiKey $secret.SecretText").Error;
        Assert.StartsWith("IntegrationUnauthorized,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nothing is lost", error.ToString(), StringComparison.Ordinal);
        session.Run("$null = $secret | Register-MsOAuthIntegration -IntegrationId x -ApiKey $key").ThrowIfFailed();
    }

    [Fact]
    public void A_single_tenant_app_is_refused_where_it_could_never_work()
    {
        using ModuleSession session = SignedIn();
        RunResult result = session.Run("Set-MsOAuthApp $app.ClientId -SignInAudience SingleTenant; $secret | Register-MsOAuthIntegration -IntegrationId x -ApiKey $key");
        Assert.StartsWith("AudienceMismatch,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("AADSTS50194", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("microsoft-tenant-specific", result.Error.ToString(), StringComparison.Ordinal);
    }

    private static ModuleSession SignedIn()
    {
        ModuleSession session = new();
        session.Run("""
            $null = Connect-MsOAuthApp -Environment Sandbox
            $app = New-MsOAuthApp 'The app' MultiTenant -RedirectUri https://a.example/
            $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
            $null = $app | Grant-MsOAuthConsent
            $app | Add-MsOAuthOptionalClaim -TokenType Id -Name upn
            $secret = $app | New-MsOAuthClientSecret
            $key = [System.Net.NetworkCredential]::new('', '5eed0000-0000-4000-8000-00006e616e67').SecurePassword
            $null = $secret | Register-MsOAuthIntegration -IntegrationId microsoft -ApiKey $key -WarningAction SilentlyContinue
            """).ThrowIfFailed();
        return session;
    }

    private static int Changes(ModuleSession session) =>
        PracticeTenantProbe.Requests(session).Count(request => request.Method != "GET" && request.Uri.Host != "login.microsoftonline.com");

    private static void Inject(ModuleSession session, int status) => PracticeTenantProbe.InjectStatus(session, "GET", "/v1.0/applications", status);
}
