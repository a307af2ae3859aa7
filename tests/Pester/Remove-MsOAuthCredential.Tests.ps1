BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Loses credentials' -SignInAudience MultiTenant
}

Describe 'Remove-MsOAuthCredential' {
    It 'changes nothing under -WhatIf' {
        $secret = $app | New-MsOAuthClientSecret -Description Stays
        $secret | Remove-MsOAuthCredential -WhatIf
        $app | Get-MsOAuthCredential | ForEach-Object KeyId | Should -Contain $secret.KeyId
    }

    It 'removes the secret that is piped in and keeps the others' {
        $secret = $app | New-MsOAuthClientSecret -Description Goes
        $secret | Remove-MsOAuthCredential -Confirm:$false | Should -BeNullOrEmpty
        $app | Get-MsOAuthCredential | ForEach-Object Description | Should -Be 'Stays'
    }

    It 'removes by key id' {
        $secret = $app | New-MsOAuthClientSecret
        Remove-MsOAuthCredential -ClientId $app.ClientId -KeyId $secret.KeyId -Confirm:$false
        $app | Get-MsOAuthCredential | ForEach-Object KeyId | Should -Not -Contain $secret.KeyId
    }

    It 'removes what Get-MsOAuthCredential lists' {
        $null = $app | New-MsOAuthClientSecret
        $app | Get-MsOAuthCredential | Remove-MsOAuthCredential -Confirm:$false
        $app | Get-MsOAuthCredential | Should -BeNullOrEmpty
    }

    It 'refuses a credential that is gone' {
        $secret = $app | New-MsOAuthClientSecret
        $secret | Remove-MsOAuthCredential -Confirm:$false
        { $secret | Remove-MsOAuthCredential -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'ItemNotFound,MicrosoftOAuth.Commands.RemoveCredentialCommand'
    }

    It 'refuses an app that does not exist' {
        { Remove-MsOAuthCredential -DisplayName 'No such app' -KeyId '11111111-2222-4333-8444-555555555555' -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RemoveCredentialCommand'
    }
}

Describe 'Remove-MsOAuthCredential when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { Remove-MsOAuthCredential -ClientId $app.ClientId -KeyId '11111111-2222-4333-8444-555555555555' -Confirm:$false } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RemoveCredentialCommand'
    }
}
