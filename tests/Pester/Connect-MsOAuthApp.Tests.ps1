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
