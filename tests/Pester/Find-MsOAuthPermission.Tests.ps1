BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Find-MsOAuthPermission' {
    It 'finds what opens a call, the least privileged first' {
        $found = Find-MsOAuthPermission -Uri /me/messages | Where-Object Scheme -eq 'DelegatedWork'
        $found | ForEach-Object Permission | Should -Be 'Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'
        $found | ForEach-Object IsLeastPrivileged | Should -Be $true, $false, $false
        $found[0].Api | Should -Be 'Microsoft Graph'
        $found[0].Template | Should -Be '/me/messages'
        $found[0].RequiresAdminConsent | Should -BeFalse
        $found[0].Id | Should -Be 'a4b8392a-d8d1-4954-a029-8e668a39a170'
        $found[0].DataDate | Should -Not -BeNullOrEmpty
    }

    It 'takes the address <Uri>' -ForEach @(
        @{ Uri = 'me/messages' }
        @{ Uri = '/v1.0/me/messages?$top=5' }
        @{ Uri = 'https://graph.microsoft.com/v1.0/me/messages' }
    ) {
        (Find-MsOAuthPermission -Uri $Uri -LeastPrivilege -Scheme DelegatedWork).Permission | Should -Be 'Mail.ReadBasic'
    }

    It 'writes one of a scheme with -LeastPrivilege' {
        (Find-MsOAuthPermission -Method POST -Uri '/users/{id}/sendMail' -LeastPrivilege -Scheme Application).Permission | Should -Be 'Mail.Send'
    }

    It 'takes calls from the pipeline by property name' {
        $calls = [pscustomobject]@{ Method = 'POST'; Uri = '/me/sendMail' }, [pscustomobject]@{ Method = 'GET'; Uri = '/me/messages' }
        $calls | Find-MsOAuthPermission -LeastPrivilege -Scheme DelegatedWork | ForEach-Object Permission | Should -Be 'Mail.Send', 'Mail.ReadBasic'
    }

    It 'searches by all the words' {
        $found = Find-MsOAuthPermission -Search 'mail basic' -Scheme Application | ForEach-Object Permission
        $found | Should -Contain 'Mail.ReadBasic.All'
        $found | Should -Not -Contain 'Mail.Read'
    }

    It 'takes several schemes' {
        Find-MsOAuthPermission -Uri /me/messages -LeastPrivilege -Scheme DelegatedWork, Application | ForEach-Object { "$($_.Scheme)" } | Should -Be 'DelegatedWork', 'Application'
    }

    It 'writes nothing for a search that finds nothing' {
        Find-MsOAuthPermission -Search zzzz | Should -BeNullOrEmpty
    }

    It 'searches another API in the tenant' {
        $found = Find-MsOAuthPermission -Api 'Office 365 Exchange Online' -Search full_access
        $found.Permission | Should -Be 'full_access_as_app'
        $found.Id | Should -Be 'dc890d15-9560-4a4c-9b7f-a736ec74ec40'
        $found.DataDate | Should -BeNullOrEmpty
    }

    It 'gives the word and the offered permissions of an API where roles decide' {
        $found = Find-MsOAuthPermission -Api 'Key Vault' -WarningAction SilentlyContinue -WarningVariable warnings
        $found.Permission | Should -Be 'user_impersonation'
        "$warnings" | Should -BeLike 'Azure Key Vault: Azure RBAC*'
    }

    It 'finds what Add-MsOAuthPermission takes' {
        $app = New-MsOAuthApp 'Find' SingleTenant
        $app | Add-MsOAuthPermission -DelegatedPermission (Find-MsOAuthPermission -Uri /me/messages -LeastPrivilege -Scheme DelegatedWork).Permission
        ($app | Get-MsOAuthPermission).Permission | Should -Be 'Mail.ReadBasic'
    }

    It 'says that Microsoft lists nothing' {
        { Find-MsOAuthPermission -Uri /no/such/thing -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.FindPermissionCommand'
    }

    It 'does not know the API' {
        { Find-MsOAuthPermission -Api Nope -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.FindPermissionCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Find-MsOAuthPermission -Api 'Office 365 Exchange Online' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.FindPermissionCommand'
            }
        }

    It 'needs no sign-in for Microsoft Graph' {
        Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp
        (Find-MsOAuthPermission -Uri /me/messages -LeastPrivilege -Scheme DelegatedWork).Permission | Should -Be 'Mail.ReadBasic'
        $null = Connect-MsOAuthApp -Environment Sandbox
    }
}
