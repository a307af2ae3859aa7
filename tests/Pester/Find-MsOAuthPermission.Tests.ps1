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

    It 'takes an empty method for GET, and an empty search for all' {
        ([pscustomobject]@{ Method = $null; Uri = '/me/messages' } | Find-MsOAuthPermission -LeastPrivilege -Scheme DelegatedWork).Permission | Should -Be 'Mail.ReadBasic'
        (Find-MsOAuthPermission -Search $null).Count | Should -BeGreaterThan 100
    }

    It 'refuses a method that there is not, and an empty address' {
        { Find-MsOAuthPermission -Uri /me -Method FOO -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.FindPermissionCommand'
        { Find-MsOAuthPermission -Uri ' ' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.FindPermissionCommand'
    }

    It 'completes the method' {
        $line = 'Find-MsOAuthPermission -Uri /me -Method P'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'POST', 'PATCH', 'PUT'
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

    It 'answers that Microsoft lists nothing, with the nearest that it lists' {
        $found = Find-MsOAuthPermission -Uri /users/x/displayName -WarningAction SilentlyContinue -WarningVariable warnings
        "$($found.Outcome)" | Should -Be 'NoData'
        $found.Permission | Should -BeNullOrEmpty
        $found.Uri | Should -Be '/users/x/displayName'
        $found.NearestParent | Should -Be '/users/{id}'
        "$warnings" | Should -BeLike '*a gap in its data, not a word on the call*Find-MsOAuthPermission -Uri*'
    }

    It 'keeps the other answers where one call is not listed' {
        $calls = [pscustomobject]@{ Uri = '/no/such/thing' }, [pscustomobject]@{ Uri = '/me/messages' }
        $found = $calls | Find-MsOAuthPermission -LeastPrivilege -Scheme DelegatedWork -WarningAction SilentlyContinue
        $found | ForEach-Object { "$($_.Outcome) $($_.Permission)" } | Should -Be 'NoData ', 'Listed Mail.ReadBasic'
    }

    It 'says for which scheme nothing is listed' {
        $found = Find-MsOAuthPermission -Uri /print/shares -Scheme Application -WarningAction SilentlyContinue -WarningVariable warnings
        "$($found.Outcome) $($found.Scheme)" | Should -Be 'NoData Application'
        "$warnings" | Should -BeLike '*no permission of the scheme Application, only of DelegatedWork*'
    }

    It 'notes what the query asks for' {
        $found = Find-MsOAuthPermission -Uri '/users?$select=signInActivity' -LeastPrivilege -Scheme DelegatedWork -WarningAction SilentlyContinue -WarningVariable warnings
        $found.Notes[0] | Should -BeLike '*AuditLog.Read.All*'
        "$warnings" | Should -BeLike '*AuditLog.Read.All*'
    }

    It 'notes what a permission for basic properties does not open, for the schemes that were asked for' {
        $found = Find-MsOAuthPermission -Uri '/users/{id}/messages?$select=subject,body' -LeastPrivilege -Scheme Application -WarningAction SilentlyContinue -WarningVariable warnings
        $found.Notes | Should -Be '$select=body takes more than the basic permission of this call: Mail.Read (Application).'
        "$warnings" | Should -Be $found.Notes
    }

    It 'says what only goes together with a permission that writes' {
        $found = Find-MsOAuthPermission -Method POST -Uri /identity/conditionalAccess/policies -Scheme DelegatedWork | Where-Object Permission -eq 'Policy.Read.All'
        $found.AlsoRequires | Should -Be 'Policy.ReadWrite.ConditionalAccess'
        $found.Notes | Should -BeLike 'It only reads: *Policy.ReadWrite.ConditionalAccess.'
    }

    It 'says that no app alone gets in at /me' {
        $found = Find-MsOAuthPermission -Uri /me/events -Scheme Application -WarningAction SilentlyContinue -WarningVariable warnings
        $found[0].Notes | Should -Be '/me is the signed-in user, and an app alone has none: use /users/{id}.'
        "$warnings" | Should -Be $found[0].Notes
        Find-MsOAuthPermission -Uri /me/events -Scheme DelegatedWork | ForEach-Object Notes | Should -BeNullOrEmpty
    }

    It 'names what changing one of a collection takes, where nothing is listed for adding to it' {
        $null = Find-MsOAuthPermission -Method POST -Uri '/groups/{id}/members/$ref' -WarningAction SilentlyContinue -WarningVariable warnings
        "$warnings" | Should -BeLike '*For DELETE /groups/{id}/members/{id} it lists GroupMember.ReadWrite.All.'
    }

    It 'names the API that an address belongs to' {
        $found = Find-MsOAuthPermission -Uri https://contoso.vault.azure.net/secrets/db -WarningAction SilentlyContinue -WarningVariable warnings
        $found.Api | Should -Be 'Azure Key Vault'
        "$warnings" | Should -BeLike '*Key Vault Secrets User*'
    }

    It 'adds to what an owner grants the least that an app can request' {
        $found = Find-MsOAuthPermission -Uri '/teams/{id}/channels/{id}/messages' -LeastPrivilege -Scheme Application
        $found | ForEach-Object IsResourceSpecific | Should -Be $true, $false
        $found | ForEach-Object IsOffered | Should -Be $false, $true
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
