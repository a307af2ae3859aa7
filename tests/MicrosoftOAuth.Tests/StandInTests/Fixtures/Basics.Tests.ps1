BeforeAll { $fromFile = 'file' }

Describe 'A block' {
    BeforeAll { $number = 2 }

    It 'passes' { $number | Should -Be 2 }

    It 'fails in a comparison' {
        $number | Should -Be 3
    }

    It 'fails on a throw' {
        throw 'broken'
    }

    It 'fails on a command that is not there' {
        Get-NothingOfTheKind
        $number | Should -Be 2
    }

    It 'fails on a terminating error of a cmdlet' {
        Get-Command -Name Get-NothingOfTheKind -ErrorAction Stop
    }

    It 'passes over an error that does not terminate' {
        Get-Command -Name Get-NothingOfTheKind
        $number | Should -Be 2
    }

    It 'is skipped' -Skip { throw 'never' }

    It 'is skipped on a condition' -Skip:$true { throw 'never' }

    It 'is not skipped' -Skip:$false { $number | Should -Be 2 }

    It 'has no assertion' { }

    It 'writes output' { 1, 2, 3; 'text' }

    Context 'inside' {
        It 'sees the file and the block' { "$fromFile $number" | Should -BeExactly 'file 2' }
    }

    Context 'skipped as a whole' -Skip {
        BeforeAll { throw 'never' }
        It 'first' { throw 'never' }
        Context 'deeper' {
            It 'second' { throw 'never' }
        }
    }

    Context 'with nothing but skipped tests' {
        BeforeAll { throw 'never' }
        AfterAll { throw 'never' }
        It 'first' -Skip { throw 'never' }
    }

    Context 'without tests' {
        BeforeAll { throw 'never' }
    }

    It 'comes after the blocks' { $number | Should -Be 2 }
}

Describe 'Another block' -Tag 'a', 'b' {
    It 'does not see its neighbour' -Tag 'c' { $number | Should -BeNullOrEmpty }
}
