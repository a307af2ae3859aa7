BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
}

Describe 'Get-MsOAuthApi' {
    It 'lists the known APIs with their app ids, Microsoft Graph first' {
        $apis = Get-MsOAuthApi
        $apis[0].GetType().FullName | Should -Be 'MicrosoftOAuth.Core.OAuthApi'
        $apis[0].Name | Should -BeExactly 'Microsoft Graph'
        $apis[0].AppId | Should -Be '00000003-0000-0000-c000-000000000000'
        $apis[0].Audience | Should -Be 'https://graph.microsoft.com'
        $apis | ForEach-Object Name | Should -Contain 'Office 365 Exchange Online'
        $apis | ForEach-Object Name | Should -Contain 'Azure Key Vault'
    }

    It 'says of <Name> who decides on access: <Word>' -ForEach @(
        @{ Name = 'Azure Key Vault'; Word = 'Azure RBAC' }
        @{ Name = 'Azure Storage'; Word = 'Azure RBAC' }
        @{ Name = 'Azure Service Management'; Word = 'Azure RBAC' }
        @{ Name = 'Office 365 Exchange Online'; Word = 'RBAC for Applications' }
        @{ Name = 'SharePoint Online'; Word = 'Sites.Selected' }
        @{ Name = 'Microsoft Graph'; Word = 'Sites.Selected' }
    ) {
        (Get-MsOAuthApi | Where-Object Name -EQ $Name).AccessNote | Should -BeLike "*$Word*"
    }

    It 'says nothing where the permissions decide alone' {
        (Get-MsOAuthApi | Where-Object Name -EQ 'Office 365 Management APIs').AccessNote | Should -BeNullOrEmpty
    }

    It 'reads Microsoft Graph with its permissions of both kinds' {
        $graph = Get-MsOAuthApi Graph
        $delegated = $graph.DelegatedPermissions | Where-Object Name -EQ 'User.Read'
        $delegated.Id | Should -Be 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'
        $delegated.RequiresAdminConsent | Should -BeFalse
        $application = $graph.ApplicationPermissions | Where-Object Name -EQ 'User.Read.All'
        $application.Id | Should -Be 'df021288-bdef-4463-88db-98f22de89214'
        $application.RequiresAdminConsent | Should -BeTrue
        $graph.ApplicationPermissions.Count | Should -BeGreaterThan 100
    }

    It 'finds <Name> by <Word>' -ForEach @(
        @{ Word = 'Exchange'; Name = 'Office 365 Exchange Online' }
        @{ Word = 'microsoft graph'; Name = 'Microsoft Graph' }
        @{ Word = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'; Name = 'Azure Key Vault' }
        @{ Word = 'ARM'; Name = 'Azure Service Management' }
        @{ Word = 'Dataverse'; Name = 'Dynamics CRM' }
    ) {
        (Get-MsOAuthApi $Word).Name | Should -BeExactly $Name
    }

    It 'reads another API from the tenant' {
        $exchange = Get-MsOAuthApi 'Office 365 Exchange Online'
        $exchange.ServicePrincipalId | Should -Not -BeNullOrEmpty
        $exchange.ApplicationPermissions | ForEach-Object Name | Should -Contain 'full_access_as_app'
    }

    It 'takes names from the pipeline' {
        'Graph', 'Key Vault' | Get-MsOAuthApi | ForEach-Object Name | Should -Be @('Microsoft Graph', 'Azure Key Vault')
    }

    It 'refuses a name that the tenant does not have, and lists the known ones' {
        { Get-MsOAuthApi 'No Such API' -ErrorAction Stop } |
            Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.GetApiCommand' -ExpectedMessage '*Microsoft Graph*'
    }

    It 'refuses an app id that the tenant does not have' {
        { Get-MsOAuthApi '11111111-2222-4333-8444-555555555555' -ErrorAction Stop } |
            Should -Throw -ErrorId 'ApiNotFound,MicrosoftOAuth.Commands.GetApiCommand'
    }
}

Describe 'Get-MsOAuthApi when nobody is signed in' {
    BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
    AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

    It 'lists the known APIs all the same' {
        Get-MsOAuthApi | ForEach-Object Name | Should -Contain 'Microsoft Graph'
    }

    It 'reads none' {
        { Get-MsOAuthApi 'Azure Key Vault' } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.GetApiCommand'
    }
}
