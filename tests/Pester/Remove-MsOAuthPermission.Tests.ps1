BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Removes permissions' -SignInAudience MultiTenant
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, Mail.Read, offline_access -ApplicationPermission Mail.Read
    $null = $app | Grant-MsOAuthConsent
}

Describe 'Remove-MsOAuthPermission' {
    It 'changes nothing under -WhatIf' {
        $app | Remove-MsOAuthPermission -DelegatedPermission User.Read -WhatIf
        $app | Get-MsOAuthPermission | Where-Object Requested | Should -HaveCount 4
    }

    It 'removes the kind that is named and keeps its namesake' {
        $removed = $app | Remove-MsOAuthPermission -DelegatedPermission Mail.Read -PassThru
        $removed.Permission | Should -Be 'Mail.Read'
        "$($removed.Kind)" | Should -Be 'Delegated'
        $removed.Requested | Should -BeFalse
        $app | Get-MsOAuthPermission | Where-Object { $_.Requested -and $_.Permission -eq 'Mail.Read' } | ForEach-Object { "$($_.Kind)" } | Should -Be 'Application'
    }

    It 'leaves the grant alone' {
        $app | Get-MsOAuthConsent | Where-Object { $_.Permission -eq 'Mail.Read' -and $_.Kind -eq 'Delegated' } | Should -HaveCount 1
    }

    It 'changes nothing the second time' {
        Remove-MsOAuthPermission -ClientId $app.ClientId -Delegated Mail.Read -PassThru | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | Where-Object Requested | Should -HaveCount 3
    }

    It 'removes the last ones' {
        Remove-MsOAuthPermission -DisplayName 'Removes permissions' -Delegated User.Read, offline_access -Application Mail.Read | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | Where-Object Requested | Should -BeNullOrEmpty
    }

    It 'refuses a name that the API does not have' {
        { $app | Remove-MsOAuthPermission -DelegatedPermission No.Such -ErrorAction Stop } |
            Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.RemovePermissionCommand'
    }

    It 'refuses to remove nothing' {
        { $app | Remove-MsOAuthPermission -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.RemovePermissionCommand'
    }

    It 'refuses an API that the tenant does not have' {
        { $app | Remove-MsOAuthPermission -Api 'No Such API' -Delegated User.Read -ErrorAction Stop } |
            Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.RemovePermissionCommand'
    }
}

Describe 'Remove-MsOAuthPermission when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Remove-MsOAuthPermission -Delegated User.Read } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.RemovePermissionCommand'
    }
}
