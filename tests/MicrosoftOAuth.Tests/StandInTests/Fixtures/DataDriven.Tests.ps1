BeforeDiscovery {
    $cases = @(
        @{ Left = 1; Right = 2; Sum = 3 }
        @{ Left = 2; Right = 2; Sum = 5 }
    )
    $users = @(
        @{ User = @{ Name = 'Ann'; Roles = 'reader', 'writer' } }
        @{ User = @{ Name = 'Ben'; Roles = @('reader') } }
    )
}

Describe 'Tests with data' {
    It 'adds <Left> and <Right>' -ForEach $cases { $Left + $Right | Should -Be $Sum }
    It 'adds <left> and <right> by $_' -TestCases $cases { $_.Left + $_.Right | Should -Be $_.Sum }
    It 'takes parameters' -ForEach $cases {
        param($Left, $Right, $Sum)
        $Left + $Right | Should -Be $Sum
    }
    It 'takes <_>' -ForEach 'a', 'b' { $_ | Should -BeIn 'a', 'c' }
    It 'has none' -ForEach @() { throw 'never' }
    It 'has nothing' -ForEach $null { throw 'never' }
    It 'is skipped for <_>' -Skip -ForEach 1, 2 { throw 'never' }
    It 'knows "quotes", $variables, `<escapes> and <Text.Length> <Missing>' -ForEach @{ Text = 'four' } { $Text | Should -Be 'four' }
    It 'takes an ordered dictionary: <A><B>' -ForEach ([ordered]@{ B = 'b'; A = 'a' }) { "$A$B" | Should -Be 'ab' }
    It 'takes an object: <_.Name>' -ForEach ([pscustomobject]@{ Name = 'Ann' }) { $_.Name | Should -Be 'Ann' }
}

Describe 'Blocks with data: <User.Name>' -ForEach $users {
    BeforeAll { $upper = $User.Name.ToUpperInvariant() }
    It '<upper> has <_>' -ForEach $User.Roles {
        $_ | Should -Be 'reader'
        $User.Name | Should -BeIn 'Ann', 'Ben'
    }
    Context 'as $_ too' {
        It 'has the user' { $_.User.Name | Should -Be 'Ann' }
    }
}

Describe 'Blocks of <_>' -ForEach 'x', 'y' {
    $inBody = $_
    It 'has <_>, and <_> at discovery' -ForEach @{ Seen = $inBody } { $Seen | Should -BeIn 'x', 'y' }
    It 'has the block''s' { $_ | Should -Be 'x' }
    It 'has a name from BeforeEach: <named>' { $named | Should -Be 'later' }
    BeforeEach { $named = 'later' }
}

Describe 'None' -ForEach @() {
    It 'never' { throw 'never' }
}
