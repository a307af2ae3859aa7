# How long commands outlast their limit of one second, and a stop. Each waits for something that comes in ten minutes.
# Writes two numbers for each, in milliseconds: beyond the limit, and from the stop to the end.
param([string] $Module, [string] $Yardsticks)
Import-Module $Module

$waits = @(
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/token' }; Command = 'Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -Sandbox $sandbox' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/devicecode' }; Command = 'Connect-MsOAuthApp -UseDeviceCode -Sandbox $sandbox' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/token' }; Command = 'Get-MsOAuthToken -ForceRefresh' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/users' }; Command = 'Invoke-MsOAuthRequest /users' }
    @{ Fault = @{ Status = 429; RetryAfter = 200; PathContains = '/users' }; Command = 'Invoke-MsOAuthRequest /users' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/oauth2PermissionGrants' }; Command = 'Grant-MsOAuthConsent $app.ClientId' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/.well-known/' }; Command = 'Test-MsOAuthToken' }
    @{ Fault = @{ Kind = 'Slow'; Delay = 600; PathContains = '/nowhere' }; Command = 'Wait-MsOAuthPermission Mail.Send -Context Robot' }
)
$number = 0
foreach ($wait in $waits) {
    $number++
    $sandbox = New-MsOAuthSandbox -Name "Waits $number"
    $admin = Connect-MsOAuthApp -Sandbox $sandbox -ContextName Admin
    $app = New-MsOAuthApp Waits SingleTenant
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read
    $secret = $app | New-MsOAuthClientSecret
    $robot = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -ClientSecret $secret.SecretText -Sandbox $sandbox -ContextName Robot
    $null = Select-MsOAuthContext Admin
    $numbers = foreach ($isStopped in $false, $true) {
        $sandbox.InjectFault($wait.Fault)
        if ($isStopped) {
            $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            $null = $shell.AddScript('param($Module, $sandbox, $admin, $robot, $app, $secret, $command) Import-Module $Module; $PSDefaultParameterValues = @{ "Get-MsOAuthToken:Context" = $admin; "Invoke-MsOAuthRequest:Context" = $admin; "Grant-MsOAuthConsent:Context" = $admin; "Test-MsOAuthToken:Context" = $admin }; & ([scriptblock]::Create($command.Replace("-Context Robot", "-Context `$robot")))')
            foreach ($argument in $Module, $sandbox, $admin, $robot, $app, $secret, $wait.Command) { $null = $shell.AddArgument($argument) }
            $run = $shell.BeginInvoke()
            [System.Threading.Thread]::Sleep(1500)
            if ($run.IsCompleted) { throw "It did not wait: $($wait.Command)" }
            $start = [Diagnostics.Stopwatch]::GetTimestamp()
            $shell.Stop()
            [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
            $shell.Dispose()
        }
        else {
            $start = [Diagnostics.Stopwatch]::GetTimestamp()
            $failure = $null
            try { $null = & ([scriptblock]::Create($wait.Command + ' -TimeoutSeconds 1 -ErrorAction Stop')) } catch { $failure = $_ }
            if ($failure.FullyQualifiedErrorId -notlike 'Timeout,*') { throw "No timeout of $($wait.Command): $failure" }
            [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds - 1000
        }
    }

    $texts = foreach ($one in $numbers) { ([double]$one).ToString('F3', [cultureinfo]::InvariantCulture) }
    "$texts"
}
