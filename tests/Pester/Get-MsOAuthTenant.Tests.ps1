BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Get-MsOAuthTenant' {
    It 'lists the tenants of the signed-in person' {
        $tenants = @(Get-MsOAuthTenant)
        $tenants | Should -HaveCount 1
        $tenants[0].TenantId | Should -Be (Get-MsOAuthContext).TenantId
        $tenants[0].DisplayName | Should -Be 'Contoso Practice'
        $tenants[0].DefaultDomain | Should -Be 'contoso-practice.onmicrosoft.com'
        $tenants[0].IsCurrent | Should -BeTrue
    }

    It 'writes tenants to sign in to' {
        $context = Get-MsOAuthTenant | Connect-MsOAuthApp -Environment Sandbox -ContextName Tenant
        $context.TenantId | Should -Be (Get-MsOAuthTenant).TenantId
        Disconnect-MsOAuthApp Tenant
    }

    It 'lists just its own for a token that was brought' {
        $null = Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken).Token -Environment Sandbox -ContextName Brought
        (Get-MsOAuthTenant -Context Brought).DisplayName | Should -Be 'Contoso Practice'
        Disconnect-MsOAuthApp Brought
    }

    It 'lists its own, without a name, for an app alone that may read nothing' {
        $app = New-MsOAuthApp -DisplayName 'Tenant' -SignInAudience SingleTenant
        $context = $app | New-MsOAuthClientSecret -Description 'Tenant' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox
        $tenant = Get-MsOAuthTenant -Context $context
        $tenant.TenantId | Should -Be $app.TenantId
        $tenant.DisplayName | Should -BeNullOrEmpty
        $tenant.IsCurrent | Should -BeTrue
        Disconnect-MsOAuthApp -Context $context
    }

    It 'says that there is no such session' {
        { Get-MsOAuthTenant -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetTenantCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Get-MsOAuthTenant } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetTenantCommand'
            }
        }
}
