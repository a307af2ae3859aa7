BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Connect' -SignInAudience SingleTenant
    $secret = $app | New-MsOAuthClientSecret -Description 'Connect'
    $wrong = [System.Net.NetworkCredential]::new('', 'not-the-secret').SecurePassword
}

Describe 'Connect-MsOAuthApp' {
    It 'signs in an administrator of the practice tenant' {
        $context = Connect-MsOAuthApp -Environment Sandbox

        $context.GetType().FullName | Should -Be 'MicrosoftOAuth.Core.OAuthContext'
        $context.Account | Should -Be 'admin@contoso-practice.onmicrosoft.com'
        $context.ClientId | Should -Be '14d82eec-204b-4c2f-b7e8-296a70dab67e'
        $context.Environment | Should -Be 'Sandbox'
        $context.SignInMethod | Should -Be 'Interactive'
        $context.GrantedScopes | Should -Contain 'Application.ReadWrite.All'
        $context.HasUser | Should -BeTrue
    }

    It 'makes the session the current one' {
        $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Newest
        (Get-MsOAuthContext).Name | Should -Be 'Newest'
        Disconnect-MsOAuthApp Newest
    }

    It 'replaces a session of the same name' {
        1..2 | ForEach-Object { $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Twice }
        @(Get-MsOAuthContext -ListAvailable | Where-Object Name -eq 'Twice') | Should -HaveCount 1
        Disconnect-MsOAuthApp Twice
    }

    It 'asks for the permissions that are named' {
        $context = Connect-MsOAuthApp -Environment Sandbox -Scopes Calendars.Read -ContextName Calendar
        $context.Scopes | Should -Be 'Calendars.Read'
        $context.GrantedScopes | Should -Contain 'Calendars.Read'
        Disconnect-MsOAuthApp Calendar
    }

    It 'signs in the account that is expected' {
        $context = Connect-MsOAuthApp -Environment Sandbox -LoginHint developer@contoso-practice.onmicrosoft.com -ContextName Developer
        $context.Account | Should -Be 'developer@contoso-practice.onmicrosoft.com'
        Disconnect-MsOAuthApp Developer
    }

    It 'shows a device code as a warning' {
        $context = Connect-MsOAuthApp -Environment Sandbox -UseDeviceCode -ContextName Device -WarningVariable shown -WarningAction SilentlyContinue -InformationAction SilentlyContinue
        $context.SignInMethod | Should -Be 'DeviceCode'
        "$shown" | Should -Match 'https://login.microsoft.com/device and enter the code [A-Z0-9]+ '
        Disconnect-MsOAuthApp Device
    }

    Context 'as an app' {
        It 'takes its client secret' {
            $context = Connect-MsOAuthApp -ClientId $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -Environment Sandbox -ContextName App
            $context.ClientId | Should -Be $app.ClientId
            $context.TenantId | Should -Be $app.TenantId
            $context.Account | Should -BeNullOrEmpty
            $context.HasUser | Should -BeFalse
            $context.SignInMethod | Should -Be 'ClientSecret'
        }

        It 'takes a secret from the pipeline by its property names' {
            $context = $secret | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName App
            $context.ClientId | Should -Be $app.ClientId
        }

        It 'takes client id and secret as a credential' {
            $credential = [System.Management.Automation.PSCredential]::new($app.ClientId, $secret.SecretText)
            $context = Connect-MsOAuthApp -ClientSecretCredential $credential -TenantId $app.TenantId -Environment Sandbox -ContextName App
            $context.ClientId | Should -Be $app.ClientId
        }

        It 'needs no person' {
            $context = Connect-MsOAuthApp -ClientId $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -NonInteractive -Environment Sandbox -ContextName App
            $context.HasUser | Should -BeFalse
        }

        AfterAll { Get-MsOAuthContext -Name App* | Disconnect-MsOAuthApp }
    }

    Context 'with a token that was got elsewhere' {
        It 'uses it' {
            $context = Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken).Token -Environment Sandbox -ContextName Brought
            $context.Account | Should -Be 'admin@contoso-practice.onmicrosoft.com'
            (Invoke-MsOAuthRequest /me).userPrincipalName | Should -Be 'admin@contoso-practice.onmicrosoft.com'
        }

        It 'cannot refresh it' {
            { Get-MsOAuthToken -Context Brought -ForceRefresh -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetTokenCommand'
        }

        AfterAll { Disconnect-MsOAuthApp Brought }
    }

    Context 'as an app without a secret' {
        BeforeAll {
            $sandbox = Get-MsOAuthSandbox
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Connect', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $certificate = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddMinutes(-5), [DateTimeOffset]::UtcNow.AddDays(90))
            $public = [Convert]::ToBase64String($certificate.RawData)
            $null = Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body @{ keyCredentials = @(@{ type = 'AsymmetricX509Cert'; usage = 'Verify'; key = $public }) }
            $subject = 'repo:octo-org/octo-repo:ref:refs/heads/main'
            $null = Invoke-MsOAuthRequest "/applications/$($app.ObjectId)/federatedIdentityCredentials" -Method POST -Body @{ name = 'Main'; issuer = 'https://token.actions.githubusercontent.com'; subject = $subject; audiences = @('api://AzureADTokenExchange') }
        }

        It 'takes a certificate' {
            $context = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -Certificate $certificate -Environment Sandbox -ContextName App
            $context.SignInMethod | Should -Be 'Certificate'
            $context.HasUser | Should -BeFalse
        }

        It 'takes a PFX with its password, by a path of PowerShell' {
            $password = [System.Net.NetworkCredential]::new('', 'open sesame').SecurePassword
            [System.IO.File]::WriteAllBytes("$TestDrive/app.pfx", $certificate.Export('Pfx', $password))
            $context = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -CertificatePath "$TestDrive/app.pfx" -CertificatePassword $password -Environment Sandbox -ContextName App
            $context.SignInMethod | Should -Be 'Certificate'
        }

        It 'takes a PEM' {
            [System.IO.File]::WriteAllText("$TestDrive/app.pem", $certificate.ExportCertificatePem() + "`n" + $key.ExportPkcs8PrivateKeyPem())
            $context = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -CertificatePath "$TestDrive/app.pem" -Environment Sandbox -ContextName App
            $context.SignInMethod | Should -Be 'Certificate'
        }

        It 'takes a federated token' {
            $context = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -FederatedToken $sandbox.CreateFederatedToken($subject) -Environment Sandbox -ContextName App
            $context.SignInMethod | Should -Be 'FederatedToken'
        }

        It 'runs a script block for the token at each renewal, with its variables' {
            $asked = [System.Collections.Generic.List[string]]::new()
            $null = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -FederatedToken { $asked.Add('once'); $sandbox.CreateFederatedToken($subject) } -Environment Sandbox -ContextName App
            $null = Get-MsOAuthToken -Context App
            $asked.Count | Should -Be 1
            $null = Get-MsOAuthToken -Context App -ForceRefresh
            $asked.Count | Should -Be 2
        }

        It 'says what the script block failed with' {
            { Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -FederatedToken { throw 'the vault is closed' } -Environment Sandbox } |
                Should -Throw -ErrorId 'AssertionRefused,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*the vault is closed*'
        }

        It 'reads a file for the token at each renewal' {
            $file = "$TestDrive/token.jwt"
            [System.IO.File]::WriteAllText($file, [System.Net.NetworkCredential]::new('', $sandbox.CreateFederatedToken($subject)).Password)
            $null = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -FederatedTokenFile $file -Environment Sandbox -ContextName App
            [System.IO.File]::WriteAllText($file, '')
            { Get-MsOAuthToken -Context App -ForceRefresh -ErrorAction Stop } | Should -Throw -ErrorId 'AssertionRefused,MicrosoftOAuth.Commands.GetTokenCommand'
        }

        It 'takes what the variables describe' {
            [Environment]::SetEnvironmentVariable('AZURE_CLIENT_SECRET', [System.Net.NetworkCredential]::new('', $secret.SecretText).Password)
            try {
                $context = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -EnvironmentVariable -Environment Sandbox -ContextName App
                $context.SignInMethod | Should -Be 'ClientSecret'
            }
            finally { [Environment]::SetEnvironmentVariable('AZURE_CLIENT_SECRET', $null) }
        }

        It 'has no managed identity to practise with' {
            { Connect-MsOAuthApp -Identity -Environment Sandbox -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'names what is missing, and asks for nothing' {
            { Connect-MsOAuthApp $app.ClientId -ClientSecret $wrong -Environment Sandbox -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*its client id and its tenant*'
        }

        AfterAll { Get-MsOAuthContext -Name App* | Disconnect-MsOAuthApp }
    }

    Context 'for a user who is elsewhere' {
        BeforeAll {
            $sandbox = Get-MsOAuthSandbox
            $null = Connect-MsOAuthApp -Environment Sandbox -ContextName Admin
            $web = New-MsOAuthApp -DisplayName 'Connect Web' -SignInAudience SingleTenant -RedirectUri https://app.example/back
            $webSecret = $web | New-MsOAuthClientSecret
        }

        It 'redeems the answer to a consent URL' {
            $url = New-MsOAuthConsentUrl $web.ClientId -TenantId $web.TenantId -RedirectUri https://app.example/back -Scopes User.Read
            $context = Connect-MsOAuthApp -ConsentUrl $url -ReturnedUri $sandbox.OpenInBrowser($url.Uri, $sandbox.UserName) -ClientSecret $webSecret.SecretText -Environment Sandbox -ContextName Web
            $context.Account | Should -Be $sandbox.UserName
            $context.SignInMethod | Should -Be 'AuthorizationCode'
            (Invoke-MsOAuthRequest /me -Context Web).userPrincipalName | Should -Be $sandbox.UserName
        }

        It 'refuses the answer to another address' {
            $url = New-MsOAuthConsentUrl $web.ClientId -TenantId $web.TenantId -RedirectUri https://app.example/back -Scopes User.Read
            $other = New-MsOAuthConsentUrl $web.ClientId -TenantId $web.TenantId -RedirectUri https://app.example/back -Scopes User.Read
            $returned = $sandbox.OpenInBrowser($other.Uri, $sandbox.UserName)
            { Connect-MsOAuthApp -ConsentUrl $url -ReturnedUri $returned -ClientSecret $webSecret.SecretText -Environment Sandbox } |
                Should -Throw -ErrorId 'SignInRefused,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*another state*'
        }

        It 'takes the parts of the answer one by one, and checks the nonce' {
            $url = New-MsOAuthConsentUrl $web.ClientId -TenantId $web.TenantId -RedirectUri https://app.example/back -Scopes User.Read
            $code = ($sandbox.OpenInBrowser($url.Uri, $sandbox.UserName).Query -split '[?&]' | Where-Object { $_ -like 'code=*' }) -replace '^code=', ''
            $code = [Uri]::UnescapeDataString($code)
            { Connect-MsOAuthApp $web.ClientId -TenantId $web.TenantId -AuthorizationCode $code -RedirectUri https://app.example/back -CodeVerifier $url.CodeVerifier -Nonce 'another' -ClientSecret $webSecret.SecretText -Environment Sandbox } |
                Should -Throw -ErrorId 'SignInRefused,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*nonce*'
        }

        It 'acts on behalf of the user who called' {
            $null = Invoke-MsOAuthRequest "/applications/$($web.ObjectId)" -Context Admin -Method PATCH -Body @{ identifierUris = @("api://$($web.ClientId)"); api = @{ oauth2PermissionScopes = @(@{ id = '11111111-1111-4111-8111-111111111111'; value = 'Call'; type = 'User'; isEnabled = $true; adminConsentDisplayName = 'Call'; adminConsentDescription = 'Call the API'; userConsentDisplayName = 'Call'; userConsentDescription = 'Call the API' }) } }
            $web | Add-MsOAuthPermission -DelegatedPermission User.Read -Context Admin
            $null = $web | Grant-MsOAuthConsent -Context Admin
            $caller = New-MsOAuthApp -DisplayName 'Connect Caller' -SignInAudience SingleTenant -Context Admin
            $caller | Add-MsOAuthRedirectUri -Platform PublicClient -Uri http://localhost -Context Admin
            $null = Connect-MsOAuthApp $caller.ClientId -TenantId $caller.TenantId -Scopes "api://$($web.ClientId)/Call" -LoginHint $sandbox.AdministratorName -Environment Sandbox -ContextName Caller
            $context = Connect-MsOAuthApp $web.ClientId -TenantId $web.TenantId -UserAssertion (Get-MsOAuthToken -Context Caller) -Scopes User.Read -ClientSecret $webSecret.SecretText -Environment Sandbox -ContextName Behalf
            $context.SignInMethod | Should -Be 'OnBehalfOf'
            $context.Account | Should -Be $sandbox.AdministratorName
            (Invoke-MsOAuthRequest /me -Context Behalf).userPrincipalName | Should -Be $sandbox.AdministratorName
        }

        It 'warns of passwords, and takes them' {
            $credential = [System.Management.Automation.PSCredential]::new($sandbox.UserName, [System.Net.NetworkCredential]::new('', 'Practice-makes-perfect-1').SecurePassword)
            $context = Connect-MsOAuthApp -Credential $credential -Scopes User.Read -Environment Sandbox -ContextName Password -WarningVariable shown -WarningAction SilentlyContinue
            $context.Account | Should -Be $sandbox.UserName
            "$shown" | Should -BeLike '*exposes the password*'
        }

        It 'says that a refresh token is not one' {
            { Connect-MsOAuthApp $web.ClientId -TenantId $web.TenantId -RefreshToken 'not-one' -ClientSecret $webSecret.SecretText -Environment Sandbox } |
                Should -Throw -ErrorId '*,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*AADSTS9002313*'
        }

        AfterAll { 'Web', 'Caller', 'Behalf', 'Password', 'Admin' | ForEach-Object { Get-MsOAuthContext -Name $_ | Disconnect-MsOAuthApp } }
    }

    Context 'in a sandbox' {
        BeforeAll {
            $one = New-MsOAuthSandbox -Name 'Connect One' -Seed 1
            $two = New-MsOAuthSandbox -Name 'Connect Two' -Seed 2
        }

        It 'takes its name or the object' {
            (Connect-MsOAuthApp -Sandbox 'connect one' -ContextName One).TenantId | Should -Be $one.TenantId
            $context = Connect-MsOAuthApp -Sandbox $two -Environment Sandbox -ContextName Two
            $context.TenantId | Should -Be $two.TenantId
            $context.Environment | Should -Be 'Sandbox'
        }

        It 'keeps what one session does from the other' {
            $null = New-MsOAuthApp -DisplayName 'In One' -SignInAudience SingleTenant -Context One
            $one.AppCount | Should -Be 1
            $two.AppCount | Should -Be 0
            Get-MsOAuthApp -Filter "displayName eq 'In One'" -Context Two | Should -BeNullOrEmpty
        }

        It 'takes no token of another sandbox' {
            $null = Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken -Context One).Token -Sandbox 'Connect Two' -ContextName Foreign
            { Get-MsOAuthApp -Context Foreign -ErrorAction Stop } | Should -Throw -ErrorId 'Unauthorized,MicrosoftOAuth.Commands.GetAppCommand'
            Disconnect-MsOAuthApp Foreign
        }

        It 'stays in it when the session goes to another runspace' {
            $session = Get-MsOAuthContext -Name Two
            $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                $null = $other.AddScript({ param($module, $session) Import-Module $module; New-MsOAuthApp -DisplayName 'From elsewhere' -SignInAudience SingleTenant -Context $session }).AddArgument("$PSScriptRoot/../../MicrosoftOAuth.psd1").AddArgument($session).Invoke()
                $other.HadErrors | Should -BeFalse
            }
            finally { $other.Dispose() }
            $two.AppCount | Should -Be 1
        }

        It 'keeps its tokens from the real clouds, and theirs from it' {
            { Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken -Context One) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*no real cloud gets to see one*'
            $foreign = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBoLm1pY3Jvc29mdC5jb20iLCJzY3AiOiJVc2VyLlJlYWQifQ.AAAA'
            { Connect-MsOAuthApp -AccessToken $foreign -Sandbox 'Connect One' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage '*no other is brought into it*'
        }

        It 'takes no proxy, since nothing leaves it' {
            { Connect-MsOAuthApp -Sandbox 'Connect One' -Proxy http://proxy.example:8080 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'refuses another cloud, and a name that nobody has' {
            { Connect-MsOAuthApp -Sandbox 'Connect One' -Environment Global -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.ConnectAppCommand'
            { Connect-MsOAuthApp -Sandbox Nobody -ErrorAction Stop } | Should -Throw -ErrorId 'SandboxNotFound,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        AfterAll {
            Disconnect-MsOAuthApp One
            Disconnect-MsOAuthApp Two
        }
    }

    Context 'when it fails' {
        BeforeAll { $before = (Get-MsOAuthContext).Name }

        It 'says that the secret is wrong, without Microsoft.Identity.Client''s preamble' {
            { Connect-MsOAuthApp -ClientId $app.ClientId -TenantId $app.TenantId -ClientSecret $wrong -Environment Sandbox } |
                Should -Throw -ErrorId 'SecretInvalid,MicrosoftOAuth.Commands.ConnectAppCommand' -ExpectedMessage 'The client secret is wrong, *everywhere yet. AADSTS7000215: *'
        }

        It 'says that there is no such app' {
            { Connect-MsOAuthApp -ClientId 11111111-2222-4333-8444-555555555555 -TenantId $app.TenantId -ClientSecret $wrong -Environment Sandbox -ErrorAction Stop } |
                Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'asks nobody with -NonInteractive' {
            { Connect-MsOAuthApp -Environment Sandbox -NonInteractive } | Should -Throw -ErrorId 'InteractionRequired,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'says that the redirect URI is not registered' {
            { Connect-MsOAuthApp -ClientId $app.ClientId -TenantId $app.TenantId -Environment Sandbox } |
                Should -Throw -ErrorId 'RedirectUriMismatch,MicrosoftOAuth.Commands.ConnectAppCommand'
            try { Connect-MsOAuthApp -ClientId $app.ClientId -TenantId $app.TenantId -Environment Sandbox } catch { $details = $_.ErrorDetails.Message }
            $details | Should -BeLike "*Add-MsOAuthRedirectUri -ClientId $($app.ClientId)*"
        }

        It 'says that the app is for one tenant only' {
            { Connect-MsOAuthApp -ClientId $app.ClientId -Environment Sandbox } | Should -Throw -ErrorId 'AudienceMismatch,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'refuses text that is no token' {
            { Connect-MsOAuthApp -AccessToken $wrong -Environment Sandbox -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.ConnectAppCommand'
        }

        It 'keeps the session from before' {
            (Get-MsOAuthContext).Name | Should -Be $before
        }
    }
}
