BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Remove Uri' MultiTenant -RedirectUri https://app.example.com/one, https://app.example.com/two
    $app | Add-MsOAuthRedirectUri -Platform Spa -Uri https://app.example.com/one
}

Describe 'Remove-MsOAuthRedirectUri' {
    It 'removes nothing with -WhatIf' {
        $app | Remove-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/one -WhatIf
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Should -HaveCount 3
    }

    It 'removes an address of that platform only' {
        $removed = $app | Remove-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/one -PassThru
        "$($removed.Platform) $($removed.Uri)" | Should -Be 'Web https://app.example.com/one'
        (Get-MsOAuthApp $app.ClientId).RedirectUris | ForEach-Object { "$($_.Platform) $($_.Uri)" } | Should -Be 'Web https://app.example.com/two', 'Spa https://app.example.com/one'
    }

    It 'changes nothing the second time' {
        $app | Remove-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/one -PassThru | Should -BeNullOrEmpty
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Should -HaveCount 2
    }

    It 'compares letter for letter' {
        $app | Remove-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/TWO -PassThru | Should -BeNullOrEmpty
    }

    It 'takes addresses from the pipeline by property name, to the last one' {
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Remove-MsOAuthRedirectUri -ClientId $app.ClientId
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Should -BeNullOrEmpty
    }

    It 'says that there is no such app' {
        { Remove-MsOAuthRedirectUri -DisplayName 'Remove Uri Nobody' -Platform Web -Uri https://app.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.RemoveRedirectUriCommand'
    }

    It 'says that text is no id' {
        { Remove-MsOAuthRedirectUri -ClientId 12 -Platform Web -Uri https://app.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.RemoveRedirectUriCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Remove-MsOAuthRedirectUri -DisplayName 'Remove Uri' -Platform Web -Uri https://app.example.com } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RemoveRedirectUriCommand'
            }
        }
}
