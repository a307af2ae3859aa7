BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Gets consent' -SignInAudience MultiTenant
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, Mail.Read -ApplicationPermission User.Read.All
}

Describe 'Grant-MsOAuthConsent' {
    It 'changes nothing under -WhatIf' {
        $app | Grant-MsOAuthConsent -WhatIf | Should -BeNullOrEmpty
        $app | Get-MsOAuthConsent | Should -BeNullOrEmpty
    }

    It 'grants everything that is requested, for everyone' {
        $results = $app | Grant-MsOAuthConsent
        $results | Should -HaveCount 3
        $results[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.ConsentResult'
        $results | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'User.Read.All')
        $results | ForEach-Object { "$($_.Status)" } | Should -Be @('Granted', 'Granted', 'Granted')
        $results | ForEach-Object GrantedFor | Should -Be @('Everyone', 'Everyone', 'Everyone')
        $results[2].ClientId | Should -Be $app.ClientId
    }

    It 'changes nothing the second time' {
        Grant-MsOAuthConsent -ClientId $app.ClientId | ForEach-Object { "$($_.Status)" } | Should -Be @('AlreadyGranted', 'AlreadyGranted', 'AlreadyGranted')
        $app | Get-MsOAuthConsent | Should -HaveCount 3
    }

    It 'extends a grant and keeps what is in it' {
        $app | Add-MsOAuthPermission -DelegatedPermission Calendars.Read
        $app | Grant-MsOAuthConsent | Where-Object Status -EQ Granted | ForEach-Object Permission | Should -Be 'Calendars.Read'
        $app | Get-MsOAuthConsent | Where-Object Kind -EQ Delegated | ForEach-Object Permission | Should -Be @('User.Read', 'Mail.Read', 'Calendars.Read')
    }

    It 'grants delegated permissions for one user' {
        $results = Grant-MsOAuthConsent -DisplayName 'Gets consent' -UserId user@contoso-practice.onmicrosoft.com
        $results | Where-Object Kind -EQ Delegated | ForEach-Object { "$($_.Status)" } | Should -Be @('Granted', 'Granted', 'Granted')
        $results | Where-Object Kind -EQ Application | ForEach-Object { "$($_.Status)" } | Should -Be 'NotApplicable'
        $results[0].GrantedFor | Should -Match '^[0-9a-f]{8}-'
    }

    It 'makes a missing enterprise application' {
        $bare = New-MsOAuthApp -DisplayName 'Gets consent without a service principal' -SignInAudience MultiTenant -NoServicePrincipal
        $bare | Add-MsOAuthPermission -DelegatedPermission User.Read
        "$(($bare | Grant-MsOAuthConsent).Status)" | Should -Be 'Granted'
    }

    It 'warns when an app requests nothing' {
        $none = New-MsOAuthApp -DisplayName 'Gets no consent' -SignInAudience MultiTenant
        $none | Grant-MsOAuthConsent -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*Add-MsOAuthPermission*'
    }

    It 'says which permission was refused, and that an administrator is needed' {
        $administrator = Get-MsOAuthContext
        try {
            $null = Connect-MsOAuthApp -Environment Sandbox -LoginHint developer@contoso-practice.onmicrosoft.com -ContextName Developer
            $own = New-MsOAuthApp -DisplayName 'Is refused consent' -SignInAudience MultiTenant -Context Developer
            $own | Add-MsOAuthPermission -DelegatedPermission User.Read -Context Developer
            "$(($own | Grant-MsOAuthConsent -Context Developer -ErrorAction SilentlyContinue).Status)" | Should -Be 'Failed'
            { $own | Grant-MsOAuthConsent -Context Developer -ErrorAction Stop } |
                Should -Throw -ErrorId 'PermissionDenied,MicrosoftOAuth.Commands.GrantConsentCommand' -ExpectedMessage '*AADSTS90094*'
        }
        finally {
            $null = Select-MsOAuthContext $administrator.Name
        }
    }

    It 'refuses a user that the tenant does not have' {
        { $app | Grant-MsOAuthConsent -UserId nobody@example.com -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.GrantConsentCommand'
    }

    It 'refuses a name that no app has' {
        { Grant-MsOAuthConsent -DisplayName 'No such app' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GrantConsentCommand'
    }
}

Describe 'Grant-MsOAuthConsent when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { $app | Grant-MsOAuthConsent } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GrantConsentCommand'
    }
}

Describe 'Grant-MsOAuthConsent that would wait' {
    BeforeAll {
        $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Grant-MsOAuthConsent waits') -ContextName Waits
        $waiting = New-MsOAuthApp -DisplayName 'Waits for consent' -SignInAudience SingleTenant -Context Waits
        $waiting | Add-MsOAuthPermission -DelegatedPermission User.Read -Context Waits
    }

    It 'ends when its time is up' {
        (Get-MsOAuthSandbox 'Grant-MsOAuthConsent waits').InjectFault(@{ Kind = 'Slow'; Delay = 600; PathContains = '/oauth2PermissionGrants' })
        { Grant-MsOAuthConsent $waiting.ClientId -TimeoutSeconds 1 -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'Timeout,MicrosoftOAuth.Commands.GrantConsentCommand' -ExpectedMessage '*within 1 seconds*'
    }

    It 'asks nobody with -NonInteractive' {
        { Grant-MsOAuthConsent $waiting.ClientId -NonInteractive -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'InteractionRequired,MicrosoftOAuth.Commands.GrantConsentCommand'
    }

    AfterAll { Disconnect-MsOAuthApp Waits }
}
