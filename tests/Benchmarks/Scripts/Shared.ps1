# Many runspaces ask for one token that nobody holds yet, while the endpoint keeps its answers back: ours, or over bare MSAL.
# Writes how many got one, and how many requests that took.
param([string] $Module, [string] $Yardsticks, [int] $Callers, [switch] $Ours)
Import-Module $Module
Import-Module $Yardsticks

$id = [Yardsticks.CannedEndpoint]::ClientId
$tenant = [Yardsticks.CannedEndpoint]::TenantId
$secret = [securestring]::new()
foreach ($letter in 'practice'.ToCharArray()) { $secret.AppendChar($letter) }
$endpoint = [Yardsticks.CannedEndpoint]::new()
if ($Ours) {
    $session = Connect-MsOAuthApp -ClientId $id -TenantId $tenant -ClientSecret $secret -Sandbox (New-CannedSandbox $endpoint)
    $ask = 'Get-MsOAuthToken -Context $session -Scopes https://vault.azure.net/.default'
}
else {
    $session = Connect-Msal -ClientId $id -TenantId $tenant -ClientSecret $secret -Endpoint $endpoint
    $ask = 'Get-MsalToken $session -Scopes https://vault.azure.net/.default'
}

$state = [initialsessionstate]::CreateDefault2()
$state.ImportPSModule([string[]] ($Module, $Yardsticks))
$start = [Threading.Barrier]::new($Callers + 1)
$shells = foreach ($i in 1..$Callers) {
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript("param(`$session, `$start) `$null = `$start.SignalAndWait(60000); $ask").AddArgument($session).AddArgument($start)
    $shell
}

$endpoint.HoldBack()
$before = $endpoint.Requests
$runs = foreach ($shell in $shells) { $shell.BeginInvoke() }
if (-not $start.SignalAndWait(60000)) { throw 'Not all of them have begun.' }

# From the barrier to the gate is some microseconds' way for each; nothing tells from outside when the last one has arrived.
[Threading.Thread]::Sleep(3000)
$endpoint.LetGo()
$got = 0
foreach ($i in 0..($Callers - 1)) { $got += $shells[$i].EndInvoke($runs[$i]).Count }
"$got $($endpoint.Requests - $before)"
