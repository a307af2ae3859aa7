# Writes beside each fixture what real Pester 5 makes of it. Run by hand in a pwsh with Pester after changing a fixture:
# the tests compare the stand-in with these files and need no pwsh.
#
#   Outcome: path of names | first line of the first error | line in the fixture
#
# A test that a failing BeforeAll kept from running carries that block's error. A failure of no test is a line of its own.
# The fixtures say 'setup' and 'teardown' in what their BeforeAll and AfterAll throw, which is how the two are told apart.

function Format-Line($Outcome, $Path, $ErrorRecord, $File) {
    if (-not $ErrorRecord) { return "${Outcome}: $Path" }
    $message = @($ErrorRecord.Exception.Message -split '\r?\n')[0].Replace($File, [IO.Path]::GetFileName($File))
    $line = @(@($ErrorRecord.ScriptStackTrace -split '\n') -match [regex]::Escape([IO.Path]::GetFileName($File)) -replace '.*line ')[0]
    if ($ErrorRecord.Exception.Errors) { $line = $ErrorRecord.Exception.Errors[0].Extent.StartLineNumber }
    "${Outcome}: $Path | $message | $line"
}

foreach ($file in Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1) {
    $run = Invoke-Pester -Path $file.FullName -Output None -PassThru 2>$null
    $lines = @(
        foreach ($test in $run.Tests) {
            $errors = @($test.ErrorRecord)
            for ($block = $test.Block; -not $test.Executed -and $block -and -not $errors; $block = $block.Parent) { $errors = @($block.ErrorRecord)[-1] }
            Format-Line $test.Result $test.ExpandedPath $errors[0] $file.FullName
        }
        foreach ($block in @($run.FailedBlocks) + @($run.FailedContainers.Blocks)) {
            foreach ($record in $block.ErrorRecord) {
                if ($record.Exception.Message -like '*teardown*') {
                    Format-Line Failed (@($block.ExpandedPath, '(AfterAll)' | Where-Object { $_ -and $_ -ne 'Path' }) -join '.') $record $file.FullName
                }
            }
        }
        foreach ($container in $run.FailedContainers) {
            foreach ($record in $container.ErrorRecord) {
                if ($record.Exception.Message -like '*teardown*') { Format-Line Failed '(AfterAll)' $record $file.FullName }
                elseif ($record.Exception.Message -notlike '*setup*') { Format-Line Failed '(discovery)' $record $file.FullName }
            }
        }
    )
    [IO.File]::WriteAllText(($file.FullName -replace '\.Tests\.ps1$', '.expected.txt'), (($lines | Sort-Object -Culture '' -CaseSensitive) -join "`n") + "`n")
}
