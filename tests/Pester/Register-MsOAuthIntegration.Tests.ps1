BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $apiKey = [securestring]::new()
    foreach ($character in '5eed0000-0000-4000-8000-00006e616e67'.ToCharArray()) { $apiKey.AppendChar($character) }
    $wrongKey = [securestring]::new()
    foreach ($character in '00000000-0000-4000-8000-000000000000'.ToCharArray()) { $wrongKey.AppendChar($character) }
    $app = New-MsOAuthApp -DisplayName 'Is registered' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
    $secret = $app | New-MsOAuthClientSecret
}

Describe 'Register-MsOAuthIntegration' {
    It 'changes nothing under -WhatIf' {
        $secret | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey -WhatIf | Should -BeNullOrEmpty
        Get-MsOAuthIntegration -ApiKey $apiKey | ForEach-Object IntegrationId | Should -Not -Contain 'register'
    }

    It 'hands over the app that the secret belongs to' {
        $integration = $secret | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey
        $integration.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.Integration'
        "$($integration.Service)" | Should -Be 'Nango'
        $integration.IntegrationId | Should -Be 'register'
        $integration.Provider | Should -Be 'microsoft'
        $integration.DisplayName | Should -Be 'Is registered'
        $integration.ClientId | Should -Be $app.ClientId
        $integration.Scopes | Should -Be @('User.Read', 'offline_access')
        "$($integration.Status)" | Should -Be 'Created'
    }

    It 'changes nothing the second time' {
        "$(($secret | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey).Status)" | Should -Be 'Unchanged'
        Get-MsOAuthIntegration -ApiKey $apiKey | Where-Object IntegrationId -EQ 'register' | Should -HaveCount 1
    }

    It 'brings the integration up to date with another secret' {
        $next = $app | New-MsOAuthClientSecret
        "$(($next | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey).Status)" | Should -Be 'Updated'
        "$(($next | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey).Status)" | Should -Be 'Unchanged'
    }

    It 'takes an app and a secret in plain text, a name and scopes' {
        $text = ($app | New-MsOAuthClientSecret -AsPlainText).SecretText
        $integration = $app | Register-MsOAuthIntegration -IntegrationId 'register text' -ClientSecret $text -IntegrationName 'Sign in' -Scopes openid, offline_access -ApiKey $apiKey
        $integration.DisplayName | Should -Be 'Sign in'
        $integration.Scopes | Should -Be @('openid', 'offline_access')
    }

    It 'warns of an app that gets no refresh token and has no redirect URI of Nango' {
        $bare = New-MsOAuthApp -DisplayName 'Is registered with warnings' -SignInAudience MultiTenant
        $null = $bare | New-MsOAuthClientSecret | Register-MsOAuthIntegration -IntegrationId 'register bare' -Scopes User.Read -ApiKey $apiKey -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 2
        "$($warnings[0])" | Should -BeLike '*offline_access*'
        "$($warnings[1])" | Should -BeLike '*https://api.nango.dev/oauth/callback*'
    }

    It 'refuses a SingleTenant app where users sign in at /common, and takes it at its own tenant' {
        $single = New-MsOAuthApp -DisplayName 'Is registered for one tenant' -SignInAudience SingleTenant -RedirectUri https://api.nango.dev/oauth/callback
        $single | Add-MsOAuthPermission -DelegatedPermission offline_access
        $own = $single | New-MsOAuthClientSecret
        { $own | Register-MsOAuthIntegration -IntegrationId 'register single' -ApiKey $apiKey } |
            Should -Throw -ErrorId 'AudienceMismatch,MicrosoftOAuth.Commands.RegisterIntegrationCommand' -ExpectedMessage '*AADSTS50194*'
        "$(($own | Register-MsOAuthIntegration -IntegrationId 'register single' -Provider microsoft-tenant-specific -ApiKey $apiKey).Status)" | Should -Be 'Created'
    }

    It 'refuses another provider for an integration that is there' {
        { $secret | Register-MsOAuthIntegration -IntegrationId register -Provider outlook -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'IntegrationRejected,MicrosoftOAuth.Commands.RegisterIntegrationCommand'
    }

    It 'refuses a provider that keeps the secret on each connection' {
        { $secret | Register-MsOAuthIntegration -IntegrationId 'register cc' -Provider microsoft-oauth2-cc -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'IntegrationRejected,MicrosoftOAuth.Commands.RegisterIntegrationCommand'
    }

    It 'refuses a wrong key and says that the secret is still good' {
        { $secret | Register-MsOAuthIntegration -IntegrationId register -ApiKey $wrongKey } |
            Should -Throw -ErrorId 'IntegrationUnauthorized,MicrosoftOAuth.Commands.RegisterIntegrationCommand' -ExpectedMessage '*nothing is lost*'
    }

    It 'sends the key to no address without https' {
        { $secret | Register-MsOAuthIntegration -IntegrationId register -BaseUri http://nango.example -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.RegisterIntegrationCommand'
    }
}

Describe 'Register-MsOAuthIntegration when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $secret | Register-MsOAuthIntegration -IntegrationId register -ApiKey $apiKey } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RegisterIntegrationCommand'
    }
}
