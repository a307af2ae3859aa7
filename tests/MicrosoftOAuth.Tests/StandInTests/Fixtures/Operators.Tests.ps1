# One assertion a test: whether it passes, and what it says when not, is in Operators.expected.txt.
Describe 'Should' {
    It '001' { 1 | Should -Be 1 }
    It '002' { 1 | Should -Be 2 }
    It '003' { 1 | Should -Be '1' }
    It '004' { '1' | Should -Be 1 }
    It '005' { 'a' | Should -Be 'A' }
    It '006' { 'a' | Should -Be 'b' }
    It '007' { 'abc' | Should -Be 'abd' }
    It '008' { 'abc' | Should -Be 'abcd' }
    It '009' { "a`tb`nc" | Should -Be "a`tb`nd" }
    It '010' { 'a' | Should -Not -Be 'A' }
    It '011' { 'a' | Should -Not -Be 'b' }
    It '012' { 'a' | Should -Be -Not 'b' }
    It '013' { 1, 2 | Should -Be 1, 2 }
    It '014' { 1, 2 | Should -Be @(1, 2) }
    It '015' { 1, 2 | Should -Be 1 }
    It '016' { 1, 2 | Should -Be 2, 1 }
    It '017' { 1 | Should -Be 1, 2 }
    It '018' { @() | Should -Be @() }
    It '019' { @() | Should -Be $null }
    It '020' { $null | Should -Be @() }
    It '021' { $null | Should -Be $null }
    It '022' { $null | Should -Not -Be $null }
    It '023' { $null | Should -Be 0 }
    It '024' { 0 | Should -Be $null }
    It '025' { '' | Should -Be $null }
    It '026' { $null | Should -Be '' }
    It '027' { $false | Should -Be $null }
    It '028' { $true | Should -Be 'true' }
    It '029' { 'false' | Should -Be $true }
    It '030' { $false | Should -Be 0 }
    It '031' { , @(1, 2) | Should -Be @(1, 2) }
    It '032' { Should -ActualValue 1 -Be 1 }
    It '033' { Should -ActualValue @(1, 2) -Be @(1, 2) }
    It '034' { @(@(1, 2), @(3)) | Should -Be @(@(1, 2), @(3)) }
    It '035' { @(@(1, 2), @(3)) | Should -Be @(@(1, 2), @(4)) }
    It '036' { [datetime]'2026-01-01' | Should -Be ([datetime]'2026-01-01') }
    It '037' { [datetime]'2026-01-01' | Should -Be '2026-01-01' }
    It '038' { @{ a = 1 } | Should -Be @{ a = 1 } }
    It '039' { [pscustomobject]@{ a = 1 } | Should -Be ([pscustomobject]@{ a = 1 }) }
    It '040' { [System.DayOfWeek]::Monday | Should -Be 'Monday' }
    It '041' { 'Monday' | Should -Be ([System.DayOfWeek]::Monday) }
    It '042' { 'Nonsense' | Should -Be ([System.DayOfWeek]::Monday) }
    It '043' { [guid]::Empty | Should -Be '00000000-0000-0000-0000-000000000000' }
    It '044' { [System.Collections.Generic.List[int]]@(1, 2) | Should -Be 1, 2 }
    It '045' { [int[]](1, 2) | Should -Be ([System.Collections.Generic.List[int]]@(1, 2)) }
    It '046' { 1.5 | Should -Be 1.5 }
    It '047' { 1..20 | Should -Be (1..21) }
    It '048' { 'a' | Should -BeExactly 'a' }
    It '049' { 'a' | Should -BeExactly 'A' }
    It '050' { 'a' | Should -Not -BeExactly 'A' }
    It '051' { 'a' | Should -Not -BeExactly 'a' }
    It '052' { 1 | Should -BeExactly 2 }
    It '053' { 'a', 'b' | Should -BeExactly 'a', 'B' }
    It '054' { $true | Should -BeTrue }
    It '055' { $false | Should -BeTrue }
    It '056' { 1 | Should -BeTrue }
    It '057' { '' | Should -BeTrue }
    It '058' { $null | Should -BeTrue }
    It '059' { @() | Should -BeTrue }
    It '060' { 1, 0 | Should -BeTrue }
    It '061' { 'false' | Should -BeTrue }
    It '062' { $true | Should -Not -BeTrue }
    It '063' { $false | Should -Not -BeTrue }
    It '064' { $false | Should -BeFalse }
    It '065' { $true | Should -BeFalse }
    It '066' { $null | Should -BeFalse }
    It '067' { @() | Should -BeFalse }
    It '068' { $true | Should -Not -BeFalse }
    It '069' { $null | Should -Not -BeFalse }
    It '070' { $null | Should -BeNullOrEmpty }
    It '071' { '' | Should -BeNullOrEmpty }
    It '072' { @() | Should -BeNullOrEmpty }
    It '073' { ' ' | Should -BeNullOrEmpty }
    It '074' { 0 | Should -BeNullOrEmpty }
    It '075' { $false | Should -BeNullOrEmpty }
    It '076' { @{} | Should -BeNullOrEmpty }
    It '077' { @{ a = 1 } | Should -BeNullOrEmpty }
    It '078' { , @() | Should -BeNullOrEmpty }
    It '079' { @($null) | Should -BeNullOrEmpty }
    It '080' { @($null, $null) | Should -BeNullOrEmpty }
    It '081' { @('', '') | Should -BeNullOrEmpty }
    It '082' { 1, 2 | Should -BeNullOrEmpty }
    It '083' { 'x' | Should -Not -BeNullOrEmpty }
    It '084' { '' | Should -Not -BeNullOrEmpty }
    It '085' { $null | Should -Not -BeNullOrEmpty }
    It '086' { [System.Security.SecureString]::new() | Should -Not -BeNullOrEmpty }
    It '087' { 1 | Should -BeOfType [int] }
    It '088' { 1 | Should -BeOfType ([int]) }
    It '089' { 1 | Should -BeOfType int }
    It '090' { 1 | Should -BeOfType System.Int32 }
    It '091' { 1 | Should -BeOfType [string] }
    It '092' { 1 | Should -Not -BeOfType [string] }
    It '093' { 1 | Should -Not -BeOfType [int] }
    It '094' { 1 | Should -BeOfType [No.Such.Type] }
    It '095' { 1 | Should -Not -BeOfType [No.Such.Type] }
    It '096' { $null | Should -BeOfType [int] }
    It '097' { $null | Should -Not -BeOfType [int] }
    It '098' { 1, 'a' | Should -BeOfType [int] }
    It '099' { 'a' | Should -BeOfType [object] }
    It '100' { [pscustomobject]@{ a = 1 } | Should -BeOfType [pscustomobject] }
    It '101' { 2 | Should -BeGreaterThan 1 }
    It '102' { 1 | Should -BeGreaterThan 1 }
    It '103' { 0 | Should -BeGreaterThan 1 }
    It '104' { 2, 0 | Should -BeGreaterThan 1 }
    It '105' { $null | Should -BeGreaterThan 1 }
    It '106' { 1 | Should -Not -BeGreaterThan 1 }
    It '107' { 2 | Should -Not -BeGreaterThan 1 }
    It '108' { [datetime]'2026-01-02' | Should -BeGreaterThan ([datetime]'2026-01-01') }
    It '109' { 'b' | Should -BeGreaterThan 'a' }
    It '110' { 1 | Should -BeGreaterThan 'word' }
    It '111' { 1 | Should -BeLessThan 2 }
    It '112' { 1 | Should -BeLessThan 1 }
    It '113' { 2 | Should -BeLessThan 1 }
    It '114' { 1 | Should -Not -BeLessThan 1 }
    It '115' { 0 | Should -Not -BeLessThan 1 }
    It '116' { 1 | Should -BeGreaterOrEqual 1 }
    It '117' { 0 | Should -BeGreaterOrEqual 1 }
    It '118' { 1 | Should -Not -BeGreaterOrEqual 1 }
    It '119' { 0 | Should -Not -BeGreaterOrEqual 1 }
    It '120' { 1 | Should -BeLessOrEqual 1 }
    It '121' { 2 | Should -BeLessOrEqual 1 }
    It '122' { 1 | Should -Not -BeLessOrEqual 1 }
    It '123' { 2 | Should -Not -BeLessOrEqual 1 }
    It '124' { 'Greg' | Should -Match '.reg' }
    It '125' { 'Greg' | Should -Match '^reg' }
    It '126' { 'Greg' | Should -Match 'GREG' }
    It '127' { 'Greg' | Should -Not -Match 'GREG' }
    It '128' { 'Greg' | Should -Not -Match 'x' }
    It '129' { 'a', 'b' | Should -Match 'a' }
    It '130' { $null | Should -Match 'a' }
    It '131' { 'Greg' | Should -Match -RegularExpression 'reg' }
    It '132' { 'Greg' | Should -MatchExactly 'Gre' }
    It '133' { 'Greg' | Should -MatchExactly 'GRE' }
    It '134' { 'Greg' | Should -Not -MatchExactly 'GRE' }
    It '135' { 'Greg' | Should -Not -MatchExactly 'Gre' }
    It '136' { 'Greg' | Should -BeLike 'g*' }
    It '137' { 'Greg' | Should -BeLike 'g' }
    It '138' { 'Greg' | Should -Not -BeLike 'g' }
    It '139' { 'Greg' | Should -Not -BeLike 'g*' }
    It '140' { 'Greg' | Should -BeLikeExactly 'G*' }
    It '141' { 'Greg' | Should -BeLikeExactly 'g*' }
    It '142' { 'Greg' | Should -Not -BeLikeExactly 'g*' }
    It '143' { 'Greg' | Should -Not -BeLikeExactly 'G*' }
    It '144' { 1, 2 | Should -Contain 1 }
    It '145' { 1, 2 | Should -Contain 3 }
    It '146' { 'a', 'b' | Should -Contain 'A' }
    It '147' { 1, 2 | Should -Not -Contain 3 }
    It '148' { 1, 2 | Should -Not -Contain 2 }
    It '149' { @() | Should -Contain 1 }
    It '150' { @() | Should -Not -Contain 1 }
    It '151' { @('1') | Should -Contain 1 }
    It '152' { @($null) | Should -Contain $null }
    It '153' { , @(1, 2) | Should -Contain 1 }
    It '154' { 1 | Should -BeIn 1, 2 }
    It '155' { 3 | Should -BeIn 1, 2 }
    It '156' { 1, 3 | Should -BeIn 1, 2 }
    It '157' { 1 | Should -Not -BeIn 1, 2 }
    It '158' { 3 | Should -Not -BeIn 1, 2 }
    It '159' { 'A' | Should -BeIn 'a' }
    It '160' { 1, 2, 3 | Should -HaveCount 3 }
    It '161' { 1, 2, 3 | Should -HaveCount 2 }
    It '162' { 1, 2, 3 | Should -Not -HaveCount 3 }
    It '163' { 1, 2, 3 | Should -Not -HaveCount 2 }
    It '164' { @() | Should -HaveCount 0 }
    It '165' { @() | Should -Not -HaveCount 0 }
    It '166' { @() | Should -HaveCount 1 }
    It '167' { $null | Should -HaveCount 0 }
    It '168' { $null | Should -HaveCount 1 }
    It '169' { 'a' | Should -HaveCount 1 }
    It '170' { , @(1, 2) | Should -HaveCount 2 }
    It '171' { 1 | Should -HaveCount 0 }
    It '172' { { throw 'oh no' } | Should -Throw }
    It '173' { { 1 } | Should -Throw }
    It '174' { { 1 } | Should -Not -Throw }
    It '175' { { throw 'oh no' } | Should -Not -Throw }
    It '176' { { throw 'oh no' } | Should -Throw 'oh no' }
    It '177' { { throw 'oh no' } | Should -Throw 'OH NO' }
    It '178' { { throw 'oh no' } | Should -Throw 'oh' }
    It '179' { { throw 'oh no' } | Should -Throw 'oh*' }
    It '180' { { throw 'oh no' } | Should -Throw -ExpectedMessage '*no' }
    It '181' { { throw 'oh no' } | Should -Throw -ExpectedMessage 'yes' }
    It '182' { { throw 'oh [no]' } | Should -Throw -ExpectedMessage 'oh `[no`]' }
    It '183' { { Get-NothingOfTheKind } | Should -Throw -ErrorId 'CommandNotFoundException' }
    It '184' { { Get-NothingOfTheKind } | Should -Throw -ErrorId 'CommandNot*' }
    It '185' { { Get-NothingOfTheKind } | Should -Throw -ErrorId 'Other' }
    It '186' { { Get-NothingOfTheKind } | Should -Throw -ExceptionType ([System.Management.Automation.CommandNotFoundException]) }
    It '187' { { Get-NothingOfTheKind } | Should -Throw -ExceptionType ([System.Management.Automation.RuntimeException]) }
    It '188' { { Get-NothingOfTheKind } | Should -Throw -ExceptionType ([System.ArgumentException]) }
    It '189' { { Get-NothingOfTheKind } | Should -Throw -ErrorId 'Other' -ExceptionType ([System.ArgumentException]) -ExpectedMessage 'x' }
    It '190' { { Get-NothingOfTheKind; 1 } | Should -Throw }
    It '191' { { [int]::Parse('x') } | Should -Throw -ExceptionType ([System.FormatException]) }
    It '192' { { [int]::Parse('x') } | Should -Throw -ExceptionType ([System.Management.Automation.MethodInvocationException]) }
    It '193' { { Get-Command Get-NothingOfTheKind } | Should -Throw }
    It '194' { { Get-Command Get-NothingOfTheKind -ErrorAction Stop } | Should -Throw }
    It '195' { { 1 | Should -Be 2 } | Should -Throw }
    It '196' { { 1 | Should -Be 2 } | Should -Throw -ErrorId 'PesterAssertionFailed' }
    It '197' { { $one = 1; $one | Should -Be 1 } | Should -Not -Throw }
    It '198' { { break } | Should -Throw }
    It '199' { { break } | Should -Not -Throw }
    It '200' { 'text' | Should -Throw }
    It '201' { 'text' | Should -Not -Throw }
    It '202' { $null | Should -Throw }
    It '203' { ({ throw 'oh no' } | Should -Throw -PassThru).Exception.Message | Should -Be 'oh no' }
    It '204' { { throw 'oh no' } | Should -Throw -Because 'it must' }
    It '205' { 1 | Should -Be 2 -Because 'because it must' }
    It '206' { 1 | Should -Not -Be 1 -Because 'it must' }
    It '207' { $true | Should -BeFalse -Because 'it must' }
    It '208' { 'a' | Should -Be 'b' -Because 'it must' }
    It '209' { 'a' | Should -Match 'b' -Because 'it must' }
    It '210' { 1 | Should -BeGreaterThan 2 -Because 'it must' }
    It '211' { 1 | Should -HaveCount 2 -Because 'it must' }
    It '212' { { } | Should -Throw -Because 'it must' }
    It '213' { '' | Should -Be 'x' }
    It '214' { $null | Should -Be 'x' }
    It '215' { 1 | Should -Be 'x' }
    It '216' { [int] | Should -Be ([string]) }
    It '217' { { a } | Should -Be { b } }
    It '218' { @{ a = 1 } | Should -BeNullOrEmpty }
    It '219' { 'a', 'b' | Should -Be 'a', 'c' }
    It '220' { 'a', $null | Should -Be 'a', 'c' }
    It '221' { 'x' | Should -Be 'x', 'y' }
    It '222' { 'because' | Should -Be 'b' -Because 'because because it is' }
    It '223' { -1 | Should -Be -1 }
    It '224' { 0 | Should -Be -1 }
    It '225' { -1 | Should -BeExactly -1 }
    It '226' { 5 | Should -BeGreaterThan -1 }
    It '227' { -5 | Should -BeGreaterThan -1 }
    It '228' { -1 | Should -BeIn -1, 2 }
    It '229' { '-1' | Should -Be -1 }
    It '230' { 1kb | Should -Be 1024 }
    It '231' { 1 | Should -Be 1kb }
    It '232' { 0x10 | Should -Be 0x11 }
    It '233' { 1e3 | Should -Be 1e3 }
    It '234' { 'a' | Should -Be b }
    It '235' { 1 | Should -Be -Because 'x' -ExpectedValue 2 }
    It '236' { 1 | Should -Not:$false -Be 2 }
    It '237' { 1 | Should -Not:$true -Be 2 }
    It '238' { Should -Be 1 -ActualValue 1 }
    It '239' { Should -BeTrue }
    It '240' { Should -BeFalse }
    It '241' { Should -HaveCount 0 }
    It '242' { $list = [System.Collections.ArrayList]@(1); , $list | Should -Be 1 }
    It '243' { , [System.Collections.ArrayList]@(1, 2) | Should -HaveCount 2 }
    It '244' { , [System.Collections.ArrayList]@(1, 2) | Should -Contain 1 }
    It '245' { 'b' | Should -Be ([char]'b') }
    It '246' { [uri]'https://a/' | Should -Be 'https://a/' }
    It '247' { [timespan]'01:00' | Should -Be '01:00:00' }
    It '248' { [version]'1.0' | Should -BeLessThan ([version]'1.1') }
    It '249' { $null | Should -Not -BeNullOrEmpty -Because 'so' }
    It '250' { @{ a = 1 }, @{ b = 2 } | Should -HaveCount 2 }
    It '251' { @{ a = 1; b = 2 } | Should -HaveCount 1 }
    It '252' { 'x' | Should -BeOfType 'string' }
    It '253' { { throw 'a' }, { 1 } | Should -Throw }
    It '254' { 'yes' | Should -Match '^(?:yes|no)$' }
    It '255' { 'a.b' | Should -Match ([regex]::Escape('a.b')) }
    It '256' { '[a]' | Should -BeLike '`[a`]' }
    It '257' { '[a]' | Should -BeLike '[a]' }
}
