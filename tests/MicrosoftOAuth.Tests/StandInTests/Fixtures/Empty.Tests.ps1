BeforeAll { throw 'never' }

Describe 'No tests' { }
