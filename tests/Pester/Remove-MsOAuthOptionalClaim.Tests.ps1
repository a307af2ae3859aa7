BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Loses claims' -SignInAudience MultiTenant
    $app | Add-MsOAuthOptionalClaim -TokenType Id, Access -Name email, upn, groups
}

Describe 'Remove-MsOAuthOptionalClaim' {
    It 'changes nothing under -WhatIf' {
        $app | Remove-MsOAuthOptionalClaim -TokenType Id -Name email -PassThru -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthOptionalClaim | Should -HaveCount 6
    }

    It 'removes claims from one token and keeps them in the other' {
        $removed = $app | Remove-MsOAuthOptionalClaim -TokenType Id -Name email, UPN -PassThru
        $removed | ForEach-Object { "$($_.TokenType) $($_.Name)" } | Should -Be @('Id email', 'Id upn')
        $app | Get-MsOAuthOptionalClaim | ForEach-Object { "$($_.TokenType) $($_.Name)" } | Should -Be @('Id groups', 'Access email', 'Access upn', 'Access groups')
    }

    It 'changes nothing the second time' {
        Remove-MsOAuthOptionalClaim -ClientId $app.ClientId -TokenType Id -Name email -PassThru | Should -BeNullOrEmpty
        $app | Get-MsOAuthOptionalClaim | Should -HaveCount 4
    }

    It 'removes the claims that are piped in' {
        $app | Get-MsOAuthOptionalClaim | Where-Object TokenType -EQ Access | Remove-MsOAuthOptionalClaim
        $app | Get-MsOAuthOptionalClaim | ForEach-Object { "$($_.TokenType) $($_.Name)" } | Should -Be 'Id groups'
    }

    It 'refuses an app that does not exist' {
        { Remove-MsOAuthOptionalClaim -DisplayName 'No such app' -TokenType Id -Name email -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RemoveOptionalClaimCommand'
    }

    It 'refuses to guess an app' {
        { Remove-MsOAuthOptionalClaim -TokenType Id -Name email -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.RemoveOptionalClaimCommand'
    }
}

Describe 'Remove-MsOAuthOptionalClaim when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Remove-MsOAuthOptionalClaim -TokenType Id -Name email } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RemoveOptionalClaimCommand'
    }
}
