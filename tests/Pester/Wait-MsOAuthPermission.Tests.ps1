BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
    $app = New-MsOAuthApp 'Waits for a permission' SingleTenant
    $null = $app | New-MsOAuthClientSecret | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Daemon
    $null = Select-MsOAuthContext Admin
}

AfterAll { 'Daemon', 'Admin' | ForEach-Object { Disconnect-MsOAuthApp $_ } }

Describe 'Wait-MsOAuthPermission' {
    It 'writes the token at once where the session holds the permission' {
        $before = Get-MsOAuthToken -AsPlainText
        $token = Wait-MsOAuthPermission application.readwrite.all
        $token.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.AccessToken'
        $token.Scopes | Should -Contain 'Application.ReadWrite.All'
        Get-MsOAuthToken -AsPlainText | Should -BeExactly $before
    }

    It 'gets a new token for what was granted since' {
        (Get-MsOAuthToken -Context Daemon).Roles | Should -Not -Contain 'User.Read.All'
        $app | Add-MsOAuthPermission -ApplicationPermission User.Read.All
        $null = $app | Grant-MsOAuthConsent
        (Wait-MsOAuthPermission User.Read.All -Context Daemon).Roles | Should -Contain 'User.Read.All'
        (Get-MsOAuthToken -Context Daemon).Roles | Should -Contain 'User.Read.All'
        (Get-MsOAuthContext Daemon).GrantedScopes | Should -Contain 'User.Read.All'
    }

    It 'takes what Grant-MsOAuthConsent wrote, all of an API together' {
        $app | Add-MsOAuthPermission -ApplicationPermission Mail.Read, Group.Read.All
        $tokens = $app | Grant-MsOAuthConsent | Wait-MsOAuthPermission -Context Daemon
        $tokens | Should -HaveCount 1
        foreach ($role in 'User.Read.All', 'Mail.Read', 'Group.Read.All') { $tokens.Roles | Should -Contain $role }
    }

    It 'waits for the API that is named' {
        $token = Wait-MsOAuthPermission User.Read.All -Api Graph -Context Daemon
        $token.Roles | Should -Contain 'User.Read.All'
        { Wait-MsOAuthPermission x -Api Nope -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.WaitPermissionCommand'
    }

    It 'says after its time what is missing and what to type' {
        $failure = { Wait-MsOAuthPermission User.Read.All, Sites.Read.All -Context Daemon -TimeoutSeconds 1 } | Should -Throw -PassThru -ErrorId 'Timeout,MicrosoftOAuth.Commands.WaitPermissionCommand'
        "$failure" | Should -BeLike '*lacks Sites.Read.All, and holds User.Read.All.*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*Grant-MsOAuthConsent -ClientId $($app.ClientId)*"
    }

    It 'says at once that it could never be: <Name>' -ForEach @(
        @{ Name = 'a delegated permission of an app alone'; Permission = 'User.Read' }
        @{ Name = 'a word of OpenID'; Permission = 'offline_access' }
        @{ Name = 'an address'; Permission = 'https://graph.microsoft.com/.default' }
    ) {
        { Wait-MsOAuthPermission $Permission -Context Daemon -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.WaitPermissionCommand'
    }

    It 'does not wait for a token that was brought' {
        $null = Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken).Token -Environment Sandbox -ContextName Brought
        { Wait-MsOAuthPermission Mail.Send -Context Brought -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.WaitPermissionCommand'
        Disconnect-MsOAuthApp Brought
        $null = Select-MsOAuthContext Admin
    }

    It 'waits for nothing where nothing comes down the pipeline' {
        @() | Wait-MsOAuthPermission | Should -BeNullOrEmpty
    }

    It 'needs a session' {
        { Wait-MsOAuthPermission User.Read -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.WaitPermissionCommand'
    }
}
