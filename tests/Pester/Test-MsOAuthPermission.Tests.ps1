BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $token = Get-MsOAuthToken
}

Describe 'Test-MsOAuthPermission' {
    It 'is true for what the session holds, ignoring case' {
        Test-MsOAuthPermission Application.ReadWrite.All | Should -BeTrue
        Test-MsOAuthPermission application.readwrite.all | Should -BeTrue
    }

    It 'is false where one is missing' {
        Test-MsOAuthPermission Mail.Read | Should -BeFalse
        Test-MsOAuthPermission User.Read, Mail.Read | Should -BeFalse
    }

    It 'answers each object of the pipeline' {
        'User.Read', 'Mail.Read' | Test-MsOAuthPermission | Should -Be $true, $false
    }

    It 'says what is missing and how to mend it' {
        $checks = Test-MsOAuthPermission User.Read, Mail.Read -Detailed
        $checks | ForEach-Object { "$($_.Permission) $($_.Status) $($_.IsHeld)" } | Should -Be 'User.Read Listed True', 'Mail.Read Missing False'
        $checks[0].Remedy | Should -BeNullOrEmpty
        $checks[1].Remedy | Should -Be 'Connect-MsOAuthApp -Scopes Mail.Read'
        $checks[1].Held | Should -Contain 'Application.ReadWrite.All'
    }

    It 'is true once the mending was done' {
        $null = Connect-MsOAuthApp -Environment Sandbox -Scopes Tasks.Read -ContextName Tasks
        Test-MsOAuthPermission Tasks.Read -Context Tasks | Should -BeTrue
        Disconnect-MsOAuthApp Tasks
    }

    It 'mends an app of one''s own by adding and granting' {
        $app = New-MsOAuthApp 'Test Permission' SingleTenant
        $context = $app | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Test
        (Test-MsOAuthPermission User.Read.All -Context $context -Detailed).Remedy | Should -BeLike "Add-MsOAuthPermission -ClientId $($app.ClientId) -ApplicationPermission User.Read.All; Grant-MsOAuthConsent*"
        Disconnect-MsOAuthApp Test
    }

    It 'looks into a token that is passed' {
        Test-MsOAuthPermission User.Read -Token $token | Should -BeTrue
        Test-MsOAuthPermission User.Read -Token $token.Token | Should -BeTrue
        Test-MsOAuthPermission Mail.Send -Token $token | Should -BeFalse
    }

    It 'refuses text that is no token' {
        { Test-MsOAuthPermission User.Read -Token abc -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.TestPermissionCommand'
    }

    It 'says that there is no such session' {
        { Test-MsOAuthPermission User.Read -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestPermissionCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Test-MsOAuthPermission User.Read } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestPermissionCommand'
            }
        }

    It 'needs no session for a token that is passed' {
        Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp
        Test-MsOAuthPermission User.Read -Token $token | Should -BeTrue
        $null = Connect-MsOAuthApp -Environment Sandbox
    }
}
