Describe 'A failing BeforeAll' {
    BeforeAll { throw 'no setup' }
    It 'first' { }
    It 'skipped' -Skip { }
    Context 'inside' {
        It 'second' { }
    }
    AfterAll { $ran = $true }
}

Describe 'A BeforeAll that fails without try' {
    BeforeAll { Get-NothingOfTheKind; $after = 1 }
    It 'first' { }
}

Describe 'An assertion in BeforeAll' {
    BeforeAll { 1 | Should -Be 2 }
    It 'first' { }
}

Describe 'A failing inner BeforeAll' {
    It 'before' { }
    Context 'inside' {
        BeforeAll { throw 'no setup' }
        It 'first' { }
    }
    It 'after' { }
}

Describe 'A failing AfterAll' {
    It 'stays passed' { }
    AfterAll { throw 'no teardown' }
}

Describe 'A failing BeforeEach' {
    BeforeEach { throw 'no setup' }
    AfterEach { throw 'and no teardown' }
    It 'does not run <_>' -ForEach @(1) { throw 'never' }
}

Describe 'A failing AfterEach' {
    AfterEach { throw 'no teardown' }
    It 'fails though it passed' { }
    It 'fails twice' { 1 | Should -Be 2 }
}

Describe 'Odd ends' {
    It 'break ends the test alone' { break; throw 'never' }
    It 'continue too' { continue; throw 'never' }
    It 'return too' { return; throw 'never' }
    It 'a swallowed assertion is no failure' { try { 1 | Should -Be 2 } catch { } }
    It 'an assertion inside ForEach-Object fails' { 1..3 | ForEach-Object { $_ | Should -Be 1 } }
    It 'an assertion inside Where-Object fails' { $found = 1..3 | Where-Object { $_ | Should -Be 1; $true } }
    It 'an assertion inside a function fails' {
        function Assert-One($value) { $value | Should -Be 1 }
        Assert-One 2
        $true | Should -BeTrue
    }
    It 'an assertion inside .NET fails' {
        [System.Linq.Enumerable]::ToArray([System.Linq.Enumerable]::Select([int[]](1, 2), [Func[int, int]] { param($n) $n | Should -Be 1; $n }))
        $true | Should -BeTrue
    }
    It 'only the first failing assertion counts' {
        1 | Should -Be 2
        throw 'never'
    }
    It 'a quiet error preference hides nothing' {
        $ErrorActionPreference = 'SilentlyContinue'
        1 | Should -Be 2
    }
    It 'a strict error preference fails on any error' {
        $ErrorActionPreference = 'Stop'
        Get-Command -Name Get-NothingOfTheKind
    }
}
