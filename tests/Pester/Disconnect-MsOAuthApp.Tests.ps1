BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Disconnect-MsOAuthApp' {
    It 'forgets the current session, and the one before is current again' {
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Older
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Newer
        Disconnect-MsOAuthApp
        (Get-MsOAuthContext).Name | Should -Be 'Older'
    }

    It 'forgets a session by name and keeps the current one' {
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Current
        Disconnect-MsOAuthApp -Name Older
        (Get-MsOAuthContext).Name | Should -Be 'Current'
        Get-MsOAuthContext -ListAvailable | ForEach-Object Name | Should -Not -Contain 'Older'
    }

    It 'takes sessions from the pipeline by name' {
        1..3 | ForEach-Object { $null = Connect-MsOAuthApp -Environment Sandbox -ContextName "Piped $_" }
        Get-MsOAuthContext -Name 'Piped *' | Disconnect-MsOAuthApp
        Get-MsOAuthContext -Name 'Piped *' | Should -BeNullOrEmpty
    }

    It 'writes nothing' {
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Silent
        Disconnect-MsOAuthApp Silent | Should -BeNullOrEmpty
    }

    It 'does not know a session that is gone' {
        { Disconnect-MsOAuthApp -Name Silent } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.DisconnectAppCommand' -ExpectedMessage "*no context named 'Silent'*"
    }

    It 'forgets all, and with none left does nothing' {
        Disconnect-MsOAuthApp -All
        Disconnect-MsOAuthApp -All
        Get-MsOAuthContext -ListAvailable | Should -BeNullOrEmpty
    }

    It 'says that nobody is signed in' {
        { Disconnect-MsOAuthApp } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.DisconnectAppCommand' -ExpectedMessage 'Nobody is signed in.*'
    }

    It 'leaves the practice tenant as it was' {
        $null = Connect-MsOAuthApp -Environment Sandbox
        $made = New-MsOAuthApp -DisplayName 'Disconnect' -SignInAudience SingleTenant
        Disconnect-MsOAuthApp
        $null = Connect-MsOAuthApp -Environment Sandbox
        (Get-MsOAuthApp -DisplayName 'Disconnect').ClientId | Should -Be $made.ClientId
    }
}
