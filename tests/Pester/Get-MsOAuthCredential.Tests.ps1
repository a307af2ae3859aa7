BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Lists credentials' -SignInAudience MultiTenant
    $short = $app | New-MsOAuthClientSecret -Description Short -EndDate ([DateTimeOffset]::UtcNow.AddDays(20))
    $long = $app | New-MsOAuthClientSecret -Description Long -ExpiresInMonths 24
}

Describe 'Get-MsOAuthCredential' {
    It 'lists the credentials of an app without their secret parts' {
        $credentials = $app | Get-MsOAuthCredential
        $credentials | Should -HaveCount 2
        $credentials[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.AppCredential'
        $credentials | ForEach-Object Description | Should -Be @('Short', 'Long')
        $credentials | ForEach-Object KeyId | Should -Be @($short.KeyId, $long.KeyId)
        "$($credentials[0].Kind)" | Should -Be 'Secret'
        $credentials[0].AppName | Should -Be 'Lists credentials'
        $credentials[0].DaysLeft | Should -Be 19
        $credentials[0].Hint.Length | Should -Be 3
    }

    It 'lists what ends within some days' {
        Get-MsOAuthCredential -ClientId $app.ClientId -ExpiringWithinDays 30 | ForEach-Object Description | Should -Be 'Short'
        Get-MsOAuthCredential -ClientId $app.ClientId -ExpiringWithinDays 10 | Should -BeNullOrEmpty
    }

    It 'lists the credentials of all apps' {
        $other = New-MsOAuthApp -DisplayName 'Lists other credentials' -SignInAudience SingleTenant
        $null = $other | New-MsOAuthClientSecret -Description Other
        $names = Get-MsOAuthCredential | ForEach-Object AppName
        $names | Should -Contain 'Lists credentials'
        $names | Should -Contain 'Lists other credentials'
    }

    It 'finds an app by its name, and writes nothing where there is no credential' {
        Get-MsOAuthCredential -DisplayName 'Lists credentials' | Should -HaveCount 2
        New-MsOAuthApp -DisplayName 'Lists no credentials' -SignInAudience SingleTenant | Get-MsOAuthCredential | Should -BeNullOrEmpty
    }

    It 'refuses an app that does not exist' {
        { Get-MsOAuthCredential -DisplayName 'No such app' -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetCredentialCommand'
    }

    It 'refuses a negative number of days' {
        { Get-MsOAuthCredential -ExpiringWithinDays -1 } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,MicrosoftOAuth.Commands.GetCredentialCommand'
    }
}

Describe 'Get-MsOAuthCredential when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'says so' {
        { Get-MsOAuthCredential } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetCredentialCommand'
    }
}

Describe 'Get-MsOAuthCredential and federated credentials' {
    BeforeAll {
        $null = Connect-MsOAuthApp -Environment Sandbox
        $trusting = New-MsOAuthApp -DisplayName 'Trusts another issuer' -SignInAudience SingleTenant
        $null = Invoke-MsOAuthRequest -Method POST -Uri "/applications/$($trusting.ObjectId)/federatedIdentityCredentials" -Body @{
            name      = 'main'
            issuer    = 'https://token.actions.githubusercontent.com'
            subject   = 'repo:contoso/app:ref:refs/heads/main'
            audiences = @('api://AzureADTokenExchange')
        }
    }

    It 'lists them for one app, without an end' {
        $one = $trusting | Get-MsOAuthCredential
        $one.Kind | Should -Be 'Federated'
        $one.Description | Should -Be 'main'
        $one.Hint | Should -Be 'repo:contoso/app:ref:refs/heads/main'
        $one.ExpiresOn | Should -BeNullOrEmpty
    }

    It 'has them removed like any other' {
        $trusting | Get-MsOAuthCredential | Remove-MsOAuthCredential -Confirm:$false
        $trusting | Get-MsOAuthCredential | Should -BeNullOrEmpty
    }
}
