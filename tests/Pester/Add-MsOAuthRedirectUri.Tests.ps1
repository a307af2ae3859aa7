BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Add Uri' MultiTenant
}

Describe 'Add-MsOAuthRedirectUri' {
    It 'adds addresses for <Platform>' -ForEach @(
        @{ Platform = 'Web'; Uri = 'https://app.example.com/web' }
        @{ Platform = 'Spa'; Uri = 'https://app.example.com/spa' }
        @{ Platform = 'PublicClient'; Uri = 'http://localhost' }
        @{ Platform = 'PublicClient'; Uri = 'msauth.com.example.app://auth' }
    ) {
        $added = $app | Add-MsOAuthRedirectUri -Platform $Platform -Uri $Uri -PassThru
        "$($added.Platform) $($added.Uri)" | Should -Be "$Platform $Uri"
    }

    It 'keeps what is there' {
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Should -HaveCount 4
    }

    It 'changes nothing the second time' {
        $app | Add-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/web -PassThru | Should -BeNullOrEmpty
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Should -HaveCount 4
    }

    It 'takes addresses from the pipeline by property name' {
        $other = New-MsOAuthApp 'Add Uri Other' MultiTenant
        (Get-MsOAuthApp $app.ClientId).RedirectUris | Add-MsOAuthRedirectUri -ClientId $other.ClientId
        (Get-MsOAuthApp $other.ClientId).RedirectUris | ForEach-Object Uri | Should -Be ((Get-MsOAuthApp $app.ClientId).RedirectUris | ForEach-Object Uri)
    }

    It 'adds nothing with -WhatIf' {
        $app | Add-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/whatif -WhatIf
        (Get-MsOAuthApp $app.ClientId).RedirectUris | ForEach-Object Uri | Should -Not -Contain 'https://app.example.com/whatif'
    }

    It 'refuses <Uri> for <Platform>' -ForEach @(
        @{ Platform = 'Web'; Uri = 'http://app.example.com' }
        @{ Platform = 'Web'; Uri = 'myapp://auth' }
        @{ Platform = 'Spa'; Uri = 'https://app.example.com/*' }
        @{ Platform = 'PublicClient'; Uri = 'http://127.0.0.1' }
        @{ Platform = 'PublicClient'; Uri = 'javascript:alert' }
    ) {
        { $app | Add-MsOAuthRedirectUri -Platform $Platform -Uri $Uri -ErrorAction Stop } | Should -Throw -ErrorId 'RedirectUriInvalid,MicrosoftOAuth.Commands.AddRedirectUriCommand'
    }

    It 'adds none when one is refused' {
        { $app | Add-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com/good, http://app.example.com/bad -ErrorAction Stop } | Should -Throw
        (Get-MsOAuthApp $app.ClientId).RedirectUris | ForEach-Object Uri | Should -Not -Contain 'https://app.example.com/good'
    }

    It 'says that there would be too many' {
        $uris = 1..257 | ForEach-Object { "https://app.example.com/$_" }
        { $app | Add-MsOAuthRedirectUri -Platform Web -Uri $uris -ErrorAction Stop } | Should -Throw -ErrorId 'RedirectUriInvalid,MicrosoftOAuth.Commands.AddRedirectUriCommand' -ExpectedMessage '*256*'
    }

    It 'says that there is no such app' {
        { Add-MsOAuthRedirectUri -DisplayName 'Add Uri Nobody' -Platform Web -Uri https://app.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.AddRedirectUriCommand'
    }

    It 'wants an app' {
        { Add-MsOAuthRedirectUri -Platform Web -Uri https://app.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.AddRedirectUriCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Add-MsOAuthRedirectUri -DisplayName 'Add Uri' -Platform Web -Uri https://app.example.com } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.AddRedirectUriCommand'
            }
        }
}
