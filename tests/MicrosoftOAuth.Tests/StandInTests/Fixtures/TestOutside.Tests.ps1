It 'stands alone' { }

Describe 'Fine' {
    It 'is found' { }
}
