$bin = if ($PSEdition -eq 'Core') { "$PSScriptRoot/bin/net8.0" } else { "$PSScriptRoot/bin/net472" }
Import-Module -Name "$bin/MicrosoftOAuth.Loader.dll", "$bin/MicrosoftOAuth.dll"
