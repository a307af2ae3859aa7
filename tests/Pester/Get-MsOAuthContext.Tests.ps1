BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName 'Get One'
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName 'Get Two'
}

Describe 'Get-MsOAuthContext' {
    It 'writes the current session' {
        (Get-MsOAuthContext).Name | Should -Be 'Get Two'
    }

    It 'writes a session by its name, ignoring case' {
        (Get-MsOAuthContext -Name 'get one').Name | Should -BeExactly 'Get One'
    }

    It 'writes sessions by a pattern' {
        Get-MsOAuthContext 'Get *' | ForEach-Object Name | Should -Be 'Get One', 'Get Two'
    }

    It 'writes nothing for a pattern that matches none' {
        Get-MsOAuthContext 'Nobody*' | Should -BeNullOrEmpty
    }

    It 'writes all sessions' {
        Get-MsOAuthContext -ListAvailable | ForEach-Object Name | Should -Contain 'Get One'
        @(Get-MsOAuthContext -ListAvailable).Count | Should -BeGreaterThan 2
    }

    It 'writes a copy that later sign-ins do not change' {
        $before = @(Get-MsOAuthContext -ListAvailable)
        $count = $before.Count
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName 'Get Three'
        $before.Count | Should -Be $count
        Disconnect-MsOAuthApp 'Get Three'
    }

    It 'does not show a secret' {
        ((Get-MsOAuthContext).PSObject.Properties | ForEach-Object { "$($_.Value)" }) -join ' ' | Should -Not -Match 'eyJ'
    }

    It 'says that there is no session of that name' {
        { Get-MsOAuthContext -Name Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetContextCommand'
    }

    It 'says that a context that is passed does not exist' {
        { Get-MsOAuthContext -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetContextCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Get-MsOAuthContext } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetContextCommand'
            }
        }

    It 'lists nothing, without an error, when nobody is signed in' {
        Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp
        Get-MsOAuthContext -ListAvailable | Should -BeNullOrEmpty
        $null = Connect-MsOAuthApp -Environment Sandbox
    }
}
