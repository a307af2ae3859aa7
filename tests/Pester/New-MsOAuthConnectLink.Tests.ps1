BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $apiKey = [securestring]::new()
    foreach ($character in '5eed0000-0000-4000-8000-00006e616e67'.ToCharArray()) { $apiKey.AppendChar($character) }
    $wrongKey = [securestring]::new()
    foreach ($character in '00000000-0000-4000-8000-000000000000'.ToCharArray()) { $wrongKey.AppendChar($character) }
    $app = New-MsOAuthApp -DisplayName 'Is connected' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
    $secret = $app | New-MsOAuthClientSecret
    $integration = $secret | Register-MsOAuthIntegration -IntegrationId connect -ApiKey $apiKey
}

Describe 'New-MsOAuthConnectLink' {
    It 'makes a link for one user, good for half an hour' {
        $link = New-MsOAuthConnectLink -Service Nango -IntegrationId connect -UserId user-42 -ApiKey $apiKey
        $link.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ConnectLink'
        $link.IntegrationId | Should -Be 'connect'
        $link.UserId | Should -Be 'user-42'
        $link.Uri.Scheme | Should -Be 'https'
        ($link.ExpiresOn - [DateTimeOffset]::UtcNow).TotalMinutes | Should -BeGreaterThan 25
        ($link.ExpiresOn - [DateTimeOffset]::UtcNow).TotalMinutes | Should -BeLessThan 31
    }

    It 'leaves the link out of its text' {
        $link = New-MsOAuthConnectLink connect user-42 -ApiKey $apiKey
        "$link" | Should -Match 'user-42'
        "$link".Contains($link.Uri.Query) | Should -BeFalse
    }

    It 'makes another link each time' {
        $first = New-MsOAuthConnectLink connect user-42 -ApiKey $apiKey
        $second = New-MsOAuthConnectLink connect user-42 -ApiKey $apiKey
        $first.Uri.AbsoluteUri | Should -Not -Be $second.Uri.AbsoluteUri
    }

    It 'takes the integration from the pipeline' {
        ($integration | New-MsOAuthConnectLink -UserId user-43 -ApiKey $apiKey).IntegrationId | Should -Be 'connect'
    }

    It 'connects the user who opens it' {
        $null = $app | Grant-MsOAuthConsent
        $null = New-MsOAuthConnectLink connect user@contoso-practice.onmicrosoft.com -Open -ApiKey $apiKey
        (Get-MsOAuthIntegration connect -IncludeConnections -ApiKey $apiKey).Connections | ForEach-Object UserId | Should -Be 'user@contoso-practice.onmicrosoft.com'
    }

    It 'makes nothing under -WhatIf' {
        New-MsOAuthConnectLink connect user-42 -ApiKey $apiKey -WhatIf | Should -BeNullOrEmpty
    }

    It 'refuses an integration that is not there' {
        { New-MsOAuthConnectLink nowhere user-42 -ApiKey $apiKey -ErrorAction Stop } |
            Should -Throw -ErrorId 'IntegrationRejected,MicrosoftOAuth.Commands.NewConnectLinkCommand'
    }

    It 'refuses a wrong key' {
        { New-MsOAuthConnectLink connect user-42 -ApiKey $wrongKey } |
            Should -Throw -ErrorId 'IntegrationUnauthorized,MicrosoftOAuth.Commands.NewConnectLinkCommand'
    }
}

Describe 'New-MsOAuthConnectLink when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so when a context is named' {
        { New-MsOAuthConnectLink connect user-42 -ApiKey $apiKey -Context 'No such context' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.NewConnectLinkCommand'
    }
}
