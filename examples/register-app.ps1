<#
.SYNOPSIS
    Registers a Microsoft OAuth app with everything Nango's guide asks for, hands it over, and signs in with it.
.DESCRIPTION
    The guide "How to register your own Microsoft API OAuth app", in its own order and with its own values, and then
    what comes after. Run it twice: what is there already stays as it is.

    In the practice tenant nothing leaves this machine, and the person at the browser is played:
        ./examples/register-app.ps1
    In a tenant of your own (you are asked to sign in; -NangoApiKey hands the app over to your Nango):
        ./examples/register-app.ps1 -Environment Global -TenantId contoso.onmicrosoft.com -NangoApiKey $key
#>
[CmdletBinding()]
param(
    [ValidateSet('Sandbox', 'Global', 'USGov', 'USGovDoD', 'China')]
    [string] $Environment = 'Sandbox',

    [string] $TenantId,

    # The API key of a Nango environment. The practice tenant brings a practice Nango with a key of its own.
    [securestring] $NangoApiKey
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'

$name = 'Nango Integration'
$redirectUri = 'https://api.nango.dev/oauth/callback'
$permissions = 'User.Read', 'Mail.Read', 'Calendars.ReadWrite', 'Files.Read', 'offline_access'
$integrationId = 'microsoft'
$isPractice = $Environment -eq 'Sandbox'

$script:step = 0
function Show-Step([string] $Title, [string] $Why) {
    $script:step++
    $Host.UI.WriteLine('')
    $Host.UI.WriteLine("$script:step. $Title")
    $Host.UI.WriteLine("   $Why")
}

function Show-Result([string] $Text) { $Host.UI.WriteLine("   -> $Text") }

$Host.UI.WriteLine("The guide, step by step, in the $(if ($isPractice) { 'practice tenant: nothing leaves this machine' } else { "$Environment cloud" }).")

Show-Step 'Sign in' 'As somebody who may register apps. A browser opens; in the practice tenant its person is played.'
$signIn = @{ Environment = $Environment; ContextName = 'administrator' }
if ($TenantId) { $signIn.TenantId = $TenantId }
$admin = Connect-MsOAuthApp @signIn
Show-Result "$($admin.Account) in tenant $($admin.TenantId)"

Show-Step 'Check the access requirements' 'What Microsoft asks for, and what this tenant allows you.'
Test-MsOAuthPrerequisite -DelegatedPermission $permissions | Out-Default

Show-Step "Register the application '$name'" 'For accounts in any organization, with its enterprise application, as the portal does.'
$app = Get-MsOAuthApp -Filter "displayName eq '$name'" | ForEach-Object { $_ }
if ($app) {
    Show-Result 'It is registered already; it is used as it is.'
}
else {
    $app = New-MsOAuthApp -DisplayName $name -SignInAudience MultiTenant
}
Show-Result "Client id $($app.ClientId), object id $($app.ObjectId)"

Show-Step 'Add the redirect URI' "Where Microsoft returns users to: $redirectUri"
$app | Add-MsOAuthRedirectUri -Platform Web -Uri $redirectUri
Show-Result 'Platform Web; no implicit grant, since Nango redeems a code.'

Show-Step 'Request the API permissions' 'Microsoft Graph, delegated: what the app may do for the user who signs in.'
$app | Add-MsOAuthPermission -DelegatedPermission $permissions
$app | Get-MsOAuthPermission | Out-Default

Show-Step 'Grant admin consent' 'So that no user of this tenant is asked.'
$app | Grant-MsOAuthConsent | Out-Default

Show-Step 'Make a client secret' 'Good for six months. It can be seen only now, so it stays in a SecureString.'
$secret = $app | New-MsOAuthClientSecret -Description 'Nango' -ExpiresInMonths 6
Show-Result "Secret $($secret.KeyId), ends $($secret.ExpiresOn.ToString('yyyy-MM-dd'))"

Show-Step 'Add the optional claim email' 'To id tokens, so that the integration knows whom it talks for.'
$app | Add-MsOAuthOptionalClaim -TokenType Id -Name email
Show-Result (($app | Get-MsOAuthOptionalClaim | ForEach-Object { "$($_.TokenType) token: $($_.Name)" }) -join ', ')

Show-Step 'Make it visible to users' 'In My Apps, with a home page to click on.'
Set-MsOAuthApp -ClientId $app.ClientId -HomePage 'https://www.nango.dev' -VisibleToUsers $true
Show-Result "VisibleToUsers: $((Get-MsOAuthApp -ClientId $app.ClientId).VisibleToUsers)"

if (-not $NangoApiKey -and $isPractice) {
    # The practice Nango's key is no secret: it opens nothing but this process.
    $NangoApiKey = [System.Net.NetworkCredential]::new('', '5eed0000-0000-4000-8000-00006e616e67').SecurePassword
}

if ($NangoApiKey) {
    Show-Step "Hand it over to Nango as '$integrationId'" 'Client id and secret go straight to Nango; nothing is shown.'
    $secret | Register-MsOAuthIntegration -Service Nango -IntegrationId $integrationId -Provider microsoft -ApiKey $NangoApiKey | Out-Default
}
else {
    Show-Step 'Hand it over to Nango' 'Left out: pass -NangoApiKey and it is done here.'
}

Show-Step 'Find the permission that a call needs' 'GET /me/onenote/notebooks is not among what we asked for. What would it take?'
Find-MsOAuthPermission -Method GET -Uri /me/onenote/notebooks -LeastPrivilege | Out-Default

if ($NangoApiKey) {
    Show-Step 'A user grants access' 'Through a Nango connect link. Nango redeems the code and holds the connection.'
    $user = if ($isPractice) { 'user@' + $admin.Account.Split('@')[1] } else { $admin.Account }
    $link = New-MsOAuthConnectLink -IntegrationId $integrationId -UserId $user -ApiKey $NangoApiKey -Open:$isPractice
    if ($isPractice) {
        (Get-MsOAuthIntegration $integrationId -ApiKey $NangoApiKey -IncludeConnections).Connections | Out-Default
    }
    else {
        Show-Result "Send this link to ${user}; it is good until $($link.ExpiresOn): $($link.Uri)"
    }
}

Show-Step 'Sign in as the app itself' 'With its secret, once the secret works everywhere: a new one can take some seconds.'
$asApp = $null
for ($try = 1; -not $asApp; $try++) {
    try {
        $asApp = Connect-MsOAuthApp -Environment $Environment -ClientId $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -ContextName 'app'
    }
    catch {
        if ($try -ge 12 -or $_.FullyQualifiedErrorId -notlike 'SecretInvalid*') { throw }
        Show-Result 'The secret is not known everywhere yet; trying again in 5 seconds.'
        [System.Threading.Thread]::Sleep(5000)
    }
}
Show-Result "The token of the app alone ends at $((Get-MsOAuthToken).ExpiresOn.ToString('u')) and holds no roles: no application permission was granted."

Show-Step 'A user signs in to the app' 'Authorization code with PKCE, on a second redirect URI: http://localhost.'
Add-MsOAuthRedirectUri -Context 'administrator' -ClientId $app.ClientId -Platform PublicClient -Uri 'http://localhost'
$userSignIn = @{ Environment = $Environment; ClientId = $app.ClientId; TenantId = $app.TenantId; Scopes = 'User.Read'; ContextName = 'user' }
if ($isPractice) { $userSignIn.LoginHint = 'user@' + $admin.Account.Split('@')[1] }
$asUser = Connect-MsOAuthApp @userSignIn
Show-Result "$($asUser.Account), with $($asUser.GrantedScopes -join ', ')"

Show-Step 'Call Microsoft Graph with that token' 'GET /me'
$me = Invoke-MsOAuthRequest -Uri /me
Show-Result "$($me.displayName), $($me.userPrincipalName)"

Show-Step 'A call that is refused says why' 'GET /me/onenote/notebooks, which nobody granted.'
try {
    Invoke-MsOAuthRequest -Uri /me/onenote/notebooks
    Show-Result 'It was allowed: this tenant granted more than was asked for here.'
}
catch {
    if ($_.FullyQualifiedErrorId -notlike 'PermissionDenied*') { throw }
    Show-Result $_.ToString()
}

$null = Select-MsOAuthContext -Name 'administrator'
$Host.UI.WriteLine('')
$Host.UI.WriteLine("Done. $name has the client id $($app.ClientId). Look after its secret with: Get-MsOAuthCredential -ExpiringWithinDays 30")
