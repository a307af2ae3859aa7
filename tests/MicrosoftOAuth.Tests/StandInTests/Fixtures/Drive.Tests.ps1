BeforeAll { [System.IO.File]::WriteAllText("$TestDrive/file.txt", 'file') }

Describe 'TestDrive' {
    BeforeAll { [System.IO.File]::WriteAllText("$TestDrive/block.txt", 'block') }

    It 'is a folder' { [System.IO.Directory]::Exists($TestDrive) | Should -BeTrue }
    It 'has what the file wrote' { [System.IO.File]::Exists("$TestDrive/file.txt") | Should -BeTrue }
    It 'writes' {
        $null = [System.IO.Directory]::CreateDirectory("$TestDrive/folder/deep")
        [System.IO.File]::WriteAllText("$TestDrive/folder/deep/test.txt", 'test')
    }
    It 'still has it' { [System.IO.File]::Exists("$TestDrive/folder/deep/test.txt") | Should -BeTrue }
    It 'is a drive too' { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath('TestDrive:/file.txt') | Should -Be ([System.IO.Path]::Combine($TestDrive, 'file.txt')) }
}

Describe 'The next block' {
    It 'still has what the file wrote' { [System.IO.File]::Exists("$TestDrive/file.txt") | Should -BeTrue }
    It 'has nothing of the first block' {
        [System.IO.File]::Exists("$TestDrive/block.txt") | Should -BeFalse
        [System.IO.Directory]::Exists("$TestDrive/folder") | Should -BeFalse
    }
}
