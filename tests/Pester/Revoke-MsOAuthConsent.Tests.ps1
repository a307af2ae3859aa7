BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $ConfirmPreference = 'None'
}

Describe 'Revoke-MsOAuthConsent' {
    BeforeAll {
        $app = New-MsOAuthApp -DisplayName 'Loses consents' -SignInAudience MultiTenant
        $app | Add-MsOAuthPermission -DelegatedPermission User.Read, Mail.Read, offline_access -ApplicationPermission Mail.Read
    }

    BeforeEach {
        $null = $app | Grant-MsOAuthConsent
    }

    It 'changes nothing under -WhatIf' {
        $app | Revoke-MsOAuthConsent -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthConsent | Should -HaveCount 4
    }

    It 'revokes a permission by name and keeps the rest of its grant' {
        $result = $app | Revoke-MsOAuthConsent -Permission OFFLINE_ACCESS -Confirm:$false
        $result.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ConsentResult'
        $result.Permission | Should -Be 'offline_access'
        "$($result.Status)" | Should -Be 'Revoked'
        $app | Get-MsOAuthConsent | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'Mail.Read')
    }

    It 'changes nothing the second time' {
        $null = $app | Revoke-MsOAuthConsent -Permission offline_access -Confirm:$false
        $app | Revoke-MsOAuthConsent -Permission offline_access -Confirm:$false | Should -BeNullOrEmpty
        $app | Get-MsOAuthConsent | Should -HaveCount 3
    }

    It 'revokes the grant that is piped in and not its namesake' {
        $app | Get-MsOAuthConsent | Where-Object { $_.Permission -eq 'Mail.Read' -and $_.Kind -eq 'Delegated' } | Revoke-MsOAuthConsent -Confirm:$false | Should -HaveCount 1
        $app | Get-MsOAuthConsent | Where-Object Permission -EQ 'Mail.Read' | ForEach-Object { "$($_.Kind)" } | Should -Be 'Application'
    }

    It 'revokes what one user granted and keeps what everyone has' {
        $user = ($app | Grant-MsOAuthConsent -UserId user@contoso-practice.onmicrosoft.com)[0].GrantedFor
        Revoke-MsOAuthConsent -ClientId $app.ClientId -GrantedFor $user -Confirm:$false | Should -HaveCount 3
        $app | Get-MsOAuthConsent | ForEach-Object GrantedFor | Should -Be @('Everyone', 'Everyone', 'Everyone', 'Everyone')
    }

    It 'revokes everything, and leaves the registration alone' {
        Revoke-MsOAuthConsent -DisplayName 'Loses consents' -Confirm:$false | Should -HaveCount 4
        $app | Get-MsOAuthConsent | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | Where-Object Requested | Should -HaveCount 4
    }

    It 'refuses an app that does not exist' {
        { Revoke-MsOAuthConsent -ClientId '11111111-2222-4333-8444-555555555555' -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RevokeConsentCommand'
    }

    It 'refuses to revoke without an app' {
        { Revoke-MsOAuthConsent -Permission User.Read -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.RevokeConsentCommand'
    }
}

Describe 'Revoke-MsOAuthConsent when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { Revoke-MsOAuthConsent -DisplayName 'Loses consents' -Confirm:$false } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RevokeConsentCommand'
    }
}
