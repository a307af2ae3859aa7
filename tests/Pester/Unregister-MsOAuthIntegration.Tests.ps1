BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $apiKey = [securestring]::new()
    foreach ($character in '5eed0000-0000-4000-8000-00006e616e67'.ToCharArray()) { $apiKey.AppendChar($character) }
    $wrongKey = [securestring]::new()
    foreach ($character in '00000000-0000-4000-8000-000000000000'.ToCharArray()) { $wrongKey.AppendChar($character) }
    $app = New-MsOAuthApp -DisplayName 'Is unregistered' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
    $secret = $app | New-MsOAuthClientSecret
}

Describe 'Unregister-MsOAuthIntegration' {
    BeforeEach {
        $null = $secret | Register-MsOAuthIntegration -IntegrationId unregister -ApiKey $apiKey
    }

    It 'changes nothing under -WhatIf' {
        Unregister-MsOAuthIntegration unregister -ApiKey $apiKey -WhatIf
        Get-MsOAuthIntegration -ApiKey $apiKey | ForEach-Object IntegrationId | Should -Contain 'unregister'
    }

    It 'removes the integration and leaves app and secret alone' {
        Unregister-MsOAuthIntegration -Service Nango -IntegrationId unregister -ApiKey $apiKey -Confirm:$false | Should -BeNullOrEmpty
        Get-MsOAuthIntegration -ApiKey $apiKey | ForEach-Object IntegrationId | Should -Not -Contain 'unregister'
        $app | Get-MsOAuthCredential | ForEach-Object KeyId | Should -Contain $secret.KeyId
    }

    It 'removes the integration that is piped in' {
        Get-MsOAuthIntegration unregister -ApiKey $apiKey | Unregister-MsOAuthIntegration -ApiKey $apiKey -Confirm:$false
        Get-MsOAuthIntegration -ApiKey $apiKey | ForEach-Object IntegrationId | Should -Not -Contain 'unregister'
    }

    It 'refuses an integration that is gone' {
        Unregister-MsOAuthIntegration unregister -ApiKey $apiKey -Confirm:$false
        { Unregister-MsOAuthIntegration unregister -ApiKey $apiKey -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'IntegrationNotFound,MicrosoftOAuth.Commands.UnregisterIntegrationCommand'
    }

    It 'refuses a wrong key, and nothing is removed' {
        { Unregister-MsOAuthIntegration unregister -ApiKey $wrongKey -Confirm:$false } |
            Should -Throw -ErrorId 'IntegrationUnauthorized,MicrosoftOAuth.Commands.UnregisterIntegrationCommand'
        Get-MsOAuthIntegration -ApiKey $apiKey | ForEach-Object IntegrationId | Should -Contain 'unregister'
    }
}

Describe 'Unregister-MsOAuthIntegration when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so when a context is named' {
        { Unregister-MsOAuthIntegration unregister -ApiKey $apiKey -Context 'No such context' -Confirm:$false } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.UnregisterIntegrationCommand'
    }
}
