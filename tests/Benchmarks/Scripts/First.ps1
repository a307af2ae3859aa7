# The first client-credentials token of a process, from signing in to the token: ours, or over bare MSAL.
# Both processes import the same modules before the clock starts. Writes milliseconds, and how many methods were compiled.
param([string] $Module, [string] $Yardsticks, [switch] $Ours)
Import-Module $Module
Import-Module $Yardsticks

$id = [Yardsticks.CannedEndpoint]::ClientId
$tenant = [Yardsticks.CannedEndpoint]::TenantId
$secret = [securestring]::new()
foreach ($letter in 'practice'.ToCharArray()) { $secret.AppendChar($letter) }
$endpoint = [Yardsticks.CannedEndpoint]::new()
$sandbox = New-CannedSandbox $endpoint

$compiled = [Runtime.JitInfo]::GetCompiledMethodCount()
$start = [Diagnostics.Stopwatch]::GetTimestamp()
if ($Ours) {
    $null = Connect-MsOAuthApp -ClientId $id -TenantId $tenant -ClientSecret $secret -Sandbox $sandbox
    $token = Get-MsOAuthToken
}
else {
    $app = Connect-Msal -ClientId $id -TenantId $tenant -ClientSecret $secret -Endpoint $endpoint
    $token = Get-MsalToken $app
}

$milliseconds = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
$compiled = [Runtime.JitInfo]::GetCompiledMethodCount() - $compiled
if ($endpoint.Requests -ne 1 -or -not $token) { throw 'There was no token, or it took more than one request.' }
"$($milliseconds.ToString([cultureinfo]::InvariantCulture)) $compiled"
