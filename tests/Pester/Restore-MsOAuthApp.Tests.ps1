BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Restore' MultiTenant -RedirectUri https://app.example.com/callback
    $app | Remove-MsOAuthApp -Confirm:$false
}

Describe 'Restore-MsOAuthApp' {
    It 'restores nothing with -WhatIf' {
        Restore-MsOAuthApp -ClientId $app.ClientId -WhatIf | Should -BeNullOrEmpty
        Get-MsOAuthApp -Deleted | ForEach-Object ClientId | Should -Contain $app.ClientId
    }

    It 'brings the app back as it was' {
        $restored = Restore-MsOAuthApp -ClientId $app.ClientId
        $restored.ClientId | Should -Be $app.ClientId
        $restored.ObjectId | Should -Be $app.ObjectId
        $restored.SignInAudience | Should -Be 'MultiTenant'
        $restored.RedirectUris | ForEach-Object Uri | Should -Be 'https://app.example.com/callback'
        $restored.DeletedOn | Should -BeNullOrEmpty
        $restored.ServicePrincipalId | Should -Be $app.ServicePrincipalId
    }

    It 'says the second time that the app is not deleted' {
        { Restore-MsOAuthApp -ClientId $app.ClientId -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RestoreAppCommand'
    }

    It 'takes deleted apps from the pipeline by property name' {
        $app | Remove-MsOAuthApp -Confirm:$false
        (Get-MsOAuthApp -Deleted | Where-Object DisplayName -eq 'Restore' | Restore-MsOAuthApp).ClientId | Should -Be $app.ClientId
    }

    It 'never guesses between apps of one name' {
        1..2 | ForEach-Object { New-MsOAuthApp 'Restore Twins' SingleTenant -Force | Remove-MsOAuthApp -Confirm:$false }
        { Restore-MsOAuthApp -DisplayName 'Restore Twins' -ErrorAction Stop } | Should -Throw -ErrorId 'AppAmbiguous,MicrosoftOAuth.Commands.RestoreAppCommand'
    }

    It 'wants an app' {
        { Restore-MsOAuthApp -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.RestoreAppCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Restore-MsOAuthApp -DisplayName 'Restore' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RestoreAppCommand'
            }
        }
}
