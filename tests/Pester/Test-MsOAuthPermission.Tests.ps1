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
        $checks | ForEach-Object { "$($_.Permission) $($_.Outcome) $($_.IsHeld)" } | Should -Be 'User.Read Listed True', 'Mail.Read Missing False'
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

    It 'counts a permission that contains the wanted one' {
        (Test-MsOAuthPermission Application.Read.All -Detailed | ForEach-Object { "$($_.Outcome) $($_.HeldBy)" }) | Should -Be 'Implied Application.ReadWrite.All'
        Test-MsOAuthPermission Application.Read.All | Should -BeTrue
    }

    Context 'for a call' {
        It 'is true where the session holds a permission that Microsoft lists for it' {
            Test-MsOAuthPermission -Method POST -Uri /applications | Should -BeTrue
            Test-MsOAuthPermission -Uri 'https://graph.microsoft.com/v1.0/me?$select=id' | Should -BeTrue
            Test-MsOAuthPermission -Uri /me/messages | Should -BeFalse
        }

        It 'says which permission it takes and how to get it' {
            $check = Test-MsOAuthPermission -Uri /me/messages -Detailed
            "$($check.Outcome) $($check.Permission) $($check.Method) $($check.Uri)" | Should -Be 'Missing Mail.ReadBasic GET /me/messages'
            $check.Remedy | Should -Be 'Connect-MsOAuthApp -Scopes Mail.ReadBasic'
            $check.Reason | Should -BeLike 'It takes Mail.ReadBasic (delegated), or one of: Mail.Read, Mail.ReadWrite. The token holds: *'
        }

        It 'takes calls from the pipeline' {
            [pscustomobject]@{ Method = 'POST'; Uri = '/applications' }, [pscustomobject]@{ Method = 'POST'; Uri = '/me/sendMail' } |
                Test-MsOAuthPermission | Should -Be $true, $false
        }

        It 'is an error and neither true nor false where Microsoft lists nothing' {
            $answer = Test-MsOAuthPermission -Uri /nobody/knows/this -ErrorAction SilentlyContinue -ErrorVariable problem
            $answer | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -Be 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            $check = Test-MsOAuthPermission -Uri /nobody/knows/this -Detailed
            $check.Outcome | Should -Be 'NoData'
            $check.IsHeld | Should -BeNullOrEmpty
        }

        It 'agrees with what a refused call is told' {
            { Invoke-MsOAuthRequest /me/messages -ErrorAction Stop } | Should -Throw -ExpectedMessage "*$((Test-MsOAuthPermission -Uri /me/messages -Detailed).Reason.Split('.')[0])*"
        }
    }

    Context 'for an app' {
        BeforeAll {
            $ofApp = New-MsOAuthApp 'Permissions Of An App' SingleTenant
            $ofApp | Add-MsOAuthPermission -DelegatedPermission Mail.ReadWrite -ApplicationPermission User.Read.All
        }
        AfterAll { $ofApp | Remove-MsOAuthApp -Confirm:$false }

        It 'asks only for what is not done yet' {
            Test-MsOAuthPermission Mail.Read -ClientId $ofApp.ClientId | Should -BeFalse
            ($ofApp | Test-MsOAuthPermission Mail.Read -Detailed).Remedy | Should -Be "Grant-MsOAuthConsent -ClientId $($ofApp.ClientId)"
            ($ofApp | Test-MsOAuthPermission Mail.Send -Detailed).Remedy | Should -BeLike "Add-MsOAuthPermission -ClientId $($ofApp.ClientId) -DelegatedPermission Mail.Send; Grant-MsOAuthConsent*"
        }

        It 'counts what was granted, of either kind' {
            $null = $ofApp | Grant-MsOAuthConsent
            $ofApp | Test-MsOAuthPermission Mail.Read | Should -BeTrue
            Test-MsOAuthPermission -Uri '/users/{id}' -DisplayName 'Permissions Of An App' | Should -BeTrue
            (Test-MsOAuthPermission -Uri '/users/{id}' -ObjectId $ofApp.ObjectId -Detailed | ForEach-Object { "$($_.Kind) $($_.HeldBy)" }) | Should -Be 'Application User.Read.All'
        }

        It 'finds that the grant is newer than the token' {
            $administrator = Get-MsOAuthContext
            $null = $ofApp | Add-MsOAuthPermission -ApplicationPermission Directory.Read.All
            $null = $ofApp | Grant-MsOAuthConsent
            $context = $ofApp | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $ofApp.TenantId -Environment Sandbox -ContextName Older
            $null = Get-MsOAuthToken -Context $context
            $null = $ofApp | Add-MsOAuthPermission -ApplicationPermission Mail.Read -Context $administrator
            $null = $ofApp | Grant-MsOAuthConsent -Context $administrator
            $check = Test-MsOAuthPermission -Uri '/users/{id}/messages' -Context $context -Detailed
            "$($check.Outcome) $($check.Remedy)" | Should -Be 'Missing Get-MsOAuthToken -ForceRefresh'
            $check.Consented | Should -Contain 'Mail.Read'
            $null = Get-MsOAuthToken -Context $context -ForceRefresh
            Test-MsOAuthPermission -Uri '/users/{id}/messages' -Context $context | Should -BeTrue
            Disconnect-MsOAuthApp Older
            $null = Select-MsOAuthContext $administrator.Name
        }

        It 'refuses an app beside a token' {
            { Test-MsOAuthPermission User.Read -Token $token -ClientId $ofApp.ClientId -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }
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
