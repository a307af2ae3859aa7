BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Asks for consent' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
}

Describe 'New-MsOAuthConsentUrl' {
    It 'makes an address at which a user signs in, with PKCE' {
        $url = $app | New-MsOAuthConsentUrl
        $url.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ConsentUrl'
        $url.ClientId | Should -Be $app.ClientId
        $url.Uri.AbsolutePath | Should -Be "/$($app.TenantId)/oauth2/v2.0/authorize"
        $url.Uri.Query | Should -BeLike "*client_id=$($app.ClientId)&response_type=code&*"
        $url.Uri.Query | Should -BeLike '*redirect_uri=https%3A%2F%2Fapi.nango.dev%2Foauth%2Fcallback*'
        $url.Uri.Query | Should -BeLike '*code_challenge_method=S256*'
        $url.Uri.Query | Should -BeLike "*state=$($url.State)*"
        $url.Uri.Query | Should -BeLike "*nonce=$($url.Nonce)*"
    }

    It 'hands the verifier of the challenge over as a SecureString' {
        $url = $app | New-MsOAuthConsentUrl
        $verifier = [System.Net.NetworkCredential]::new('', $url.CodeVerifier).Password
        $verifier.Length | Should -Be 43
        $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash([System.Text.Encoding]::ASCII.GetBytes($verifier))
        $challenge = [Convert]::ToBase64String($hash).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $url.Uri.Query | Should -BeLike "*code_challenge=$challenge*"
    }

    It 'makes another state each time' {
        $first = $app | New-MsOAuthConsentUrl
        $second = $app | New-MsOAuthConsentUrl
        $first.State | Should -Not -Be $second.State
    }

    It 'asks for the permissions that are named, those of Microsoft Graph in full' {
        $url = New-MsOAuthConsentUrl -ClientId $app.ClientId -Scopes Mail.Read, https://vault.azure.net/user_impersonation -LoginHint user@contoso-practice.onmicrosoft.com
        $query = [Uri]::UnescapeDataString($url.Uri.Query)
        $query | Should -BeLike '*scope=openid profile offline_access https://graph.microsoft.com/Mail.Read https://vault.azure.net/user_impersonation&*'
        $query | Should -BeLike '*login_hint=user@contoso-practice.onmicrosoft.com*'
    }

    It 'makes an address for an administrator' {
        $url = New-MsOAuthConsentUrl -DisplayName 'Asks for consent' -Admin
        $url.Uri.AbsolutePath | Should -Be "/$($app.TenantId)/v2.0/adminconsent"
        $url.CodeVerifier | Should -BeNullOrEmpty
        $url.Nonce | Should -BeNullOrEmpty
    }

    It 'leads to another tenant and another redirect URI' {
        $url = $app | New-MsOAuthConsentUrl -TenantId organizations -RedirectUri https://example.com/back
        $url.Uri.AbsolutePath | Should -Be '/organizations/oauth2/v2.0/authorize'
        $url.RedirectUri.AbsoluteUri | Should -Be 'https://example.com/back'
    }

    It 'refuses an app that nobody can return to' {
        $bare = New-MsOAuthApp -DisplayName 'Asks for consent without a redirect URI' -SignInAudience MultiTenant
        { $bare | New-MsOAuthConsentUrl } | Should -Throw -ErrorId 'RedirectUriMismatch,MicrosoftOAuth.Commands.NewConsentUrlCommand'
    }

    It 'refuses a redirect URI that is no address' {
        { $app | New-MsOAuthConsentUrl -RedirectUri callback -ErrorAction Stop } |
            Should -Throw -ErrorId 'RedirectUriInvalid,MicrosoftOAuth.Commands.NewConsentUrlCommand'
    }

    It 'refuses an app that does not exist' {
        { New-MsOAuthConsentUrl -ClientId '11111111-2222-4333-8444-555555555555' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.NewConsentUrlCommand'
    }
}

Describe 'New-MsOAuthConsentUrl when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | New-MsOAuthConsentUrl } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.NewConsentUrlCommand'
    }

    It 'needs nobody where client id and redirect URI are said' {
        $url = New-MsOAuthConsentUrl 11111111-2222-4333-8444-555555555555 -RedirectUri https://example.com/back -TenantId contoso.onmicrosoft.us -Environment USGov
        $url.Uri.GetLeftPart('Path') | Should -Be 'https://login.microsoftonline.us/contoso.onmicrosoft.us/oauth2/v2.0/authorize'
        $url.ClientId | Should -Be '11111111-2222-4333-8444-555555555555'
    }
}
