BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Set' SingleTenant
}

Describe 'Set-MsOAuthApp' {
    It 'changes what is passed, and writes the app with -PassThru' {
        $changed = $app | Set-MsOAuthApp -IssueIdTokens $true -AllowPublicClient $true -HomePage https://app.example.com -PassThru
        $changed.IssueIdTokens | Should -BeTrue
        $changed.IssueAccessTokens | Should -BeFalse
        $changed.AllowPublicClient | Should -BeTrue
        $changed.HomePage | Should -Be 'https://app.example.com'
        $changed.SignInAudience | Should -Be 'SingleTenant'
    }

    It 'writes nothing without -PassThru' {
        Set-MsOAuthApp $app.ClientId -IssueIdTokens $false | Should -BeNullOrEmpty
        (Get-MsOAuthApp $app.ClientId).IssueIdTokens | Should -BeFalse
    }

    It 'sends no change the second time' {
        $lines = Set-MsOAuthApp $app.ClientId -HomePage https://app.example.com -AllowPublicClient $true -Verbose 4>&1
        "$lines" | Should -Not -Match 'PATCH'
    }

    It 'understands Graph''s words for the account types' {
        ($app | Set-MsOAuthApp -SignInAudience AzureADandPersonalMicrosoftAccount -PassThru).SignInAudience | Should -Be 'MultiTenantAndPersonal'
    }

    It 'hides an app from users and shows it again' {
        ($app | Set-MsOAuthApp -VisibleToUsers $false -PassThru).VisibleToUsers | Should -BeFalse
        ($app | Set-MsOAuthApp -VisibleToUsers $true -PassThru).VisibleToUsers | Should -BeTrue
    }

    It 'warns where users would have nothing to click' {
        $bare = New-MsOAuthApp 'Set Bare' SingleTenant
        $bare | Set-MsOAuthApp -VisibleToUsers $true -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*has no home page*'
    }

    It 'does not warn when the home page comes with it' {
        $bare = New-MsOAuthApp 'Set Homed' SingleTenant
        $bare | Set-MsOAuthApp -VisibleToUsers $true -HomePage https://app.example.com -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'renames an app' {
        Set-MsOAuthApp -DisplayName 'Set' -NewDisplayName 'Set Anew'
        (Get-MsOAuthApp -DisplayName 'Set Anew').ClientId | Should -Be $app.ClientId
    }

    It 'changes nothing with -WhatIf' {
        Set-MsOAuthApp $app.ClientId -NewDisplayName 'Set WhatIf' -WhatIf
        (Get-MsOAuthApp $app.ClientId).DisplayName | Should -Be 'Set Anew'
    }

    It 'refuses a name that is too long' {
        { Set-MsOAuthApp $app.ClientId -NewDisplayName ('x' * 121) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.SetAppCommand'
    }

    It 'wants an app' {
        { Set-MsOAuthApp -NewDisplayName 'Set Nobody' -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.SetAppCommand'
    }

    It 'says that there is no such app' {
        { Set-MsOAuthApp -DisplayName 'Set Nobody' -HomePage https://app.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.SetAppCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Set-MsOAuthApp -DisplayName 'Set Anew' -HomePage https://app.example.com } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.SetAppCommand'
            }
        }
}
