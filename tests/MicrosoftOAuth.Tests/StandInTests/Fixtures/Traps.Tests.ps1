BeforeDiscovery { $skipIt = $true }

Describe 'Discovery' {
    foreach ($name in 'a', 'b') {
        It "made in a loop: $name" { $name | Should -BeNullOrEmpty }
        It 'made in a loop with data: <kept>' -ForEach @{ kept = $name } { $kept | Should -BeIn 'a', 'b' }
    }
    It 'skipped by a discovery variable' -Skip:$skipIt { throw 'never' }
    It 'not skipped by a run variable' -Skip:$setInRun { $setInRun | Should -BeTrue }
    It 'has no drive yet: "<_>"' -ForEach "$TestDrive" { $_ | Should -BeNullOrEmpty }
    BeforeAll { $setInRun = $true }
    if ($false) { It 'was never found' { } }
}

Context 'may stand at the top' {
    It 'works' { }
}

Describe 'Dot-sourcing' {
    BeforeAll { . "$PSScriptRoot/Helper.ps1" }
    It 'brings functions and variables' { Get-Helped | Should -Be 'helped by a file' }
    Context 'deeper' {
        BeforeAll { $helpedBy = 'by a block' }
        It 'still does' { Get-Helped | Should -Be 'helped by a block' }
    }
}

Describe 'Blocks within tests' {
    It 'runs a script block of Should in a scope of its own' {
        $value = 1
        { $value = 2; throw 'x' } | Should -Throw
        $value | Should -Be 1
    }
    It 'lets it read' {
        $value = 1
        { if ($value -eq 1) { throw 'seen' } } | Should -Throw 'seen'
    }
    It 'hands the error on' {
        $caught = { Get-NothingOfTheKind } | Should -Throw -PassThru
        $caught.CategoryInfo.TargetName | Should -Be 'Get-NothingOfTheKind'
    }
    It 'hands nothing on without being asked' {
        $caught = { throw 'x' } | Should -Throw
        $caught | Should -BeNullOrEmpty
    }
    It 'an assertion writes nothing' { $(1 | Should -Be 1) | Should -BeNullOrEmpty }
    It 'keeps $_ of a pipeline: <_>' -ForEach 'data' {
        $_ | Should -Be 'data'
        1, 2 | ForEach-Object { $_ | Should -BeIn 1, 2 }
        $_ | Should -Be 'data'
    }
    It 'keeps $Matches out' {
        'abc' | Should -Match 'b'
        $Matches | Should -BeNullOrEmpty
    }
}

Describe 'Strict mode' {
    BeforeAll { Set-StrictMode -Version Latest }
    It 'fails on a variable that is not there' { $nothing | Should -BeNullOrEmpty }
    It 'compares as ever' { 1 | Should -Be 1; $null | Should -BeNullOrEmpty; 1, 2 | Should -HaveCount 2; { throw 'x' } | Should -Throw 'x' }
}

Describe 'Assertions in teardowns' {
    AfterEach { 1 | Should -Be 2 -Because 'a teardown counts' }
    It 'count' { }
}

Describe 'return' {
    BeforeAll { $ready = $true; return; $ready = $false }
    BeforeEach { $each = $true; return; $each = $false }
    It 'leaves a setup and nothing else' { $ready -and $each | Should -BeTrue }
    AfterEach { return }
}

Describe 'An error in a name: <$(throw "x")>' {
    It 'has <1/0>' { }
}

Describe 'Errors with a cause' {
    It 'shows the outer message' { throw [System.InvalidOperationException]::new('outer', [System.Exception]::new('inner')) }
    It 'shows all lines' { throw "one`ntwo" }
    It 'in a function of the block' {
        function Invoke-Deep { throw 'deep' }
        Invoke-Deep
    }
}
