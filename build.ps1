<#
.SYNOPSIS
    Builds, tests and packages the module, for people with PowerShell.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Analyze', 'Package', 'Publish')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # For Publish: the key of the PowerShell Gallery.
    [securestring] $ApiKey
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed." }
}

function Build { Invoke-Dotnet build src/MicrosoftOAuth -c $Configuration }

function Test {
    Build
    Invoke-Dotnet test
    if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge 5.0)) {
        Write-Warning 'Pester 5 is not installed; its files ran under dotnet test alone.'
        return
    }

    & ./tests/Invoke-Pester.ps1
}

function Analyze { Invoke-ScriptAnalyzer -Path . -Recurse -Severity Warning, Error -EnableExit }

# What ships, and nothing else: the manifest, module/, en-US/ and the licence.
function Package {
    Build
    $version = (Import-PowerShellDataFile ./MicrosoftOAuth.psd1).ModuleVersion
    $target = Join-Path $PSScriptRoot "artifacts/MicrosoftOAuth/$version"
    if (Test-Path $target) { Remove-Item $target -Recurse }
    $null = New-Item $target -ItemType Directory
    Copy-Item MicrosoftOAuth.psd1, LICENSE, README.md, CHANGELOG.md, module, en-US -Destination $target -Recurse
    Get-Item $target
}

function Publish {
    $folder = Package
    Publish-Module -Path $folder.FullName -NuGetApiKey ([System.Net.NetworkCredential]::new('', $ApiKey).Password)
}

& $Task
