Describe 'Fine' {
    It 'is found' { }
