BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Lists permissions' -SignInAudience MultiTenant
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
}

Describe 'Get-MsOAuthPermission' {
    It 'shows what is requested and not granted yet' {
        $permissions = $app | Get-MsOAuthPermission
        $permissions | Should -HaveCount 2
        $permissions[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.AppPermission'
        $permissions[0].Permission | Should -BeExactly 'User.Read'
        $permissions[0].Api | Should -Be 'Microsoft Graph'
        $permissions[0].ClientId | Should -Be $app.ClientId
        $permissions[0].RequiresAdminConsent | Should -BeFalse
        $permissions | ForEach-Object Requested | Should -Be @($true, $true)
        $permissions | ForEach-Object Granted | Should -Be @($false, $false)
    }

    It 'shows for whom it is granted' {
        $null = $app | Grant-MsOAuthConsent
        $permissions = Get-MsOAuthPermission -ClientId $app.ClientId
        $permissions | ForEach-Object Granted | Should -Be @($true, $true)
        $permissions[0].GrantedFor | Should -Be 'Everyone'
    }

    It 'shows a grant that the registration does not ask for any more' {
        $app | Remove-MsOAuthPermission -DelegatedPermission offline_access
        $rest = Get-MsOAuthPermission -DisplayName 'Lists permissions' | Where-Object { -not $_.Requested }
        $rest.Permission | Should -Be 'offline_access'
        $rest.Granted | Should -BeTrue
    }

    It 'writes nothing for an app that requests nothing' {
        New-MsOAuthApp -DisplayName 'Lists no permissions' -SignInAudience SingleTenant | Get-MsOAuthPermission | Should -BeNullOrEmpty
    }

    It 'refuses an id that is no GUID' {
        { Get-MsOAuthPermission -ClientId 'Lists permissions' -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetPermissionCommand'
    }

    It 'knows an object id that was given as the client id' {
        { Get-MsOAuthPermission -ClientId $app.ObjectId -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetPermissionCommand' -ExpectedMessage "*$($app.ClientId)*"
    }
}

Describe 'Get-MsOAuthPermission when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Get-MsOAuthPermission } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetPermissionCommand'
    }
}
