BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Test-MsOAuthPrerequisite' {
    It 'puts the five rows of the guide first' {
        $rows = Test-MsOAuthPrerequisite
        $rows[0..4] | ForEach-Object Requirement | Should -Be 'Paid developer account', 'Paid test account', 'Partnership', 'App review', 'Security audit'
        $rows[0..4] | ForEach-Object { "$($_.Status)" } | Should -Be 'NotRequired', 'Conditional', 'NotRequired', 'NotRequired', 'NotRequired'
    }

    It 'asks the tenant what can be asked' {
        $rows = Test-MsOAuthPrerequisite | Where-Object Requirement -in 'Signed in', 'May register apps', 'Client secrets allowed'
        $rows | Should -HaveCount 3
        $rows | ForEach-Object { "$($_.Status)" } | Should -Be 'Met', 'Met', 'Met'
    }

    It 'knows <Permission> as <Expected>' -ForEach @(
        @{ Permission = 'User.Read'; Expected = 'NotRequired' }
        @{ Permission = 'Directory.Read.All'; Expected = 'Conditional' }
    ) {
        $row = Test-MsOAuthPrerequisite -DelegatedPermission $Permission | Where-Object Requirement -eq 'Admin consent'
        "$($row.Status)" | Should -Be $Expected
    }

    It 'says who may grant what an administrator has to grant' {
        $row = Test-MsOAuthPrerequisite -ApplicationPermission User.Read.All | Where-Object Requirement -eq 'May grant admin consent'
        "$($row.Status)" | Should -Be 'Met'
        $row.Comment | Should -Be 'You are Global Administrator.'
    }

    It 'says that an ordinary person may not grant it' {
        $context = Connect-MsOAuthApp -Environment Sandbox -LoginHint user@contoso-practice.onmicrosoft.com -ContextName User
        $row = Test-MsOAuthPrerequisite -ApplicationPermission User.Read.All -Context $context | Where-Object Requirement -eq 'May grant admin consent'
        "$($row.Status)" | Should -Be 'NotMet'
        $row.Remedy | Should -BeLike '*New-MsOAuthConsentUrl*'
        Disconnect-MsOAuthApp User
    }

    It 'does not know permissions that do not exist' {
        { Test-MsOAuthPrerequisite -ApplicationPermission Nope.Nope -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.TestPrerequisiteCommand'
    }

    It 'does not take a delegated permission for an application one' {
        { Test-MsOAuthPrerequisite -ApplicationPermission offline_access -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.TestPrerequisiteCommand'
    }

    It 'says that there is no such session' {
        { Test-MsOAuthPrerequisite -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestPrerequisiteCommand'
    }

    Context 'when nobody is signed in' {
        BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
        AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

        It 'is a row and not an error' {
            $rows = Test-MsOAuthPrerequisite -DelegatedPermission Directory.Read.All
            $rows | Should -HaveCount 7
            "$($rows[5].Requirement): $($rows[5].Status)" | Should -Be 'Signed in: NotMet'
            "$($rows[6].Requirement): $($rows[6].Status)" | Should -Be 'Admin consent: Conditional'
        }
    }
}
