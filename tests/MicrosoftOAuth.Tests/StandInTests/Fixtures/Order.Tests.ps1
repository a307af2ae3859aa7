BeforeAll {
    $log = [System.Collections.Generic.List[string]]::new()
    $log.Add('file')
}

Describe 'Outer' {
    AfterAll { $log.Add('after outer') }
    AfterEach { $log.Add('outer after each') }
    BeforeEach { $log.Add('outer each') }
    BeforeAll { $log.Add('outer') }

    It 'first' { $log.Add('first') }

    Context 'inner' {
        BeforeAll { $log.Add('inner') }
        BeforeEach { $log.Add('inner each') }
        AfterEach { $log.Add('inner after each') }
        AfterAll { $log.Add('after inner') }
        It 'second' { $log.Add('second') }
        It 'skipped' -Skip { $log.Add('skipped') }
    }

    It 'third' { $log.Add('third') }
}

Describe 'The log' {
    It 'has every step in its order, once' {
        $log | Should -Be @(
            'file'
            'outer'
            'outer each', 'first', 'outer after each'
            'inner'
            'outer each', 'inner each', 'second', 'inner after each', 'outer after each'
            'after inner'
            'outer each', 'third', 'outer after each'
            'after outer'
        )
    }
}

Describe 'A setup that fails' {
    BeforeAll { $log.Clear() }
    Context 'before all' {
        BeforeAll { $log.Add('all'); throw 'no setup' }
        BeforeEach { $log.Add('never') }
        It 'does not run' { $log.Add('never') }
        AfterEach { $log.Add('never') }
        AfterAll { $log.Add('after all') }
    }
    Context 'before each' {
        BeforeEach { $log.Add('each'); throw 'no setup' }
        It 'does not run' { $log.Add('never') }
        AfterEach { $log.Add('after each') }
    }
    Context 'the log' {
        It 'has the teardowns all the same' { $log -join ', ' | Should -Be 'all, after all, each, after each' }
    }
}

Describe 'Teardowns that fail' {
    BeforeAll { $log.Clear() }
    Context 'each' {
        AfterEach { $log.Add('outer'); throw 'no outer teardown' }
        Context 'deeper' {
            AfterEach { $log.Add('inner'); throw 'no inner teardown' }
            It 'fails twice' { $log.Add('test') }
        }
    }
    Context 'the log' {
        It 'has both' { $log -join ', ' | Should -Be 'test, inner, outer' }
    }
}
