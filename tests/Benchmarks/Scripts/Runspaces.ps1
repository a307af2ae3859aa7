# Several runspaces at once, each with a session of its own, in a loop over a cached token and over a command that does
# nothing: by turns. Writes one line for each turn: milliseconds for all of them together, with the empty command and with ours.
param([string] $Module, [string] $Yardsticks, [int] $Runspaces, [int] $Turns, [int] $Calls)
Import-Module $Module
Import-Module $Yardsticks

$endpoint = [Yardsticks.CannedEndpoint]::new()
$sandbox = New-CannedSandbox $endpoint
$connect = {
    param($sandbox)
    $secret = [securestring]::new()
    foreach ($letter in 'practice'.ToCharArray()) { $secret.AppendChar($letter) }
    $null = Connect-MsOAuthApp -ClientId ([Yardsticks.CannedEndpoint]::ClientId) -TenantId ([Yardsticks.CannedEndpoint]::TenantId) -ClientSecret $secret -Sandbox $sandbox
}
$loops = @(
    { param($start, $Calls) $null = $start.SignalAndWait(60000); foreach ($i in 1..$Calls) { $null = Get-EmptyToken } }
    { param($start, $Calls) $null = $start.SignalAndWait(60000); foreach ($i in 1..$Calls) { $null = Get-MsOAuthToken } }
)

$state = [initialsessionstate]::CreateDefault2()
$state.ImportPSModule([string[]] ($Module, $Yardsticks))
$opened = foreach ($i in 1..$Runspaces) {
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $null = [powershell]::Create($runspace).AddScript($connect).AddArgument($sandbox).Invoke()
    $runspace
}

foreach ($turn in -1..$Turns) {
    $milliseconds = @(0, 0)
    foreach ($step in 0, 1) {
        $which = ($turn + 1 + $step) % 2
        $start = [Threading.Barrier]::new($Runspaces + 1)
        $shells = foreach ($runspace in $opened) {
            [powershell]::Create($runspace).AddScript($loops[$which]).AddArgument($start).AddArgument($Calls)
        }
        $runs = foreach ($shell in $shells) { $shell.BeginInvoke() }
        $null = $start.SignalAndWait(60000)
        $began = [Diagnostics.Stopwatch]::GetTimestamp()
        foreach ($i in 0..($Runspaces - 1)) {
            $null = $shells[$i].EndInvoke($runs[$i])
            if ($shells[$i].HadErrors) { throw $shells[$i].Streams.Error[0] }
        }
        $milliseconds[$which] = [Diagnostics.Stopwatch]::GetElapsedTime($began).TotalMilliseconds
    }

    # The first turns warm up.
    if ($turn -gt 0) { ($milliseconds | ForEach-Object { $_.ToString([cultureinfo]::InvariantCulture) }) -join ' ' }
}
