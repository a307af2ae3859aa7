BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Remove-MsOAuthApp' {
    It 'deletes an app, which can be restored' {
        $app = New-MsOAuthApp 'Remove' SingleTenant
        Remove-MsOAuthApp -ClientId $app.ClientId -Confirm:$false | Should -BeNullOrEmpty
        Get-MsOAuthApp -Filter "displayName eq 'Remove'" | Should -BeNullOrEmpty
        Get-MsOAuthApp -Deleted | ForEach-Object ClientId | Should -Contain $app.ClientId
    }

    It 'deletes for good what was deleted before' {
        Remove-MsOAuthApp -DisplayName 'Remove' -Permanent -Confirm:$false
        Get-MsOAuthApp -Deleted | ForEach-Object DisplayName | Should -Not -Contain 'Remove'
    }

    It 'deletes for good at once' {
        $app = New-MsOAuthApp 'Remove Good' SingleTenant
        $app | Remove-MsOAuthApp -Permanent -Confirm:$false
        Get-MsOAuthApp -Deleted | ForEach-Object ClientId | Should -Not -Contain $app.ClientId
    }

    It 'takes apps from the pipeline by property name' {
        1..3 | ForEach-Object { New-MsOAuthApp "Remove Piped $_" SingleTenant } | Remove-MsOAuthApp -Confirm:$false
        Get-MsOAuthApp -Filter "startswith(displayName,'Remove Piped')" | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        $app = New-MsOAuthApp 'Remove WhatIf' SingleTenant
        $app | Remove-MsOAuthApp -Permanent -WhatIf
        (Get-MsOAuthApp $app.ClientId).DisplayName | Should -Be 'Remove WhatIf'
    }

    It 'says the second time that there is no such app' {
        { Remove-MsOAuthApp -DisplayName 'Remove' -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RemoveAppCommand'
    }

    It 'never guesses between apps of one name' {
        1..2 | ForEach-Object { $null = New-MsOAuthApp 'Remove Twins' SingleTenant -Force }
        { Remove-MsOAuthApp -DisplayName 'Remove Twins' -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'AppAmbiguous,MicrosoftOAuth.Commands.RemoveAppCommand'
        @(Get-MsOAuthApp -Filter "displayName eq 'Remove Twins'") | Should -HaveCount 2
    }

    It 'wants an app' {
        { Remove-MsOAuthApp -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.RemoveAppCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Remove-MsOAuthApp -DisplayName 'Remove' -Confirm:$false } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RemoveAppCommand'
            }
        }
}
