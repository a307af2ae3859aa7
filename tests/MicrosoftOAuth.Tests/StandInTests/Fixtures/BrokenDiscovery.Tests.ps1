Describe 'Fine' {
    It 'is found' { }
}

Describe 'Broken' {
    It 'is found too' { }
    Get-NothingOfTheKind
}
