# -All deletes what the person who runs these tests has kept, so it runs here with -WhatIf alone.
BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
    $app = New-MsOAuthApp 'Clears tokens' SingleTenant
    $null = $app | New-MsOAuthClientSecret | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Daemon
}

AfterAll { 'Daemon', 'Admin' | ForEach-Object { Disconnect-MsOAuthApp $_ } }

Describe 'Clear-MsOAuthTokenCache' {
    It 'forgets the tokens of the current session, and the session stays' {
        $before = Get-MsOAuthToken -AsPlainText
        Clear-MsOAuthTokenCache | Should -BeNullOrEmpty
        (Get-MsOAuthContext).Name | Should -Be 'Daemon'
        Get-MsOAuthToken -AsPlainText | Should -Not -Be $before
    }

    It 'leaves the other sessions alone' {
        $admin = Get-MsOAuthToken -Context Admin -AsPlainText
        Clear-MsOAuthTokenCache Daemon
        Get-MsOAuthToken -Context Admin -AsPlainText | Should -BeExactly $admin
    }

    It 'takes a session by object and from the pipeline' {
        foreach ($clear in { Clear-MsOAuthTokenCache -Context (Get-MsOAuthContext Admin) }, { Get-MsOAuthContext Admin | Clear-MsOAuthTokenCache }) {
            $before = Get-MsOAuthToken -Context Admin -AsPlainText
            & $clear
            Get-MsOAuthToken -Context Admin -AsPlainText | Should -Not -Be $before
        }
    }

    It 'touches nothing with -WhatIf' {
        $before = Get-MsOAuthToken -AsPlainText
        Clear-MsOAuthTokenCache -WhatIf
        Clear-MsOAuthTokenCache -All -WhatIf
        Get-MsOAuthToken -AsPlainText | Should -BeExactly $before
    }

    It 'does not take all and one' {
        { Clear-MsOAuthTokenCache Daemon -All -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ClearTokenCacheCommand'
    }

    It 'does not know the session' {
        { Clear-MsOAuthTokenCache Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.ClearTokenCacheCommand'
    }
}
