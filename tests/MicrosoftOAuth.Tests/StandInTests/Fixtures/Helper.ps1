function Get-Helped { "helped $helpedBy" }
$helpedBy = 'by a file'
