BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Gets secrets' -SignInAudience MultiTenant
}

Describe 'New-MsOAuthClientSecret' {
    It 'changes nothing under -WhatIf' {
        $app | New-MsOAuthClientSecret -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthCredential | Should -BeNullOrEmpty
    }

    It 'makes a secret for six months and keeps its text secure' {
        $secret = $app | New-MsOAuthClientSecret -Description First
        $secret.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ClientSecret'
        $secret.SecretText | Should -BeOfType [securestring]
        $secret.SecretText.Length | Should -BeGreaterThan 15
        $secret.ClientId | Should -Be $app.ClientId
        $secret.TenantId | Should -Be $app.TenantId
        $secret.Description | Should -Be 'First'
        ($secret.ExpiresOn - $secret.StartsOn).TotalDays | Should -BeGreaterThan 179
        ($secret.ExpiresOn - $secret.StartsOn).TotalDays | Should -BeLessThan 185
    }

    It 'makes another each time' {
        $null = $app | New-MsOAuthClientSecret -Description Second
        $app | Get-MsOAuthCredential | ForEach-Object Description | Should -Be @('First', 'Second')
    }

    It 'makes a secret for <Months> months' -ForEach @(
        @{ Months = 12; Days = 364 }
        @{ Months = 24; Days = 729 }
    ) {
        $secret = New-MsOAuthClientSecret -ClientId $app.ClientId -ExpiresInMonths $Months
        ($secret.ExpiresOn - $secret.StartsOn).TotalDays | Should -BeGreaterThan $Days
        ($secret.ExpiresOn - $secret.StartsOn).TotalDays | Should -BeLessThan ($Days + 4)
    }

    It 'makes a secret that ends when it is told to' {
        $end = [DateTimeOffset]::UtcNow.Date.AddDays(10)
        $secret = New-MsOAuthClientSecret -DisplayName 'Gets secrets' -EndDate $end
        $secret.ExpiresOn | Should -Be ([DateTimeOffset]$end)
    }

    It 'writes plain text where it is asked for by name' {
        $secret = $app | New-MsOAuthClientSecret -AsPlainText
        $secret.SecretText | Should -BeOfType [string]
    }

    It 'never shows the text otherwise' {
        $secret = $app | New-MsOAuthClientSecret -Description Shown -AsPlainText
        "$secret" | Should -Match 'Shown'
        "$secret".Contains($secret.SecretText) | Should -BeFalse
    }

    It 'makes a secret that the app can sign in with' {
        $administrator = Get-MsOAuthContext
        try {
            $context = $app | New-MsOAuthClientSecret | Connect-MsOAuthApp -Environment Sandbox -ContextName 'Secret of the app'
            $context.ClientId | Should -Be $app.ClientId
            $context.HasUser | Should -BeFalse
        }
        finally {
            $null = Select-MsOAuthContext $administrator.Name
        }
    }

    It 'refuses an end in the past' {
        { $app | New-MsOAuthClientSecret -EndDate 2001-01-01 -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewClientSecretCommand'
    }

    It 'refuses a life that the portal does not offer' {
        { $app | New-MsOAuthClientSecret -ExpiresInMonths 7 } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,MicrosoftOAuth.Commands.NewClientSecretCommand'
    }

    It 'refuses an app that does not exist' {
        { New-MsOAuthClientSecret -ClientId '11111111-2222-4333-8444-555555555555' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.NewClientSecretCommand'
    }
}

Describe 'New-MsOAuthClientSecret when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | New-MsOAuthClientSecret } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.NewClientSecretCommand'
    }
}
