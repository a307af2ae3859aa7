# An interactive sign-in as an app of one's own, at the real host names: the browser is the desktop's.
param([string] $ClientId, [string] $TenantId)

$ErrorActionPreference = 'Stop'
Connect-MsOAuthApp -ClientId $ClientId -TenantId $TenantId -Scopes User.Read, Mail.Read -TimeoutSeconds 90
(Invoke-MsOAuthRequest -Uri /me).userPrincipalName
