BeforeDiscovery {
    $list = "$PSScriptRoot/../../../shared/data/graph-permissions/permissions.json"
    $hasList = [System.IO.File]::Exists($list)
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $before = $env:MSOAUTH_CATALOG_FOLDER
    $env:MSOAUTH_CATALOG_FOLDER = "$TestDrive/catalog"
    $index = "$TestDrive/catalog/graph-permissions.index"
}

AfterAll { $env:MSOAUTH_CATALOG_FOLDER = $before }

Describe 'Update-MsOAuthPermissionCatalog' {
    BeforeAll {
        # Eight hundred permissions with twenty-five calls each, older than what the module came with, so that nothing answers from it.
        $permissions = foreach ($number in 1..800) {
            $paths = foreach ($call in 1..25) { '"/practice{0}/call{1}":""' -f $number, $call }
            '"Practice{0}.Read":{{"authorizationType":"oAuth2","schemes":{{"Application":{{"requiresAdminConsent":true}}}},"pathSets":[{{"schemeKeys":["Application"],"methods":["GET"],"paths":{{{1}}}}}]}}' -f $number, ($paths -join ',')
        }
        $file = "$TestDrive/permissions.json"
        [System.IO.File]::WriteAllText($file, '{"permissions":{' + ($permissions -join ',') + '}}')
        [System.IO.File]::SetLastWriteTimeUtc($file, [datetime]::new(2020, 2, 3, 4, 5, 6, [System.DateTimeKind]::Utc))
    }

    It 'does nothing with -WhatIf' {
        Update-MsOAuthPermissionCatalog -WhatIf | Should -BeNullOrEmpty
        Update-MsOAuthPermissionCatalog -Path $file -WhatIf | Should -BeNullOrEmpty
        [System.IO.File]::Exists($index) | Should -BeFalse
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'what is no JSON'; Text = 'Not found' }
        @{ Name = 'JSON of another kind'; Text = '{"value":[]}' }
        @{ Name = 'a list that is cut short'; Text = '{"permissions":{"Mail.Read":{"schemes":{},"pathSets":[]}}}' }
    ) {
        [System.IO.File]::WriteAllText("$TestDrive/other.json", $Text)
        { Update-MsOAuthPermissionCatalog -Path "$TestDrive/other.json" -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.UpdatePermissionCatalogCommand'
        [System.IO.File]::Exists($index) | Should -BeFalse
    }

    It 'does not find the file' {
        { Update-MsOAuthPermissionCatalog -Path "$TestDrive/none.json" -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.UpdatePermissionCatalogCommand'
    }

    It 'downloads nothing through the practice tenant' {
        { Update-MsOAuthPermissionCatalog -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.UpdatePermissionCatalogCommand' -ExpectedMessage '*practice tenant*'
    }

    It 'keeps an older list, and says that it is not used' {
        $update = Update-MsOAuthPermissionCatalog -Path $file -WarningAction SilentlyContinue -WarningVariable warnings
        [System.IO.File]::Exists($index) | Should -BeTrue
        $update.Path | Should -Be ([System.IO.Path]::GetFullPath($index))
        $update.DataDate.UtcDateTime | Should -Be ([datetime]::new(2020, 2, 3))
        $update.CallCount | Should -Be 20000
        $update.NewPermissions | Should -Contain 'Practice800.Read'
        $update.IsInUse | Should -BeFalse
        "$warnings" | Should -BeLike '*newer*'
        (Find-MsOAuthPermission -Uri /me/messages -LeastPrivilege -Scheme DelegatedWork).Permission | Should -Be 'Mail.ReadBasic'
    }

    It 'takes files from the pipeline' {
        ([System.IO.FileInfo]::new($file) | Update-MsOAuthPermissionCatalog -WarningAction SilentlyContinue).CallCount | Should -Be 20000
    }

    It 'answers from a list that is as new as it can be' -Skip:(-not $hasList) {
        $copy = "$TestDrive/newest.json"
        [System.IO.File]::Copy("$PSScriptRoot/../../../shared/data/graph-permissions/permissions.json", $copy)
        [System.IO.File]::SetLastWriteTimeUtc($copy, [datetime]::UtcNow)
        $update = Update-MsOAuthPermissionCatalog -Path $copy
        $update.IsInUse | Should -BeTrue
        $update.PermissionCount | Should -BeGreaterThan 900
        $update.IdsFrom | Should -Be "tenant $((Get-MsOAuthContext).TenantId)"
        $update.NewPermissions | Should -BeNullOrEmpty
        (Find-MsOAuthPermission -Uri /me/messages -LeastPrivilege -Scheme DelegatedWork).Permission | Should -Be 'Mail.ReadBasic'
        (Get-MsOAuthApi Graph).DelegatedPermissions | ForEach-Object Name | Should -Contain 'User.Read'
    }

    It 'takes no date that is yet to come' -Skip:(-not $hasList) {
        $copy = "$TestDrive/future.json"
        [System.IO.File]::Copy("$PSScriptRoot/../../../shared/data/graph-permissions/permissions.json", $copy)
        [System.IO.File]::SetLastWriteTimeUtc($copy, [datetime]::new(2099, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc))
        $update = Update-MsOAuthPermissionCatalog -Path $copy -WarningAction SilentlyContinue -WarningVariable warnings
        $update.DataDate.UtcDateTime | Should -BeLessOrEqual ([datetime]::UtcNow)
        "$warnings" | Should -BeLike '*2099-01-01, which is yet to come*'
    }
}
