BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $sandbox = New-MsOAuthSandbox -Name 'New One' -Seed 7
}

Describe 'New-MsOAuthSandbox' {
    It 'makes a tenant with its people' {
        $sandbox.GetType().FullName | Should -Be 'MicrosoftOAuth.OAuthSandbox'
        $sandbox.Name | Should -Be 'New One'
        $sandbox.Domain | Should -Be 'contoso-practice.onmicrosoft.com'
        $sandbox.AdministratorName | Should -Be 'admin@contoso-practice.onmicrosoft.com'
        $sandbox.Users | Should -HaveCount 3
        $sandbox.Seed | Should -Be 7
        $sandbox.AppCount | Should -Be 0
    }

    It 'makes the same tenant under the same seed, and another under another' {
        (New-MsOAuthSandbox -Name 'New Same' -Seed 7).TenantId | Should -Be $sandbox.TenantId
        (New-MsOAuthSandbox -Name 'New Other' -Seed 8).TenantId | Should -Not -Be $sandbox.TenantId
        (New-MsOAuthSandbox -Name 'New Random').TenantId | Should -Not -Be $sandbox.TenantId
    }

    It 'finds a name where none is given' {
        $first = New-MsOAuthSandbox
        $second = New-MsOAuthSandbox
        $first.Name | Should -BeLike 'Sandbox*'
        $second.Name | Should -Not -Be $first.Name
    }

    It 'refuses a name that is taken, ignoring case, and says what to do' {
        { New-MsOAuthSandbox -Name 'new one' -ErrorAction Stop } | Should -Throw -ErrorId 'SandboxExists,MicrosoftOAuth.Commands.NewSandboxCommand'
        try { New-MsOAuthSandbox -Name 'new one' -ErrorAction Stop } catch { $details = $_.ErrorDetails.Message }
        $details | Should -BeLike "*Connect-MsOAuthApp -Sandbox 'New One'*"
    }

    It 'makes nothing with -WhatIf' {
        New-MsOAuthSandbox -Name 'New Never' -WhatIf | Should -BeNullOrEmpty
        Get-MsOAuthSandbox 'New Never*' | Should -BeNullOrEmpty
    }

    It 'plants apps' {
        $null = New-MsOAuthSandbox -Name 'New Large' -Size 120 -Seed 1
        $null = Connect-MsOAuthApp -Sandbox 'New Large' -ContextName Large
        @(Get-MsOAuthApp -All) | Should -HaveCount 120
        @(Get-MsOAuthCredential | Where-Object EndsOn -lt ([DateTimeOffset]::Now)).Count | Should -BeGreaterThan 5
        Disconnect-MsOAuthApp Large
    }

    It 'shows the tenants that were asked for' {
        $several = New-MsOAuthSandbox -Name 'New Several' -SecondTenant -PersonalAccounts
        @($several.Tenants) | Should -HaveCount 3
        $several.Tenants[1].DefaultDomain | Should -Be 'fabrikam-practice.onmicrosoft.com'
    }

    Context 'with policies' {
        BeforeAll {
            $null = New-MsOAuthSandbox -Name 'New Strict' -MaximumSecretLifetimeDays 90 -UsersMayNotRegisterApps -UserConsent Forbidden
            $null = New-MsOAuthSandbox -Name 'New Secretless' -NoSecrets
            $strict = Connect-MsOAuthApp -Sandbox 'New Strict' -ContextName Strict
            $app = New-MsOAuthApp -DisplayName 'Strict' -SignInAudience SingleTenant -Context Strict
        }

        It 'limits the lifetime of secrets' {
            { $app | New-MsOAuthClientSecret -ExpiresInMonths 6 -Context Strict -ErrorAction Stop } | Should -Throw -ErrorId 'SecretLifetimeForbidden,MicrosoftOAuth.Commands.NewClientSecretCommand'
        }

        It 'forbids secrets' {
            $null = Connect-MsOAuthApp -Sandbox 'New Secretless' -ContextName Secretless
            { New-MsOAuthApp -DisplayName 'App' -SignInAudience SingleTenant -Context Secretless | New-MsOAuthClientSecret -Context Secretless -ErrorAction Stop } | Should -Throw -ErrorId 'SecretForbidden,MicrosoftOAuth.Commands.NewClientSecretCommand'
            Disconnect-MsOAuthApp Secretless
        }

        It 'keeps users from registering apps' {
            $null = Connect-MsOAuthApp -Sandbox 'New Strict' -LoginHint user@contoso-practice.onmicrosoft.com -ContextName User
            { New-MsOAuthApp -DisplayName 'Mine' -SignInAudience SingleTenant -Context User -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,MicrosoftOAuth.Commands.NewAppCommand'
            Disconnect-MsOAuthApp User
        }

        AfterAll { Disconnect-MsOAuthApp Strict }
    }

    Context 'with faults' {
        It 'takes faults that stand, and numbers as seconds' {
            $null = New-MsOAuthSandbox -Name 'New Faulty' -Fault @{ Kind = 'Status'; Status = 403; Method = 'POST'; PathContains = '/applications' }
            $null = Connect-MsOAuthApp -Sandbox 'New Faulty' -ContextName Faulty
            1..2 | ForEach-Object { { New-MsOAuthApp -DisplayName 'App' -SignInAudience SingleTenant -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,MicrosoftOAuth.Commands.NewAppCommand' }
            Disconnect-MsOAuthApp Faulty
        }

        It 'orders a fault for the next request' {
            $null = Connect-MsOAuthApp -Sandbox 'New One' -ContextName One
            $sandbox.InjectFault(@{ Kind = 'Status'; Status = 403; PathContains = '/applications' })
            { Get-MsOAuthApp -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,MicrosoftOAuth.Commands.GetAppCommand'
            Get-MsOAuthApp | Should -BeNullOrEmpty
            Disconnect-MsOAuthApp One
        }

        It 'says what a fault has' {
            { New-MsOAuthSandbox -Name 'New Bad' -Fault @{ Nonsense = 1 } -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewSandboxCommand' -ExpectedMessage "*'Nonsense'*PathContains*"
            { New-MsOAuthSandbox -Name 'New Bad' -Fault @{ Kind = 'Explosion' } -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewSandboxCommand'
            { New-MsOAuthSandbox -Name 'New Bad' -Fault @{ Chance = 2 } -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewSandboxCommand'
            { New-MsOAuthSandbox -Name 'New Bad' -ReplicationDelay -1 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.NewSandboxCommand'
            Get-MsOAuthSandbox 'New Bad*' | Should -BeNullOrEmpty
        }
    }

    It 'shows nothing secret' {
        (($sandbox.PSObject.Properties | ForEach-Object { "$($_.Value)" }) -join ' ') | Should -Not -Match 'Practice-makes-perfect'
        "$sandbox" | Should -Be 'New One'
    }
}
