BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $graph = Get-MsOAuthToken
    $app = New-MsOAuthApp 'Orders API' SingleTenant
    $null = Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body @{ identifierUris = @('api://orders'); api = @{ requestedAccessTokenVersion = 2 } }
    $null = $app | New-MsOAuthClientSecret | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -Scopes api://orders/.default -ContextName Orders
    $own = Get-MsOAuthToken -Context Orders
    $plain = Get-MsOAuthToken -Context Orders -AsPlainText
    function Encode([string] $Text) {
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
    }
    function Forge([string] $Header, [string] $Payload) { "$(Encode $Header).$(Encode $Payload).$($plain.Split('.')[2])" }
    function Outcome($Checks, [string] $Name) { "$(($Checks | Where-Object Name -EQ $Name).Outcome)" }
}

AfterAll { Disconnect-MsOAuthApp Orders }

Describe 'Test-MsOAuthToken' {
    It 'is true for a token that is as it should be, in every form' {
        Test-MsOAuthToken $own -Audience $app.ClientId -TenantId $app.TenantId | Should -BeTrue
        $own | Test-MsOAuthToken -Audience $app.ClientId, api://orders | Should -BeTrue
        Test-MsOAuthToken $own.Token | Should -BeTrue
        Test-MsOAuthToken "Bearer $plain" | Should -BeTrue
        [pscustomobject]@{ access_token = $plain } | Test-MsOAuthToken | Should -BeTrue
        $own, $plain | Test-MsOAuthToken | Should -Be $true, $true
    }

    It 'checks the token of the session where none is passed' {
        Test-MsOAuthToken -Context Orders -Audience $app.ClientId | Should -BeTrue
        Test-MsOAuthToken -Context Orders -Audience $app.ClientId -TenantId contoso-practice.onmicrosoft.com | Should -BeTrue
    }

    It 'lists the checks' {
        $checks = Test-MsOAuthToken $own -Audience $app.ClientId -Detailed
        $checks | ForEach-Object Name | Should -Be 'Algorithm', 'Signature', 'Issuer', 'Audience', 'NotBefore', 'Expiry'
        $checks | Where-Object Outcome -NE Passed | Should -BeNullOrEmpty
        $checks[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.TokenCheck'
    }

    It 'says that only Graph can verify its own tokens, and never calls them false' {
        Test-MsOAuthToken $graph -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeTrue
        "$warnings" | Should -BeLike '*only Microsoft Graph can verify*'
        Outcome (Test-MsOAuthToken $graph -Detailed) Signature | Should -Be 'NotVerifiable'
        Test-MsOAuthToken $graph -Audience api://orders | Should -BeFalse
    }

    It 'is false for another audience and another tenant' {
        Test-MsOAuthToken $own -Audience api://invoices | Should -BeFalse
        $null = New-MsOAuthSandbox Two -SecondTenant
        $context = Connect-MsOAuthApp -Sandbox Two -ContextName Two
        $other = (Get-MsOAuthSandbox Two).Tenants[1].TenantId
        Outcome (Test-MsOAuthToken -Context $context -TenantId $other -Detailed) Issuer | Should -Be 'Failed'
        Disconnect-MsOAuthApp Two
        $null = Select-MsOAuthContext (Get-MsOAuthContext -ListAvailable)[0].Name
    }

    It 'is false for <Name>' -ForEach @(
        @{ Name = 'no signature'; Header = '{"alg":"none"}'; Check = 'Algorithm' }
        @{ Name = 'a shared key'; Header = '{"alg":"HS256","kid":"k"}'; Check = 'Algorithm' }
        @{ Name = 'an algorithm that nobody knows'; Header = '{"alg":"XS1","kid":"k"}'; Check = 'Algorithm' }
        @{ Name = 'a key that is not the issuer''s'; Header = '{"alg":"RS256","kid":"made-up"}'; Check = 'Signature' }
        @{ Name = 'changed claims'; Header = ''; Check = 'Signature' }
    ) {
        $payload = '{"aud":"api://orders","name":"Zoë 山田","exp":4102444800}'
        $token = if ($Header) { Forge $Header $payload } else { "$($plain.Split('.')[0]).$(Encode $payload).$($plain.Split('.')[2])" }
        Test-MsOAuthToken $token | Should -BeFalse
        Outcome (Test-MsOAuthToken $token -Detailed) $Check | Should -Be 'Failed'
    }

    It 'allows for clocks that differ, as far as it is told' {
        $now = [DateTimeOffset]::UtcNow
        $token = Forge '{"alg":"RS256","kid":"made-up"}' "{`"nbf`":$($now.AddMinutes(10).ToUnixTimeSeconds()),`"exp`":$($now.AddMinutes(-10).ToUnixTimeSeconds())}"
        foreach ($check in 'NotBefore', 'Expiry') {
            Outcome (Test-MsOAuthToken $token -Detailed) $check | Should -Be 'Failed'
            Outcome (Test-MsOAuthToken $token -Detailed -ClockSkew 900) $check | Should -Be 'Passed'
            Outcome (Test-MsOAuthToken $token -Detailed -ClockSkew 00:15:00) $check | Should -Be 'Passed'
        }
    }

    It 'has no answer for what is no token' -ForEach @(
        @{ Text = 'nonsense' }
        @{ Text = 'a.b.c.d.e' }
        @{ Text = '!!!.e30.x' }
        @{ Text = '' }
    ) {
        { Test-MsOAuthToken $Text -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.TestTokenCommand'
    }

    It 'never takes nothing for the token of the session' {
        { Test-MsOAuthToken $null -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.TestTokenCommand'
        { $null | Test-MsOAuthToken -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.TestTokenCommand'
        @() | Test-MsOAuthToken | Should -BeNullOrEmpty
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'an allowance of two days'; Arguments = @{ ClockSkew = '2.00:00:00' } }
        @{ Name = 'an authority without https'; Arguments = @{ Authority = 'http://idp.example' } }
        @{ Name = 'a sandbox in a real cloud'; Arguments = @{ Sandbox = 'Default'; Environment = 'Global' } }
        @{ Name = 'a practice token before a real cloud'; Arguments = @{ Environment = 'USGov' } }
    ) {
        { Test-MsOAuthToken $own @Arguments -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestTokenCommand'
    }

    It 'checks a token of a sandbox within the sandbox that is named' {
        $other = New-MsOAuthSandbox Other
        Test-MsOAuthToken $own -Sandbox Default | Should -BeTrue
        Test-MsOAuthToken $own -Environment Sandbox | Should -BeTrue
        Test-MsOAuthToken $own -Sandbox Other -TenantId $other.TenantId | Should -BeFalse
        { Test-MsOAuthToken $own -Sandbox Nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'SandboxNotFound,MicrosoftOAuth.Commands.TestTokenCommand'
    }

    It 'has no answer where the keys cannot be had' {
        $sandbox = New-MsOAuthSandbox Down
        $sandbox.InjectFault(@{ Kind = 'Status'; Status = 500; PathContains = 'openid-configuration'; Count = 10 })
        Test-MsOAuthToken $own -Sandbox Down -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -Be 'ServiceUnavailable,MicrosoftOAuth.Commands.TestTokenCommand'
    }

    It 'does not know the tenant' {
        { Test-MsOAuthToken $own -TenantId nowhere.example -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestTokenCommand'
    }

    Context 'when nobody is signed in' {
        BeforeAll { Get-MsOAuthContext -ListAvailable | Where-Object Name -NE Orders | Disconnect-MsOAuthApp; $kept = Get-MsOAuthContext Orders; Disconnect-MsOAuthApp Orders }
        AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox; $null = $app | New-MsOAuthClientSecret | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Orders }

        It 'checks a token that is passed' {
            Test-MsOAuthToken $own -Environment Sandbox | Should -BeTrue
            Test-MsOAuthToken $own -Context $kept | Should -BeTrue
        }

        It 'holds no practice token against the worldwide cloud' {
            { Test-MsOAuthToken "Bearer $plain" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestTokenCommand'
            { Test-MsOAuthToken $own -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestTokenCommand' -ExpectedMessage '*a token of the practice tenant*'
        }

        It 'has no token of its own' {
            { Test-MsOAuthToken } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestTokenCommand'
        }
    }
}

Describe 'Test-MsOAuthToken that would wait' {
    BeforeAll {
        $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Test-MsOAuthToken waits') -ContextName Waits
    }

    It 'ends when its time is up' {
        (Get-MsOAuthSandbox 'Test-MsOAuthToken waits').InjectFault(@{ Kind = 'Slow'; Delay = 600; PathContains = '/.well-known/' })
        { Test-MsOAuthToken -TimeoutSeconds 1 -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'Timeout,MicrosoftOAuth.Commands.TestTokenCommand' -ExpectedMessage '*within 1 seconds*'
    }

    AfterAll { Disconnect-MsOAuthApp Waits }
}
