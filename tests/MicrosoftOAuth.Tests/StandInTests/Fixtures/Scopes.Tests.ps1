$atTop = 'discovery'
$script:atTopOfScript = 'discovery'
function Get-AtTop { 'discovery' }

BeforeDiscovery { $forDiscovery = 'here' }

BeforeAll {
    function Get-Helper { "helper sees $value" }
    $value = 'file'
    $script:count = 0
}

Describe 'Discovery and run' {
    $inBody = 'discovery'
    $seen = "$atTop $forDiscovery $inBody"

    It 'a variable of the file body is gone' { $atTop | Should -BeNullOrEmpty }
    It 'a script variable of the file body is found without its prefix' { $atTopOfScript | Should -Be 'discovery' }
    It 'a script variable of the file body is not in the script scope of the run' { $script:atTopOfScript | Should -BeNullOrEmpty }
    It 'a function of the file body is gone' { Get-Command Get-AtTop -ErrorAction Ignore | Should -BeNullOrEmpty }
    It 'a variable of the block body is gone' { $inBody | Should -BeNullOrEmpty }
    It 'a variable of BeforeDiscovery is gone' { $forDiscovery | Should -BeNullOrEmpty }
    It 'data carry it over: <_>' -ForEach @($seen) { $_ | Should -BeExactly 'discovery here discovery' }
}

Describe 'Scopes of the run' {
    BeforeAll {
        $value = 'block'
        $list = [System.Collections.Generic.List[string]]::new()
        $number = 1
    }

    It 'has the nearest value' { $value | Should -Be 'block' }
    It 'a function sees the nearest value of its caller' { Get-Helper | Should -Be 'helper sees block' }
    It 'changes a copy' {
        $number = 2
        $number | Should -Be 2
    }
    It 'has the first value again' { $number | Should -Be 1 }
    It 'changes an object' { $list.Add('x') }
    It 'sees the change' { $list.Count | Should -Be 1 }
    It 'counts in the script scope' { $script:count++; $script:count | Should -Be 1 }
    It 'counts on' { $script:count++; $script:count | Should -Be 2 }
    It 'defines a function' { function Get-Local { 1 }; Get-Local | Should -Be 1 }
    It 'does not find it again' { Get-Command Get-Local -ErrorAction Ignore | Should -BeNullOrEmpty }
    It 'the script scope is not the global one' {
        $script:own = 1
        $global:own | Should -BeNullOrEmpty
    }
    It 'knows where it is' {
        [System.IO.Path]::GetFileName($PSCommandPath) | Should -Be 'Scopes.Tests.ps1'
        [System.IO.Path]::GetFileName($PSScriptRoot) | Should -Be 'Fixtures'
    }
    It 'has the usual error preference' { "$ErrorActionPreference" | Should -Be 'Continue' }

    Context 'deeper' {
        BeforeAll { $value = 'context' }
        It 'has the nearest value' { $value | Should -Be 'context' }
    }

    It 'is unharmed by the context' { $value | Should -Be 'block' }

    AfterAll {
        if ($value -ne 'block') { throw "AfterAll sees $value" }
    }
}

Describe 'Each test' {
    BeforeEach { $order = @('outer before'); $mine = 'each' }
    AfterEach { if ($mine -ne 'changed') { throw "AfterEach sees $mine" } }

    Context 'within' {
        BeforeEach { $order += 'inner before' }
        It 'shares its scope with both' {
            $order += 'test'
            $mine = 'changed'
            $order -join ', ' | Should -Be 'outer before, inner before, test'
        }
        It 'begins afresh and fails afterwards' {
            $order.Count | Should -Be 2
        }
    }
}
