BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Get-MsOAuthToken' {
    It 'writes a token that shows nothing secret' {
        $token = Get-MsOAuthToken
        $token.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.AccessToken'
        $token.Token.GetType().FullName | Should -Be 'System.Security.SecureString'
        $token.Account | Should -Be 'admin@contoso-practice.onmicrosoft.com'
        $token.Scopes | Should -Contain 'Application.ReadWrite.All'
        $token.TenantId | Should -Be (Get-MsOAuthContext).TenantId
        ($token.ExpiresOn - [DateTimeOffset]::UtcNow).TotalMinutes | Should -BeGreaterThan 5
        ($token.PSObject.Properties | ForEach-Object { "$($_.Value)" }) -join ' ' | Should -Not -Match 'eyJ'
        "$token" | Should -Not -Match 'eyJ'
    }

    It 'writes the bare text where asked' {
        Get-MsOAuthToken -AsPlainText | Should -Match '^eyJ[\w-]+\.[\w-]+\.[\w-]+$'
    }

    It 'writes a header where asked' {
        $header = Get-MsOAuthToken -AsHeader
        $header.GetType().FullName | Should -Be 'System.Collections.Hashtable'
        $header.Keys | Should -Be 'Authorization'
        $header.Authorization | Should -BeExactly "Bearer $(Get-MsOAuthToken -AsPlainText)"
    }

    It 'writes the same token while it lasts, and a new one with -ForceRefresh' {
        $first = Get-MsOAuthToken -AsPlainText
        Get-MsOAuthToken -AsPlainText | Should -BeExactly $first
        Get-MsOAuthToken -AsPlainText -ForceRefresh | Should -Not -Be $first
    }

    It 'writes a new one when it would not last' {
        $first = Get-MsOAuthToken -AsPlainText
        Get-MsOAuthToken -AsPlainText -MinimumLifetime 2.00:00:00 | Should -Not -Be $first
    }

    It 'answers a claims challenge given as <_>' -ForEach 'JSON', 'base64', 'a header' {
        $json = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}'
        $base64 = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json))
        $challenge = @{ JSON = $json; base64 = $base64; 'a header' = "Bearer realm=`"`", error=`"insufficient_claims`", claims=`"$base64`"" }[$_]
        $first = Get-MsOAuthToken -AsPlainText
        Get-MsOAuthToken -AsPlainText -ClaimsChallenge $challenge | Should -Not -Be $first
    }

    It 'says that a claims challenge is none' {
        { Get-MsOAuthToken -ClaimsChallenge 'Bearer error="invalid_token"' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetTokenCommand'
    }

    It 'asks for permissions' {
        (Get-MsOAuthToken Contacts.Read).Scopes | Should -Contain 'Contacts.Read'
    }

    It 'is for the API that is named' {
        $claims = Get-MsOAuthToken -Api 'Azure Service Management' -Scopes user_impersonation | ConvertFrom-MsOAuthToken
        $claims.Audience | Should -BeLike 'https://management*'
        $claims.Scopes | Should -Be 'user_impersonation'
    }

    It 'works in the context that is named' {
        $app = New-MsOAuthApp 'Token' SingleTenant
        $context = $app | New-MsOAuthClientSecret -Description 'Token' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Token
        (Get-MsOAuthToken -Context $context).ClientId | Should -Be $app.ClientId
        (Get-MsOAuthToken -Context Token).Account | Should -BeNullOrEmpty
        Disconnect-MsOAuthApp Token
    }

    It 'does not know the API' {
        { Get-MsOAuthToken -Api Nope -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.GetTokenCommand'
    }

    It 'says that the audience depends on the instance' {
        { Get-MsOAuthToken -Api SharePoint -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.GetTokenCommand' -ExpectedMessage '*by the address of the instance.'
    }

    It 'shows how to ask for a token of <Api>, whose audience depends on the instance' -ForEach @(
        @{ Api = 'SharePoint'; Audience = 'https://contoso.sharepoint.com' }
        @{ Api = 'Dataverse'; Audience = 'https://contoso.crm.dynamics.com' }
        @{ Api = 'Dynamics ERP'; Audience = 'https://contoso.operations.dynamics.com' }
    ) {
        $failure = { Get-MsOAuthToken -Api $Api -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*Get-MsOAuthToken -Scopes $Audience/.default*"
    }

    It 'says that there is no such permission' {
        { Get-MsOAuthToken -Scopes Nope.Nope -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.GetTokenCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Get-MsOAuthToken } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetTokenCommand'
            }
        }
}

Describe 'Get-MsOAuthToken that would wait' {
    BeforeAll {
        $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Get-MsOAuthToken waits') -ContextName Waits
    }

    It 'ends when its time is up' {
        (Get-MsOAuthSandbox 'Get-MsOAuthToken waits').InjectFault(@{ Kind = 'Slow'; Delay = 600; PathContains = '/token' })
        { Get-MsOAuthToken -ForceRefresh -TimeoutSeconds 1 -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'Timeout,MicrosoftOAuth.Commands.GetTokenCommand' -ExpectedMessage '*within 1 seconds*'
    }

    It 'asks nobody with -NonInteractive' {
        { Get-MsOAuthToken -Scopes Calendars.Read -NonInteractive -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'InteractionRequired,MicrosoftOAuth.Commands.GetTokenCommand'
    }

    AfterAll { Disconnect-MsOAuthApp Waits }
}
