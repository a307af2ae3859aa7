# Get-MsOAuthToken from cache, a command that does nothing, and one over MSAL's cache: the same loop by turns.
# Writes one line for each turn: nanoseconds for one call of the empty command, ours, MSAL's; then the bytes of each.
param([string] $Module, [string] $Yardsticks, [int] $Turns, [int] $Calls)
Import-Module $Module
Import-Module $Yardsticks

$id = [Yardsticks.CannedEndpoint]::ClientId
$tenant = [Yardsticks.CannedEndpoint]::TenantId
$secret = [securestring]::new()
foreach ($letter in 'practice'.ToCharArray()) { $secret.AppendChar($letter) }
$endpoint = [Yardsticks.CannedEndpoint]::new()
$null = Connect-MsOAuthApp -ClientId $id -TenantId $tenant -ClientSecret $secret -Sandbox (New-CannedSandbox $endpoint)
$app = Connect-Msal -ClientId $id -TenantId $tenant -ClientSecret $secret -Endpoint $endpoint
$null = Get-MsalToken $app

$loops = @(
    { foreach ($i in 1..$Calls) { $null = Get-EmptyToken } }
    { foreach ($i in 1..$Calls) { $null = Get-MsOAuthToken } }
    { foreach ($i in 1..$Calls) { $null = Get-MsalToken $app } }
)
foreach ($turn in -2..$Turns) {
    $nanoseconds = @(0, 0, 0)
    $bytes = @(0, 0, 0)
    foreach ($step in 0..2) {
        # Who goes first changes, so that nobody always finds the heap as the same other left it.
        $which = ($turn + 3 + $step) % 3
        $allocated = [GC]::GetAllocatedBytesForCurrentThread()
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        . $loops[$which]
        $nanoseconds[$which] = [int] ([Diagnostics.Stopwatch]::GetElapsedTime($start).TotalNanoseconds / $Calls)
        $bytes[$which] = [int] (([GC]::GetAllocatedBytesForCurrentThread() - $allocated) / $Calls)
    }

    # The first turns warm up.
    if ($turn -gt 0) { "$nanoseconds $bytes" }
}
