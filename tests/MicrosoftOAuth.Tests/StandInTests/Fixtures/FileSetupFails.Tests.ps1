BeforeAll { throw 'no setup' }
AfterAll { throw 'no teardown' }

Describe 'Any' {
    It 'one' { }
    Context 'inside' {
        It 'two' { }
    }
}
