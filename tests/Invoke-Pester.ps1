<#
.SYNOPSIS
    Runs the Pester files and the examples of the help pages in PowerShell itself, on the built module.
#>
$ErrorActionPreference = 'Stop'

# No test reads or writes the index that the person at this machine keeps.
$env:MSOAUTH_CATALOG_FOLDER = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
$configuration = New-PesterConfiguration
$configuration.Run.Path = "$PSScriptRoot/Pester"
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

# The examples that need more than the bare engine, and all others once more.
$preamble = {
    $ErrorActionPreference = 'Stop'
    $ConfirmPreference = 'None'
    $null = Connect-MsOAuthApp -Environment Sandbox
    $app = New-MsOAuthApp -DisplayName 'Nango Integration' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
    $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
    $null = $app | Grant-MsOAuthConsent
    $secret = $app | New-MsOAuthClientSecret -Description 'Preamble'
    $tenant = $app.TenantId
    $apiKey = [System.Net.NetworkCredential]::new('', '5eed0000-0000-4000-8000-00006e616e67').SecurePassword
}

$failed = 0
$run = 0
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
foreach ($page in Get-ChildItem "$PSScriptRoot/../docs/en-US/*-*.md") {
    $number = 0
    $text = Get-Content $page -Raw
    $examples = $text.Substring(0, $text.IndexOf("`n## PARAMETERS"))
    $examples = $examples.Substring($examples.IndexOf("`n## EXAMPLES"))
    foreach ($example in [regex]::Matches($examples, '(?s)```powershell\r?\n(.*?)```')) {
        $number++
        $run++
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Set-Location '$folder'; Import-Module '$PSScriptRoot/../MicrosoftOAuth.psd1'").AddStatement().AddScript($preamble.ToString()).AddStatement().AddScript($example.Groups[1].Value).Invoke()
            if ($shell.HadErrors -and $shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
        }
        catch {
            $failed++
            Write-Host "[-] $($page.BaseName), example ${number}: $_" -ForegroundColor Red
        }
        finally {
            $shell.Dispose()
        }
    }
}

Remove-Item $folder -Recurse
Write-Host "Examples of the help pages: $($run - $failed) passed, $failed failed"
if ($result.FailedCount -or $failed) { exit 1 }
