@{
    RootModule           = 'module/MicrosoftOAuth.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '7c1f0a52-6b0e-4d0e-9a53-0f6f2f6d8c11'
    Author               = 'MicrosoftOAuth contributors'
    CompanyName          = 'MicrosoftOAuth contributors'
    Copyright            = '(c) MicrosoftOAuth contributors. MIT licence.'
    Description          = 'Registers, signs in as and looks after OAuth apps in Microsoft Entra ID: app registration, redirect URIs, API permissions by name, admin consent, client secrets, optional claims, hand-over to integrations, tokens, and which permission a call needs.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = 'Desktop', 'Core'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess     = 'module/MicrosoftOAuth.Format.ps1xml'
    TypesToProcess       = 'module/MicrosoftOAuth.Types.ps1xml'
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Connect-MsOAuthApp'
        'ConvertFrom-MsOAuthToken'
        'Get-MsOAuthToken'
        'New-MsOAuthApp'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = 'OAuth', 'OAuth2', 'Entra', 'EntraID', 'AzureAD', 'MicrosoftGraph', 'Graph', 'MSAL', 'Token', 'AppRegistration', 'Nango', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md'
        }
    }
}
