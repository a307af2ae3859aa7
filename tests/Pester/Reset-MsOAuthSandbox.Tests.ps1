BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $sandbox = New-MsOAuthSandbox -Name 'Reset One' -Size 3
    $null = Connect-MsOAuthApp -Sandbox 'Reset One' -ContextName Reset
}

Describe 'Reset-MsOAuthSandbox' {
    BeforeEach { $app = New-MsOAuthApp -DisplayName 'Gone' -SignInAudience SingleTenant -Context Reset -Force }

    It 'lets it begin anew, with the same options and ids' {
        $tenant = $sandbox.TenantId
        $sandbox.AppCount | Should -BeGreaterThan 3
        Reset-MsOAuthSandbox 'Reset One' -Force
        $sandbox.AppCount | Should -Be 3
        $sandbox.TenantId | Should -Be $tenant
        $sandbox.RequestCount | Should -Be 0
    }

    It 'leaves sessions joined to it' {
        Reset-MsOAuthSandbox 'Reset One' -Confirm:$false
        @(Get-MsOAuthApp -All -Context Reset) | Should -HaveCount 3
        Get-MsOAuthApp -Context Reset -Filter "displayName eq 'Gone'" | Should -BeNullOrEmpty
        (Get-MsOAuthSandbox -Context Reset).Name | Should -Be 'Reset One'
    }

    It 'gives the same ids once more' {
        Reset-MsOAuthSandbox 'Reset One' -Force
        $first = New-MsOAuthApp -DisplayName 'Again' -SignInAudience SingleTenant -Context Reset
        Reset-MsOAuthSandbox 'Reset One' -Force
        $second = New-MsOAuthApp -DisplayName 'Again' -SignInAudience SingleTenant -Context Reset
        $second.ClientId | Should -Be $first.ClientId
    }

    It 'does nothing with -WhatIf, even with -Force' {
        $before = $sandbox.AppCount
        Reset-MsOAuthSandbox 'Reset One' -WhatIf -Force
        $sandbox.AppCount | Should -Be $before
    }

    It 'forgets faults that were ordered' {
        $sandbox.InjectFault(@{ Status = 403; PathContains = '/applications' })
        Reset-MsOAuthSandbox 'Reset One' -Force
        @(Get-MsOAuthApp -All -Context Reset) | Should -HaveCount 3
    }

    It 'takes sandboxes from the pipeline and writes them if asked' {
        Get-MsOAuthSandbox 'Reset*' | Reset-MsOAuthSandbox -Force | Should -BeNullOrEmpty
        (Get-MsOAuthSandbox 'Reset*' | Reset-MsOAuthSandbox -Force -PassThru).Name | Should -Be 'Reset One'
        (Reset-MsOAuthSandbox -Context Reset -Force -PassThru).Name | Should -Be 'Reset One'
    }

    It 'says that there is none of that name' {
        { Reset-MsOAuthSandbox Nobody -Force -ErrorAction Stop } | Should -Throw -ErrorId 'SandboxNotFound,MicrosoftOAuth.Commands.ResetSandboxCommand'
    }

    AfterAll { Disconnect-MsOAuthApp Reset }
}
