BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Adds permissions' -SignInAudience MultiTenant
}

Describe 'Add-MsOAuthPermission' {
    It 'adds permissions of both kinds by name and writes what is new' {
        $added = $app | Add-MsOAuthPermission -DelegatedPermission User.Read, Mail.Read -ApplicationPermission User.Read.All -PassThru
        $added | Should -HaveCount 3
        $added[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.AppPermission'
        $added | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'User.Read.All')
        $added | ForEach-Object { "$($_.Kind)" } | Should -Be @('Delegated', 'Delegated', 'Application')
        $added[2].Id | Should -Be 'df021288-bdef-4463-88db-98f22de89214'
        $added[2].Requested | Should -BeTrue
        $added[2].Granted | Should -BeFalse
    }

    It 'changes nothing the second time' {
        $app | Add-MsOAuthPermission -DelegatedPermission user.read -PassThru | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | Should -HaveCount 3
    }

    It 'writes nothing without -PassThru and keeps what is there' {
        Add-MsOAuthPermission -ClientId $app.ClientId -Delegated offline_access | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'User.Read.All', 'offline_access')
    }

    It 'adds permissions of another API' {
        $added = Add-MsOAuthPermission -DisplayName 'Adds permissions' -Api Exchange -Application full_access_as_app -PassThru
        $added.Api | Should -Be 'Office 365 Exchange Online'
        $added.ApiAppId | Should -Be '00000002-0000-0ff1-ce00-000000000000'
    }

    It 'changes nothing under -WhatIf' {
        Add-MsOAuthPermission -ObjectId $app.ObjectId -DelegatedPermission Calendars.Read -PassThru -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthPermission | ForEach-Object Permission | Should -Not -Contain 'Calendars.Read'
    }

    It 'names the nearest permissions when a name is wrong' {
        { $app | Add-MsOAuthPermission -DelegatedPermission User.Raed -ErrorAction Stop } |
            Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.AddPermissionCommand' -ExpectedMessage '*User.Read*'
    }

    It 'says when a permission is of the other kind' {
        { $app | Add-MsOAuthPermission -ApplicationPermission offline_access -ErrorAction Stop } |
            Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.AddPermissionCommand' -ExpectedMessage '*other kind*'
    }

    It 'adds none of several when one is wrong' {
        { $app | Add-MsOAuthPermission -DelegatedPermission Calendars.Read, No.Such -ErrorAction Stop } | Should -Throw
        $app | Get-MsOAuthPermission | ForEach-Object Permission | Should -Not -Contain 'Calendars.Read'
    }

    It 'refuses to add nothing' {
        { $app | Add-MsOAuthPermission -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.AddPermissionCommand'
    }

    It 'refuses an app that does not exist, and no app at all' {
        { Add-MsOAuthPermission -ClientId '11111111-2222-4333-8444-555555555555' -Delegated User.Read -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.AddPermissionCommand'
        { Add-MsOAuthPermission -Delegated User.Read -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotNamed,MicrosoftOAuth.Commands.AddPermissionCommand'
    }
}

Describe 'Add-MsOAuthPermission when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { Add-MsOAuthPermission -ClientId $app.ClientId -Delegated User.Read } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.AddPermissionCommand'
    }
}
