BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = New-MsOAuthSandbox -Name 'Get One' -Seed 1
    $null = New-MsOAuthSandbox -Name 'Get Two' -Seed 2
}

Describe 'Get-MsOAuthSandbox' {
    It 'writes all sandboxes, the oldest first' {
        Get-MsOAuthSandbox | ForEach-Object Name | Where-Object { $_ -like 'Get*' } | Should -Be 'Get One', 'Get Two'
    }

    It 'writes one by its name, ignoring case' {
        (Get-MsOAuthSandbox 'get one').Name | Should -BeExactly 'Get One'
    }

    It 'writes some by a pattern' {
        Get-MsOAuthSandbox 'Get*' | ForEach-Object Name | Should -Be 'Get One', 'Get Two'
        Get-MsOAuthSandbox 'Nobody*' | Should -BeNullOrEmpty
    }

    It 'says that there is none of that name' {
        { Get-MsOAuthSandbox Nobody -ErrorAction Stop } | Should -Throw -ErrorId 'SandboxNotFound,MicrosoftOAuth.Commands.GetSandboxCommand'
    }

    It 'makes the one that -Environment Sandbox means when it is asked for by name' {
        (Get-MsOAuthSandbox Default).Name | Should -Be 'Default'
        $context = Connect-MsOAuthApp -Environment Sandbox -ContextName ByDefault
        $context.TenantId | Should -Be (Get-MsOAuthSandbox Default).TenantId
        Disconnect-MsOAuthApp ByDefault
    }

    It 'writes the sandbox of a session' {
        $null = Connect-MsOAuthApp -Sandbox 'Get Two' -ContextName Two
        (Get-MsOAuthSandbox -Context Two).Name | Should -Be 'Get Two'
        Disconnect-MsOAuthApp Two
    }

    It 'counts apps and requests' {
        $null = Connect-MsOAuthApp -Sandbox 'Get One' -ContextName One
        $before = (Get-MsOAuthSandbox 'Get One').RequestCount
        $null = New-MsOAuthApp -DisplayName 'Counted' -SignInAudience SingleTenant
        (Get-MsOAuthSandbox 'Get One').AppCount | Should -Be 1
        (Get-MsOAuthSandbox 'Get One').RequestCount | Should -BeGreaterThan $before
        (Get-MsOAuthSandbox 'Get Two').AppCount | Should -Be 0
        Disconnect-MsOAuthApp One
    }

    It 'shows the requests without anything secret' {
        $null = Connect-MsOAuthApp -Sandbox 'Get One' -ContextName One
        $secret = New-MsOAuthApp -DisplayName 'Shown' -SignInAudience SingleTenant | New-MsOAuthClientSecret -AsPlainText
        $null = Connect-MsOAuthApp -Sandbox 'Get One' -ClientId $secret.ClientId -TenantId (Get-MsOAuthSandbox 'Get One').TenantId -ClientSecret ([System.Net.NetworkCredential]::new('', $secret.SecretText).SecurePassword) -ContextName App
        $null = Get-MsOAuthToken -Context App
        $requests = (Get-MsOAuthSandbox 'Get One').Requests
        $requests[-1].Method | Should -Be 'POST'
        $requests[-1].Address | Should -BeLike 'https://login.microsoftonline.com/*/oauth2/v2.0/token'
        $requests[-1].Status | Should -Be 200
        "$requests" | Should -Match 'POST'
        "$requests" | Should -Not -Match ([regex]::Escape($secret.SecretText))
        "$requests" | Should -Not -Match 'eyJ|code='
        Disconnect-MsOAuthApp App
        Disconnect-MsOAuthApp One
    }
}
