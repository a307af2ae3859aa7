BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'New-MsOAuthApp' {
    It 'registers an app and its enterprise application' {
        $app = New-MsOAuthApp -DisplayName 'New' -SignInAudience MultiTenant -RedirectUri https://app.example.com/callback

        $app.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.OAuthApp'
        $app.DisplayName | Should -Be 'New'
        $app.SignInAudience | Should -Be 'MultiTenant'
        $app.TenantId | Should -Be (Get-MsOAuthContext).TenantId
        $app.RedirectUris | ForEach-Object Uri | Should -Be 'https://app.example.com/callback'
        $app.ClientId | Should -Match '^[0-9a-f-]{36}$'
        $app.ObjectId | Should -Not -Be $app.ClientId
        $app.ServicePrincipalId | Should -Not -BeNullOrEmpty
        (Get-MsOAuthApp $app.ClientId).ServicePrincipalId | Should -Be $app.ServicePrincipalId
    }

    It 'understands Graph''s word <Word>' -ForEach @(
        @{ Word = 'AzureADMyOrg'; Meaning = 'SingleTenant' }
        @{ Word = 'AzureADMultipleOrgs'; Meaning = 'MultiTenant' }
        @{ Word = 'AzureADandPersonalMicrosoftAccount'; Meaning = 'MultiTenantAndPersonal' }
        @{ Word = 'PersonalMicrosoftAccount'; Meaning = 'PersonalOnly' }
    ) {
        (New-MsOAuthApp "New $Meaning" $Word).SignInAudience | Should -Be $Meaning
    }

    It 'takes its properties from the pipeline by name' {
        $app = [pscustomobject]@{ Name = 'New Piped'; SignInAudience = 'SingleTenant'; UniqueName = 'new-piped' } | New-MsOAuthApp
        $app.DisplayName | Should -Be 'New Piped'
        $app.UniqueName | Should -Be 'new-piped'
    }

    It 'leaves the enterprise application out where asked' {
        (New-MsOAuthApp 'New Alone' SingleTenant -NoServicePrincipal).ServicePrincipalId | Should -BeNullOrEmpty
    }

    It 'does not take over an app of the same name' {
        $existing = New-MsOAuthApp 'New Same' SingleTenant
        { New-MsOAuthApp 'New Same' SingleTenant -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNameExists,MicrosoftOAuth.Commands.NewAppCommand' -ExpectedMessage "*$($existing.ClientId)*"
        @(Get-MsOAuthApp -Filter "displayName eq 'New Same'") | Should -HaveCount 1
    }

    It 'makes another of the same name with -Force' {
        $null = New-MsOAuthApp 'New Same' SingleTenant -Force
        @(Get-MsOAuthApp -Filter "displayName eq 'New Same'") | Should -HaveCount 2
    }

    It 'can be repeated with a unique name' {
        $first = New-MsOAuthApp 'New Unique' SingleTenant -UniqueName new-unique -RedirectUri https://app.example.com/one
        $second = New-MsOAuthApp 'New Unique' SingleTenant -UniqueName new-unique -RedirectUri https://app.example.com/one
        $second.ClientId | Should -Be $first.ClientId
        $second.ServicePrincipalId | Should -Be $first.ServicePrincipalId
        $second.RedirectUris | Should -HaveCount 1
        @(Get-MsOAuthApp -Filter "displayName eq 'New Unique'") | Should -HaveCount 1
    }

    It 'brings an app with a unique name up to date' {
        $app = New-MsOAuthApp 'New Renamed' MultiTenant -UniqueName new-unique -RedirectUri https://app.example.com/two
        $app.DisplayName | Should -Be 'New Renamed'
        $app.SignInAudience | Should -Be 'MultiTenant'
        $app.RedirectUris | ForEach-Object Uri | Should -Be 'https://app.example.com/one', 'https://app.example.com/two'
    }

    It 'names owners' {
        $app = New-MsOAuthApp 'New Owned' SingleTenant -Owner developer@contoso-practice.onmicrosoft.com
        Invoke-MsOAuthRequest "/applications/$($app.ObjectId)/owners" -All | ForEach-Object userPrincipalName | Should -Contain 'developer@contoso-practice.onmicrosoft.com'
    }

    It 'makes nothing when an owner does not exist' {
        { New-MsOAuthApp 'New Unowned' SingleTenant -Owner nobody@contoso-practice.onmicrosoft.com -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.NewAppCommand' -ExpectedMessage '*Nothing was made*'
        Get-MsOAuthApp -Filter "displayName eq 'New Unowned'" | Should -BeNullOrEmpty
    }

    It 'makes nothing with -WhatIf' {
        New-MsOAuthApp 'New WhatIf' SingleTenant -WhatIf | Should -BeNullOrEmpty
        Get-MsOAuthApp -Filter "displayName eq 'New WhatIf'" | Should -BeNullOrEmpty
    }

    It 'refuses the redirect URI <Uri>' -ForEach @(
        @{ Uri = 'http://app.example.com' }
        @{ Uri = 'https://app.example.com/#fragment' }
        @{ Uri = 'https://*.example.com' }
        @{ Uri = 'callback' }
    ) {
        { New-MsOAuthApp 'New Refused' SingleTenant -RedirectUri $Uri -ErrorAction Stop } | Should -Throw -ErrorId 'RedirectUriInvalid,MicrosoftOAuth.Commands.NewAppCommand'
        Get-MsOAuthApp -Filter "displayName eq 'New Refused'" | Should -BeNullOrEmpty
    }

    It 'refuses a name that is too long for personal accounts' {
        { New-MsOAuthApp ('x' * 91) PersonalOnly -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewAppCommand'
    }

    It 'says that a deleted app holds the unique name' {
        New-MsOAuthApp 'New Held' SingleTenant -UniqueName new-held | Remove-MsOAuthApp -Confirm:$false
        { New-MsOAuthApp 'New Held' SingleTenant -UniqueName new-held -ErrorAction Stop } | Should -Throw -ErrorId 'UniqueNameHeld,MicrosoftOAuth.Commands.NewAppCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { New-MsOAuthApp Nobody SingleTenant } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.NewAppCommand'
            }
        }
}
