BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Gets claims' -SignInAudience MultiTenant
}

Describe 'Add-MsOAuthOptionalClaim' {
    It 'changes nothing under -WhatIf' {
        $app | Add-MsOAuthOptionalClaim -TokenType Id -Name email -PassThru -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthOptionalClaim | Should -BeNullOrEmpty
    }

    It 'adds each claim to each token and writes what is new' {
        $added = $app | Add-MsOAuthOptionalClaim -TokenType Id, Access -Name email, upn -PassThru
        $added | Should -HaveCount 4
        $added[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.OptionalClaim'
        $added | ForEach-Object { "$($_.TokenType) $($_.Name)" } | Should -Be @('Id email', 'Id upn', 'Access email', 'Access upn')
        $added[0].ClientId | Should -Be $app.ClientId
        $added[0].Essential | Should -BeFalse
    }

    It 'changes nothing the second time' {
        $app | Add-MsOAuthOptionalClaim -TokenType Id, Access -Name email, upn -PassThru | Should -BeNullOrEmpty
        $app | Get-MsOAuthOptionalClaim | Should -HaveCount 4
    }

    It 'brings a claim of the same name up to date and keeps the others' {
        Add-MsOAuthOptionalClaim -ClientId $app.ClientId -TokenType Id -Name upn -Essential -AdditionalProperty include_externally_authenticated_upn
        $claims = $app | Get-MsOAuthOptionalClaim
        $claims | Should -HaveCount 4
        $upn = $claims | Where-Object { $_.TokenType -eq 'Id' -and $_.Name -eq 'upn' }
        $upn.Essential | Should -BeTrue
        $upn.AdditionalProperties | Should -Be 'include_externally_authenticated_upn'
    }

    It 'copies the claims of another app as they are' {
        $copy = New-MsOAuthApp -DisplayName 'Gets copies of claims' -SignInAudience MultiTenant
        $app | Get-MsOAuthOptionalClaim | Add-MsOAuthOptionalClaim -ClientId $copy.ClientId
        $describe = { "$($_.TokenType) $($_.Name) $($_.Essential) $($_.AdditionalProperties)" }
        $copy | Get-MsOAuthOptionalClaim | ForEach-Object $describe | Should -Be ($app | Get-MsOAuthOptionalClaim | ForEach-Object $describe)
    }

    It 'warns of a claim that Microsoft does not document' {
        Add-MsOAuthOptionalClaim -DisplayName 'Gets claims' -TokenType Id -Name emial -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "*emial*"
    }

    It 'refuses a token type that does not exist' {
        { $app | Add-MsOAuthOptionalClaim -TokenType Refresh -Name email } | Should -Throw -ExpectedMessage '*Saml2*'
    }

    It 'refuses an app that does not exist, and no app at all' {
        { Add-MsOAuthOptionalClaim -ClientId '11111111-2222-4333-8444-555555555555' -TokenType Id -Name email -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.AddOptionalClaimCommand'
        { Add-MsOAuthOptionalClaim -TokenType Id -Name email -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.AddOptionalClaimCommand'
    }
}

Describe 'Add-MsOAuthOptionalClaim when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Add-MsOAuthOptionalClaim -TokenType Id -Name email } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.AddOptionalClaimCommand'
    }
}
