# Signed in to the practice tenant, so that no check leaves this computer.
BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
    $all = Get-MsOAuthDiagnostic
    function Find([string] $Check) { $all | Where-Object Check -EQ $Check }
}

AfterAll { Disconnect-MsOAuthApp Admin }

Describe 'Get-MsOAuthDiagnostic' {
    It 'writes one object for each check, always in the same order' {
        $all | ForEach-Object Check | Should -Be 'PowerShell', 'Module', 'Libraries', "Other libraries", 'TLS', 'Proxy', 'Clock', 'Sign-in endpoint', 'Microsoft Graph', 'Kept tokens', 'Identity variables', 'Browser', 'Session', 'Permission index'
        $all[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.Diagnostic'
        $all | Where-Object Detail -Like '*The check itself failed*' | Should -BeNullOrEmpty
    }

    It 'names PowerShell as it is' {
        (Find PowerShell).Detail | Should -BeLike "*PowerShell $($PSVersionTable.PSVersion) on *"
        "$((Find PowerShell).Status)" | Should -Be 'Ok'
    }

    It 'names the module and its libraries' {
        (Find Module).Detail | Should -BeLike "Version $((Get-Module MicrosoftOAuth).Version) from *"
        (Find Libraries).Detail | Should -Match 'Microsoft\.Identity\.Client \d+\.\d+'
        "$((Find Libraries).Status)" | Should -Be 'Ok'
    }

    It 'reaches the hosts' {
        foreach ($check in 'Sign-in endpoint', 'Microsoft Graph') { "$((Find $check).Status)" | Should -Be 'Ok' }
    }

    It 'sees the session and shows no token' {
        (Find Session).Detail | Should -BeLike 'Admin: * more minutes.'
        "$all" | Should -Not -Match 'eyJ'
    }

    It 'has a remedy for all that is wrong' {
        $all | Where-Object { "$($_.Status)" -eq 'Problem' -and -not $_.Remedy } | Should -BeNullOrEmpty
    }

    It 'leaves the network alone where asked' {
        $before = (Get-MsOAuthSandbox Default).RequestCount
        $offline = Get-MsOAuthDiagnostic -Offline
        $offline | Should -HaveCount 11
        $offline.Check | Should -Not -Contain 'Clock'
        (Get-MsOAuthSandbox Default).RequestCount | Should -Be $before
    }

    It 'calls a host that fails a problem and goes on' {
        $sandbox = New-MsOAuthSandbox Broken
        $null = Connect-MsOAuthApp -Sandbox Broken -ContextName Broken
        $sandbox.InjectFault(@{ Kind = 'DropBefore'; PathContains = 'openid-configuration'; Count = 10 })
        $found = Get-MsOAuthDiagnostic -Context Broken
        $found | Should -HaveCount 14
        $endpoint = $found | Where-Object Check -EQ 'Sign-in endpoint'
        "$($endpoint.Status)" | Should -Be 'Problem'
        $endpoint.Remedy | Should -Not -BeNullOrEmpty
        Disconnect-MsOAuthApp Broken
    }

    It 'needs no session, and does not know a wrong one' {
        Disconnect-MsOAuthApp -All
        (Get-MsOAuthDiagnostic -Offline | Where-Object Check -EQ Session).Detail | Should -Be 'Nobody is signed in.'
        { Get-MsOAuthDiagnostic -Offline -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetDiagnosticCommand'
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
    }
}
