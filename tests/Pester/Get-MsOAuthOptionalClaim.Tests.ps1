BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Lists claims' -SignInAudience MultiTenant
    $app | Add-MsOAuthOptionalClaim -TokenType Saml2, Id -Name email
    $app | Add-MsOAuthOptionalClaim -TokenType Access -Name groups -Essential -AdditionalProperty emit_as_roles
}

Describe 'Get-MsOAuthOptionalClaim' {
    It 'lists the claims by token' {
        $claims = $app | Get-MsOAuthOptionalClaim
        $claims | ForEach-Object { "$($_.TokenType) $($_.Name)" } | Should -Be @('Id email', 'Access groups', 'Saml2 email')
        $claims[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.OptionalClaim'
        $claims[1].ClientId | Should -Be $app.ClientId
        $claims[1].Essential | Should -BeTrue
        $claims[1].AdditionalProperties | Should -Be 'emit_as_roles'
        $claims[1].Source | Should -BeNullOrEmpty
    }

    It 'finds the app by client id, object id and name' {
        Get-MsOAuthOptionalClaim -ClientId $app.ClientId | Should -HaveCount 3
        Get-MsOAuthOptionalClaim -ObjectId $app.ObjectId | Should -HaveCount 3
        Get-MsOAuthOptionalClaim -DisplayName 'Lists claims' | Should -HaveCount 3
    }

    It 'writes nothing for an app without claims' {
        New-MsOAuthApp -DisplayName 'Lists no claims' -SignInAudience SingleTenant | Get-MsOAuthOptionalClaim | Should -BeNullOrEmpty
    }

    It 'refuses an app that does not exist' {
        { Get-MsOAuthOptionalClaim -ClientId '11111111-2222-4333-8444-555555555555' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetOptionalClaimCommand'
    }

    It 'refuses an id that is no GUID' {
        { Get-MsOAuthOptionalClaim -ObjectId email -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetOptionalClaimCommand'
    }
}

Describe 'Get-MsOAuthOptionalClaim when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Get-MsOAuthOptionalClaim } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetOptionalClaimCommand'
    }
}
