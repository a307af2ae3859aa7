BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Invoke' SingleTenant
}

Describe 'Invoke-MsOAuthRequest' {
    It 'calls Microsoft Graph by a path' {
        (Invoke-MsOAuthRequest /me).displayName | Should -Be 'Avery Administrator'
        (Invoke-MsOAuthRequest me).displayName | Should -Be 'Avery Administrator'
    }

    It 'calls by a whole address' {
        (Invoke-MsOAuthRequest https://graph.microsoft.com/v1.0/me).displayName | Should -Be 'Avery Administrator'
    }

    It 'takes addresses from the pipeline, by value and by property name' {
        ('/me' | Invoke-MsOAuthRequest).displayName | Should -Be 'Avery Administrator'
        ([pscustomobject]@{ Uri = '/me' } | Invoke-MsOAuthRequest).displayName | Should -Be 'Avery Administrator'
    }

    It 'follows pages with -All' {
        @((Invoke-MsOAuthRequest '/users?$top=1').value) | Should -HaveCount 1
        Invoke-MsOAuthRequest '/users?$top=1' -All | ForEach-Object displayName | Should -Be 'Avery Administrator', 'Devon Developer', 'Uma User'
    }

    It 'sends a hashtable as JSON' {
        Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body @{ notes = 'One'; web = @{ homePageUrl = 'https://app.example.com' } } | Should -BeNullOrEmpty
        (Invoke-MsOAuthRequest "/applications/$($app.ObjectId)").notes | Should -Be 'One'
        (Get-MsOAuthApp $app.ClientId).HomePage | Should -Be 'https://app.example.com'
    }

    It 'sends JSON text as it is' {
        Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body '{"notes":"Two"}'
        (Invoke-MsOAuthRequest "/applications/$($app.ObjectId)").notes | Should -Be 'Two'
    }

    It 'changes nothing with -WhatIf' {
        Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body @{ notes = 'Three' } -WhatIf
        (Invoke-MsOAuthRequest "/applications/$($app.ObjectId)").notes | Should -Be 'Two'
    }

    It 'sends headers, and keeps integers integers' {
        $answer = Invoke-MsOAuthRequest '/users?$search="displayName:Uma"&$count=true' -Headers @{ ConsistencyLevel = 'eventual' }
        $answer.'@odata.count' | Should -Be 1
        $answer.'@odata.count'.GetType().FullName | Should -Be 'System.Int64'
    }

    It 'explains a refusal by the permission that is missing' {
        { Invoke-MsOAuthRequest /me/messages -ErrorAction Stop } |
            Should -Throw -ErrorId 'PermissionDenied,MicrosoftOAuth.Commands.InvokeRequestCommand' -ExpectedMessage '*It takes Mail.ReadBasic (delegated), or one of: Mail.Read, Mail.ReadWrite.*'
        try { Invoke-MsOAuthRequest /me/messages -ErrorAction Stop } catch { $details = $_.ErrorDetails.Message }
        $details | Should -BeLike '*Connect-MsOAuthApp -Environment Sandbox -Scopes Mail.ReadBasic'
    }

    It 'sends the token to no other host' {
        { Invoke-MsOAuthRequest https://graph.microsoft.com.example.com/v1.0/me -ErrorAction Stop } | Should -Throw -ErrorId 'HostNotAllowed,MicrosoftOAuth.Commands.InvokeRequestCommand'
    }

    It 'sends nothing without TLS' {
        { Invoke-MsOAuthRequest http://graph.microsoft.com/v1.0/me -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.InvokeRequestCommand'
    }

    It 'does not let the token be replaced' {
        { Invoke-MsOAuthRequest /me -Headers @{ Authorization = 'Bearer x' } -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.InvokeRequestCommand'
    }

    It 'says that there is no such object' {
        { Invoke-MsOAuthRequest /users/nobody@example.com -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.InvokeRequestCommand'
    }

    It 'goes on after a call that failed' {
        '/users/nobody@example.com', '/me' | Invoke-MsOAuthRequest -ErrorAction SilentlyContinue | ForEach-Object displayName | Should -Be 'Avery Administrator'
    }

    Context 'in batches' {
        It 'writes the answers in the order of the paths, more than one batch of them' {
            $names = 1..25 | ForEach-Object { if ($_ % 2) { '/me' } else { '/organization' } } | Invoke-MsOAuthRequest -Batch |
                ForEach-Object { if ($_.userPrincipalName) { 'me' } else { 'organization' } }
            $names | Should -HaveCount 25
            $names[0] | Should -Be 'me'
            $names[23] | Should -Be 'organization'
            $names[24] | Should -Be 'me'
        }

        It 'writes an error for one that fails and the answers of the others' {
            $answers = '/users/nobody@example.com', '/me' | Invoke-MsOAuthRequest -Batch -ErrorAction SilentlyContinue -ErrorVariable failures
            $answers.displayName | Should -Be 'Avery Administrator'
            $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,MicrosoftOAuth.Commands.InvokeRequestCommand'
        }

        It 'does not take a body along' {
            { Invoke-MsOAuthRequest /me -Batch -Body '{}' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.InvokeRequestCommand'
        }
    }

    Context 'when nobody is signed in' {
        BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
        AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

        It 'says so' {
            { Invoke-MsOAuthRequest /me } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.InvokeRequestCommand'
        }
    }
}

Describe 'Invoke-MsOAuthRequest that would wait' {
    BeforeAll {
        $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Invoke-MsOAuthRequest waits') -ContextName Waits
    }

    It 'ends when its time is up' {
        (Get-MsOAuthSandbox 'Invoke-MsOAuthRequest waits').InjectFault(@{ Kind = 'Slow'; Delay = 600; PathContains = '/users' })
        { Invoke-MsOAuthRequest /users -TimeoutSeconds 1 -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'Timeout,MicrosoftOAuth.Commands.InvokeRequestCommand' -ExpectedMessage '*within 1 seconds*'
    }

    It 'asks nobody with -NonInteractive' {
        Clear-MsOAuthTokenCache -Context Waits
        { Invoke-MsOAuthRequest /me -NonInteractive -Context Waits -ErrorAction Stop } | Should -Throw -ErrorId 'InteractionRequired,MicrosoftOAuth.Commands.InvokeRequestCommand'
    }

    AfterAll { Disconnect-MsOAuthApp Waits }
}
