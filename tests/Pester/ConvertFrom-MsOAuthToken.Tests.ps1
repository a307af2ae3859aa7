BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $token = Get-MsOAuthToken
    $plain = Get-MsOAuthToken -AsPlainText
    function Encode([string] $Text) {
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
    }
    $handmade = "$(Encode '{"alg":"none"}').$(Encode '{"aud":["one","two"],"exp":1700000000,"level":7,"share":0.5,"flag":true,"roles":["A","B"],"nested":{"deep":"yes"}}').sig"
}

Describe 'ConvertFrom-MsOAuthToken' {
    It 'reads the token of the session' {
        $claims = $token | ConvertFrom-MsOAuthToken
        $claims.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.TokenClaims'
        $claims.Audience | Should -Be 'https://graph.microsoft.com'
        $claims.TenantId | Should -Be $token.TenantId
        $claims.ClientId | Should -Be $token.ClientId
        $claims.Account | Should -Be $token.Account
        $claims.Scopes | Should -Contain 'Application.ReadWrite.All'
        $claims.Issuer | Should -Be "https://sts.windows.net/$($token.TenantId)/"
        $claims.Header['alg'] | Should -Be 'RS256'
    }

    It 'takes text, a SecureString and a header alike' {
        (ConvertFrom-MsOAuthToken $plain).ExpiresOn | Should -Be ($token | ConvertFrom-MsOAuthToken).ExpiresOn
        (ConvertFrom-MsOAuthToken $token.Token).ExpiresOn | Should -Be ($token | ConvertFrom-MsOAuthToken).ExpiresOn
        (ConvertFrom-MsOAuthToken "Bearer $plain").ExpiresOn | Should -Be ($token | ConvertFrom-MsOAuthToken).ExpiresOn
    }

    It 'takes a token from the pipeline by property name' {
        ([pscustomobject]@{ AccessToken = $plain } | ConvertFrom-MsOAuthToken).TenantId | Should -Be $token.TenantId
    }

    It 'keeps claims that no one has heard of, in their own types' {
        $claims = (ConvertFrom-MsOAuthToken $handmade).Claims
        $claims['level'].GetType().FullName | Should -Be 'System.Int64'
        $claims['share'] | Should -Be 0.5
        $claims['flag'] | Should -BeTrue
        $claims['nested']['deep'] | Should -Be 'yes'
    }

    It 'reads times as DateTimeOffset, and lists' {
        $claims = ConvertFrom-MsOAuthToken $handmade
        $claims.ExpiresOn | Should -Be ([DateTimeOffset]::FromUnixTimeSeconds(1700000000))
        $claims.Audience | Should -Be 'one'
        $claims.Roles | Should -Be 'A', 'B'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'other text'; Text = 'abc' }
        @{ What = 'an encrypted token'; Text = 'a.b.c.d.e' }
        @{ What = 'parts that are not base64url'; Text = '!.!.!' }
        @{ What = 'parts that are not JSON'; Text = 'YWJj.YWJj.YWJj' }
        @{ What = 'a number'; Text = 12 }
    ) {
        { ConvertFrom-MsOAuthToken $Text -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.ConvertFromTokenCommand'
    }

    It 'never repeats the text in an error' {
        { ConvertFrom-MsOAuthToken 'hunter2' -ErrorAction Stop } | Should -Throw
        try { ConvertFrom-MsOAuthToken 'hunter2' -ErrorAction Stop } catch { "$_" | Should -Not -Match 'hunter2' }
    }

    It 'goes on after text that is no token' {
        @('abc', $plain | ConvertFrom-MsOAuthToken -ErrorAction SilentlyContinue) | Should -HaveCount 1
    }

    It 'needs no sign-in' {
        Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp
        (ConvertFrom-MsOAuthToken $handmade).Audience | Should -Be 'one'
        $null = Connect-MsOAuthApp -Environment Sandbox
    }
}
