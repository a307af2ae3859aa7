BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp 'Get App' MultiTenant -RedirectUri https://app.example.com/callback
    $null = New-MsOAuthApp 'Get Twins' SingleTenant
    $null = New-MsOAuthApp 'Get Twins' SingleTenant -Force
}

Describe 'Get-MsOAuthApp' {
    It 'finds one app by <By>' -ForEach @(
        @{ By = 'ClientId' }
        @{ By = 'ObjectId' }
        @{ By = 'DisplayName' }
    ) {
        $name = @{ $By = $app.$By }
        $found = Get-MsOAuthApp @name
        $found.ClientId | Should -Be $app.ClientId
        $found.ObjectId | Should -Be $app.ObjectId
        $found.VisibleToUsers | Should -BeTrue
    }

    It 'takes apps from the pipeline by property name' {
        ($app | Get-MsOAuthApp).ObjectId | Should -Be $app.ObjectId
        ([pscustomobject]@{ AppId = $app.ClientId } | Get-MsOAuthApp).ObjectId | Should -Be $app.ObjectId
    }

    It 'lists apps' {
        Get-MsOAuthApp | ForEach-Object DisplayName | Should -Contain 'Get App'
        Get-MsOAuthApp -All | ForEach-Object DisplayName | Should -Contain 'Get Twins'
    }

    It 'lists apps by a filter' {
        @(Get-MsOAuthApp -Filter "displayName eq 'Get Twins'") | Should -HaveCount 2
    }

    It 'lists apps by words of their name' {
        Get-MsOAuthApp -Search twins | ForEach-Object DisplayName | Should -Be 'Get Twins', 'Get Twins'
    }

    It 'lists the first hundred with a warning, and all with -All' {
        1..105 | ForEach-Object { $null = New-MsOAuthApp ('Get Many {0:000}' -f $_) SingleTenant -NoServicePrincipal -Force }
        @(Get-MsOAuthApp -Filter "startswith(displayName,'Get Many')" -WarningVariable warned -WarningAction SilentlyContinue) | Should -HaveCount 100
        "$warned" | Should -BeLike '*Get-MsOAuthApp -All*'
        @(Get-MsOAuthApp -Filter "startswith(displayName,'Get Many')" -All) | Should -HaveCount 105
    }

    It 'lists deleted apps' {
        New-MsOAuthApp 'Get Deleted' SingleTenant | Remove-MsOAuthApp -Confirm:$false
        $deleted = Get-MsOAuthApp -Deleted | Where-Object DisplayName -eq 'Get Deleted'
        $deleted | Should -HaveCount 1
        $deleted.DeletedOn | Should -Not -BeNullOrEmpty
    }

    It 'never guesses between apps of one name' {
        { Get-MsOAuthApp -DisplayName 'Get Twins' -ErrorAction Stop } | Should -Throw -ErrorId 'AppAmbiguous,MicrosoftOAuth.Commands.GetAppCommand'
    }

    It 'does not take an object id for a client id, and names both' {
        { Get-MsOAuthApp -ClientId $app.ObjectId -ErrorAction Stop } |
            Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetAppCommand' -ExpectedMessage "*is the object id of Get App*$($app.ClientId)*"
    }

    It 'says that there is no such app' {
        { Get-MsOAuthApp -DisplayName 'Get Nobody' -ErrorAction Stop } | Should -Throw -ErrorId 'AppNotFound,MicrosoftOAuth.Commands.GetAppCommand'
    }

    It 'says that text is no id' {
        { Get-MsOAuthApp -ClientId 12 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.GetAppCommand'
    }

    It 'passes on what the service says about a filter' {
        { Get-MsOAuthApp -Filter "nosuch eq 'x'" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,MicrosoftOAuth.Commands.GetAppCommand'
    }

    It 'goes on after an app that is not there' {
        $found = [pscustomobject]@{ ClientId = '11111111-2222-4333-8444-555555555555' }, $app | Get-MsOAuthApp -ErrorAction SilentlyContinue
        $found.ClientId | Should -Be $app.ClientId
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Get-MsOAuthApp } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetAppCommand'
            }
        }
}
