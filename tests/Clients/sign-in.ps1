# Every way to sign in, at the real host names: nothing of the module knows that a practice server answers.
# Each way writes one line: what signed in, as whom, and that its token was renewed and answered.
param([string] $TenantId, [string] $Folder)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$redirect = 'https://app.example/back'
$subject = 'repo:octo-org/octo-repo:ref:refs/heads/main'
$connection = '7a1ff0a2-7c2b-4d30-8f3e-0d9b8e1c2f11'
$gitHub = 'https://pipelines.actions.githubusercontent.com/1/idtoken?api-version=2.0'
$web = [System.Net.Http.HttpClient]::new()

function Secure([string] $text) { [System.Net.NetworkCredential]::new('', $text).SecurePassword }

function Plain($secure) { [System.Net.NetworkCredential]::new('', $secure).Password }

function Post([string] $address, [hashtable] $values) {
    $form = [System.Collections.Generic.Dictionary[string, string]]::new()
    foreach ($name in $values.Keys) { $form[$name] = $values[$name] }
    $answer = $web.PostAsync($address, [System.Net.Http.FormUrlEncodedContent]::new($form)).Result
    [System.Text.Json.JsonDocument]::Parse($answer.Content.ReadAsStringAsync().Result).RootElement
}

function JobToken {
    $request = [System.Net.Http.HttpRequestMessage]::new('GET', "$gitHub&audience=api://AzureADTokenExchange")
    $null = $request.Headers.TryAddWithoutValidation('Authorization', 'Bearer job')
    [System.Text.Json.JsonDocument]::Parse($web.SendAsync($request).Result.Content.ReadAsStringAsync().Result).RootElement.GetProperty('value').GetString()
}

function Show([string] $way, $session, [switch] $KeepToken) {
    $before = Get-MsOAuthToken -Context $session -AsPlainText
    $renewed = if ($KeepToken) { 'kept' } elseif ((Get-MsOAuthToken -Context $session -ForceRefresh -AsPlainText) -ne $before) { 'renewed' } else { 'the same' }
    $claims = ConvertFrom-MsOAuthToken (Get-MsOAuthToken -Context $session)
    $answer = if ($session.HasUser) { (Invoke-MsOAuthRequest /me -Context $session).userPrincipalName } else { @(Invoke-MsOAuthRequest '/users?$top=2' -Context $session -All).Count }
    "$way`: $($session.SignInMethod) tenant=$($claims.TenantId) token=$renewed answer=$answer"
}

# An administrator's own session comes by a device code, and registers the app that the other ways sign in as.
$admin = Connect-MsOAuthApp -UseDeviceCode -TenantId $TenantId -ContextName Admin
$app = New-MsOAuthApp -DisplayName 'Every way' -SignInAudience SingleTenant -RedirectUri $redirect
$app | Add-MsOAuthRedirectUri -Platform PublicClient -Uri http://localhost
$app | Set-MsOAuthApp -AllowPublicClient $true
$app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access -ApplicationPermission User.Read.All
$null = $app | Grant-MsOAuthConsent
$secret = (New-MsOAuthClientSecret $app.ClientId).SecretText
$key = [System.Security.Cryptography.RSA]::Create(2048)
$request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Every way', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
$certificate = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddMinutes(-5), [DateTimeOffset]::UtcNow.AddDays(1))
$api = @{ oauth2PermissionScopes = @(@{ id = '11111111-1111-4111-8111-111111111111'; value = 'Call'; type = 'User'; isEnabled = $true; adminConsentDisplayName = 'Call'; adminConsentDescription = 'Call' }) }
Invoke-MsOAuthRequest "/applications/$($app.ObjectId)" -Method PATCH -Body @{ identifierUris = @("api://$($app.ClientId)"); api = $api; keyCredentials = @(@{ type = 'AsymmetricX509Cert'; usage = 'Verify'; key = [Convert]::ToBase64String($certificate.RawData) }) }
$trusts = @(
    @{ name = 'github'; issuer = 'https://token.actions.githubusercontent.com'; subject = $subject; audiences = @('api://AzureADTokenExchange') }
    @{ name = 'pipelines'; issuer = 'https://vstoken.dev.azure.com/5eed0000-0000-4000-8000-00007069706c'; subject = "sc://contoso/shop/$connection"; audiences = @('api://AzureADTokenExchange') }
)
$trusts | ForEach-Object { $null = Invoke-MsOAuthRequest "/applications/$($app.ObjectId)/federatedIdentityCredentials" -Method POST -Body $_ }
$as = @{ ClientId = $app.ClientId; TenantId = $TenantId }

Show 'device code' $admin
Show 'client secret' (Connect-MsOAuthApp @as -ClientSecret $secret)
Show 'client secret as a credential' (Connect-MsOAuthApp -TenantId $TenantId -ClientSecretCredential ([pscredential]::new($app.ClientId, $secret)))
Show 'certificate' (Connect-MsOAuthApp @as -Certificate $certificate)
Show 'certificate with its chain' (Connect-MsOAuthApp @as -Certificate $certificate -SendCertificateChain)
[System.IO.File]::WriteAllBytes("$Folder/app.pfx", $certificate.Export('Pfx', (Secure 'open sesame')))
Show 'PFX with a password' (Connect-MsOAuthApp @as -CertificatePath "$Folder/app.pfx" -CertificatePassword (Secure 'open sesame'))
[System.IO.File]::WriteAllText("$Folder/app.pem", $certificate.ExportCertificatePem() + "`n" + $key.ExportPkcs8PrivateKeyPem())
Show 'PEM' (Connect-MsOAuthApp @as -CertificatePath "$Folder/app.pem")
$cipher = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 10000)
[System.IO.File]::WriteAllText("$Folder/locked.pem", $certificate.ExportCertificatePem() + "`n" + $key.ExportEncryptedPkcs8PrivateKeyPem('open sesame'.ToCharArray(), $cipher))
Show 'encrypted PEM' (Connect-MsOAuthApp @as -CertificatePath "$Folder/locked.pem" -CertificatePassword (Secure 'open sesame'))
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
$store.Open('ReadWrite')
$store.Add([System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12FromFile("$Folder/app.pfx", 'open sesame', 'PersistKeySet, Exportable', $null))
$store.Close()
Show 'thumbprint in the store' (Connect-MsOAuthApp @as -CertificateThumbprint $certificate.Thumbprint)
Show 'federated token' (Connect-MsOAuthApp @as -FederatedToken (JobToken))
Show 'script block for a federated token' (Connect-MsOAuthApp @as -FederatedToken { JobToken })
[System.IO.File]::WriteAllText("$Folder/token.jwt", (JobToken))
Show 'file with a federated token' (Connect-MsOAuthApp @as -FederatedTokenFile "$Folder/token.jwt")
$env:ACTIONS_ID_TOKEN_REQUEST_URL = $gitHub
$env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'job'
Show 'GitHub Actions' (Connect-MsOAuthApp @as -GitHubActions)
$env:SYSTEM_OIDCREQUESTURI = 'https://dev.azure.com/contoso/shop/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken'
$env:SYSTEM_ACCESSTOKEN = 'job'
Show 'Azure Pipelines' (Connect-MsOAuthApp @as -AzurePipelines -ServiceConnectionId $connection)
$env:AZURE_CLIENT_ID = $app.ClientId
$env:AZURE_TENANT_ID = $TenantId
$env:AZURE_CLIENT_SECRET = Plain $secret
Show 'environment variables' (Connect-MsOAuthApp -EnvironmentVariable)
$caller = Connect-MsOAuthApp @as -UseDeviceCode -Scopes "api://$($app.ClientId)/Call"
Show 'on behalf of a user' (Connect-MsOAuthApp @as -UserAssertion (Get-MsOAuthToken -Context $caller) -Scopes User.Read -ClientSecret $secret)
$url = New-MsOAuthConsentUrl $app.ClientId -TenantId $TenantId -RedirectUri $redirect -Scopes User.Read
Show 'authorization code' (Connect-MsOAuthApp -ConsentUrl $url -ReturnedUri (node node/person.mjs $url.Uri.AbsoluteUri $redirect) -Certificate $certificate)
$login = "https://login.microsoftonline.com/$TenantId/oauth2/v2.0"
$code = Post "$login/devicecode" @{ client_id = $app.ClientId; scope = 'https://graph.microsoft.com/User.Read offline_access' }
$poll = @{ client_id = $app.ClientId; grant_type = 'urn:ietf:params:oauth:grant-type:device_code'; device_code = $code.GetProperty('device_code').GetString() }
$null = Post "$login/token" $poll
$refreshToken = (Post "$login/token" $poll).GetProperty('refresh_token').GetString()
Show 'refresh token' (Connect-MsOAuthApp @as -RefreshToken $refreshToken -Scopes User.Read)
Show 'user name and password' (Connect-MsOAuthApp @as -Credential ([pscredential]::new($env:USER_NAME, (Secure $env:USER_PASSWORD))) -Scopes User.Read)
Show 'access token' (Connect-MsOAuthApp -AccessToken (Get-MsOAuthToken -Context Admin)) -KeepToken
$env:IDENTITY_ENDPOINT = $env:PRACTICE_IDENTITY_ENDPOINT
$env:IDENTITY_HEADER = 'header'
$managed = Connect-MsOAuthApp -Identity
$again = Get-MsOAuthToken -Context $managed -ForceRefresh
"managed identity: $($managed.SignInMethod) tenant=$($again.TenantId) token=$(if ($again.ExpiresOn -gt [DateTimeOffset]::UtcNow) { 'renewed' })"

# On disk, as a machine without a keyring keeps them: the second session is asked nothing, and nothing is left after the last.
$onDisk = @{ UseDeviceCode = $true; ContextScope = 'CurrentUser'; AllowUnprotectedCache = $true; Scopes = 'User.Read' }
function Files { [System.IO.Directory]::GetFiles("$env:HOME/.local/share/MicrosoftOAuth", 'unprotected-*.cache').Count }
$first = Connect-MsOAuthApp @as @onDisk -ContextName First
$second = Connect-MsOAuthApp @as @onDisk -ContextName Second -NonInteractive
$before = Files
Disconnect-MsOAuthApp First
Disconnect-MsOAuthApp Second
"on disk: $($second.SignInMethod) tenant=$($second.TenantId) token=$(if ($second.KeepsTokens) { 'kept' }) files=$before/$(Files)"
