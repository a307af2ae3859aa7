BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $apiKey = [securestring]::new()
    foreach ($character in '5eed0000-0000-4000-8000-00006e616e67'.ToCharArray()) { $apiKey.AppendChar($character) }
    $wrongKey = [securestring]::new()
    foreach ($character in '00000000-0000-4000-8000-000000000000'.ToCharArray()) { $wrongKey.AppendChar($character) }
    $app = New-MsOAuthApp -DisplayName 'Lists integrations' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
    $secret = $app | New-MsOAuthClientSecret
    $null = $secret | Register-MsOAuthIntegration -IntegrationId 'get one' -ApiKey $apiKey
    $null = $secret | Register-MsOAuthIntegration -IntegrationId 'get two' -Provider outlook -ApiKey $apiKey
}

Describe 'Get-MsOAuthIntegration' {
    It 'lists the integrations' {
        $all = Get-MsOAuthIntegration -Service Nango -ApiKey $apiKey
        $all | ForEach-Object IntegrationId | Should -Contain 'get one'
        $all | ForEach-Object IntegrationId | Should -Contain 'get two'
        $all[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.Integration'
    }

    It 'reads one with its app and what users are asked for' {
        $integration = Get-MsOAuthIntegration 'get two' -ApiKey $apiKey
        $integration.Provider | Should -Be 'outlook'
        $integration.ClientId | Should -Be $app.ClientId
        $integration.Scopes | Should -Be @('User.Read', 'offline_access')
        "$($integration.Status)" | Should -Be 'Present'
        $integration.Connections | Should -BeNullOrEmpty
    }

    It 'takes an integration from the pipeline' {
        (Get-MsOAuthIntegration 'get one' -ApiKey $apiKey | Get-MsOAuthIntegration -ApiKey $apiKey).IntegrationId | Should -Be 'get one'
    }

    It 'reads the connections of users' {
        $null = $app | Grant-MsOAuthConsent
        $null = New-MsOAuthConnectLink 'get one' user@contoso-practice.onmicrosoft.com -Open -ApiKey $apiKey
        $connections = (Get-MsOAuthIntegration 'get one' -IncludeConnections -ApiKey $apiKey).Connections
        $connections | Should -HaveCount 1
        $connections[0].UserId | Should -Be 'user@contoso-practice.onmicrosoft.com'
        $connections[0].HasErrors | Should -BeFalse
    }

    It 'refuses an integration that is not there' {
        { Get-MsOAuthIntegration nowhere -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'IntegrationNotFound,MicrosoftOAuth.Commands.GetIntegrationCommand'
    }

    It 'refuses a wrong key' {
        { Get-MsOAuthIntegration -ApiKey $wrongKey } | Should -Throw -ErrorId 'IntegrationUnauthorized,MicrosoftOAuth.Commands.GetIntegrationCommand'
    }

    It 'sends the key to no address without https' {
        { Get-MsOAuthIntegration -BaseUri http://nango.example -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetIntegrationCommand'
    }
}

Describe 'Get-MsOAuthIntegration when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so when a context is named' {
        { Get-MsOAuthIntegration -ApiKey $apiKey -Context 'No such context' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetIntegrationCommand'
    }
}
