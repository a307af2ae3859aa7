BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Lists consents' -SignInAudience MultiTenant
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, Mail.Read -ApplicationPermission Mail.Read
    $null = $app | Grant-MsOAuthConsent
}

Describe 'Get-MsOAuthConsent' {
    It 'lists delegated and application permissions that were granted' {
        $grants = $app | Get-MsOAuthConsent
        $grants | Should -HaveCount 3
        $grants[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ConsentGrant'
        $grants | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'Mail.Read')
        $grants | ForEach-Object { "$($_.Kind)" } | Should -Be @('Delegated', 'Delegated', 'Application')
        $grants[0].Api | Should -Be 'Microsoft Graph'
        $grants[0].GrantedFor | Should -Be 'Everyone'
    }

    It 'shows that delegated permissions share a grant' {
        $grants = Get-MsOAuthConsent -ClientId $app.ClientId
        $grants[0].GrantId | Should -Be $grants[1].GrantId
        $grants[2].GrantId | Should -Not -Be $grants[0].GrantId
    }

    It 'lists the grants of one user beside those for everyone' {
        $null = $app | Grant-MsOAuthConsent -UserId user@contoso-practice.onmicrosoft.com
        Get-MsOAuthConsent -DisplayName 'Lists consents' | Where-Object GrantedFor -NE Everyone | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read')
    }

    It 'writes nothing for an app without an enterprise application' {
        New-MsOAuthApp -DisplayName 'Lists no consents' -SignInAudience MultiTenant -NoServicePrincipal | Get-MsOAuthConsent | Should -BeNullOrEmpty
    }

    It 'refuses an app that does not exist' {
        { Get-MsOAuthConsent -ObjectId '11111111-2222-4333-8444-555555555555' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetConsentCommand'
    }

    It 'refuses to guess an app' {
        { Get-MsOAuthConsent -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.GetConsentCommand'
    }
}

Describe 'Get-MsOAuthConsent when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Get-MsOAuthConsent } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetConsentCommand'
    }
}
