BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $first = Connect-MsOAuthApp -Environment Sandbox -ContextName 'Select First'
    $null = Connect-MsOAuthApp -Environment Sandbox -ContextName 'Select Second'
}

Describe 'Select-MsOAuthContext' {
    It 'makes the session the current one and writes it' {
        (Select-MsOAuthContext -Name 'Select First').Name | Should -Be 'Select First'
        (Get-MsOAuthContext).Name | Should -Be 'Select First'
    }

    It 'changes nothing when it is the current one already' {
        $count = @(Get-MsOAuthContext -ListAvailable).Count
        1..2 | ForEach-Object { $null = Select-MsOAuthContext 'Select Second' }
        (Get-MsOAuthContext).Name | Should -Be 'Select Second'
        @(Get-MsOAuthContext -ListAvailable) | Should -HaveCount $count
    }

    It 'takes a session from the pipeline by name' {
        $null = $first | Select-MsOAuthContext
        (Get-MsOAuthContext).Name | Should -Be 'Select First'
    }

    It 'is what other cmdlets work in' {
        $app = New-MsOAuthApp -DisplayName 'Select' -SignInAudience SingleTenant
        $null = $app | New-MsOAuthClientSecret -Description 'Select' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName 'Select App'
        (Get-MsOAuthToken).ClientId | Should -Be $app.ClientId
        $null = Select-MsOAuthContext 'Select First'
        (Get-MsOAuthToken).Account | Should -Be 'admin@contoso-practice.onmicrosoft.com'
    }

    It 'says that there is no such session, and keeps the current one' {
        { Select-MsOAuthContext -Name Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.SelectContextCommand'
        (Get-MsOAuthContext).Name | Should -Be 'Select First'
    }

    It 'wants a name' {
        { Select-MsOAuthContext -Name '' } | Should -Throw -ErrorId 'ParameterArgumentValidationErrorEmptyStringNotAllowed,MicrosoftOAuth.Commands.SelectContextCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Select-MsOAuthContext 'Select First' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.SelectContextCommand'
            }
        }
}
