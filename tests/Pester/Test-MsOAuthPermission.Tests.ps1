BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
    $null = Connect-MsOAuthApp -Environment Sandbox
    $token = Get-MsOAuthToken
}

Describe 'Test-MsOAuthPermission' {
    It 'is true for what the session holds, ignoring case' {
        Test-MsOAuthPermission Application.ReadWrite.All | Should -BeTrue
        Test-MsOAuthPermission application.readwrite.all | Should -BeTrue
    }

    It 'is false where one is missing' {
        Test-MsOAuthPermission Mail.Read | Should -BeFalse
        Test-MsOAuthPermission User.Read, Mail.Read | Should -BeFalse
    }

    It 'answers each object of the pipeline' {
        'User.Read', 'Mail.Read' | Test-MsOAuthPermission | Should -Be $true, $false
    }

    It 'says what is missing and how to mend it' {
        $checks = Test-MsOAuthPermission User.Read, Mail.Read -Detailed
        $checks | ForEach-Object { "$($_.Permission) $($_.Outcome) $($_.IsHeld)" } | Should -Be 'User.Read Listed True', 'Mail.Read Missing False'
        $checks[0].Remedy | Should -BeNullOrEmpty
        $checks[1].Remedy | Should -Be 'Connect-MsOAuthApp -Environment Sandbox -Scopes Mail.Read'
        $checks[1].Held | Should -Contain 'Application.ReadWrite.All'
    }

    It 'is true once the mending was done' {
        $null = Connect-MsOAuthApp -Environment Sandbox -Scopes Tasks.Read -ContextName Tasks
        Test-MsOAuthPermission Tasks.Read -Context Tasks | Should -BeTrue
        Disconnect-MsOAuthApp Tasks
    }

    It 'mends an app of one''s own by adding and granting' {
        $before = Get-MsOAuthContext
        $app = New-MsOAuthApp 'Test Permission' SingleTenant
        $null = $app | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Daemon
        $check = Test-MsOAuthPermission User.Read.All -Context Daemon -Detailed
        $check.Remedy | Should -Be (@(
            "Connect-MsOAuthApp -TenantId $($app.TenantId) -Environment Sandbox -ContextName Administrator"
            "Add-MsOAuthPermission -ClientId $($app.ClientId) -ApplicationPermission User.Read.All -Context Administrator"
            "Grant-MsOAuthConsent -ClientId $($app.ClientId) -Context Administrator"
            'Get-MsOAuthToken -Context Daemon -ForceRefresh'
            'Select-MsOAuthContext Daemon'
        ) -join '; ')
        $null = & ([scriptblock]::Create($check.Remedy))
        Test-MsOAuthPermission User.Read.All -Context Daemon | Should -BeTrue
        (Get-MsOAuthContext).Name | Should -Be 'Daemon'
        Disconnect-MsOAuthApp Administrator
        Disconnect-MsOAuthApp Daemon
        $null = Select-MsOAuthContext $before.Name
    }

    It 'gives a user''s own app what it lacks, and none of an administrator''s permissions' {
        $before = Get-MsOAuthContext
        $app = New-MsOAuthApp 'Test Permission Public' SingleTenant
        $app | Add-MsOAuthRedirectUri -Platform PublicClient -Uri http://localhost
        $null = Connect-MsOAuthApp $app.ClientId -TenantId $app.TenantId -Environment Sandbox -Scopes User.Read -ContextName 'Own app'
        $check = Test-MsOAuthPermission -Uri /me/messages -Detailed
        $check.Remedy | Should -Be (@(
            "Connect-MsOAuthApp -TenantId $($app.TenantId) -Environment Sandbox -ContextName Administrator"
            "Add-MsOAuthPermission -ClientId $($app.ClientId) -DelegatedPermission Mail.ReadBasic -Context Administrator"
            "Grant-MsOAuthConsent -ClientId $($app.ClientId) -Context Administrator"
            "Get-MsOAuthToken -Context 'Own app' -ForceRefresh"
            "Select-MsOAuthContext 'Own app'"
        ) -join '; ')
        $null = & ([scriptblock]::Create($check.Remedy))
        Test-MsOAuthPermission -Uri /me/messages | Should -BeTrue
        { Invoke-MsOAuthRequest /me/messages -ErrorAction Stop } | Should -Not -Throw
        (Get-MsOAuthPermission -ClientId $app.ClientId -Context Administrator).Permission | Should -Not -BeLike '*ReadWrite*'
        Disconnect-MsOAuthApp Administrator
        Disconnect-MsOAuthApp 'Own app'
        $null = Select-MsOAuthContext $before.Name
        $app | Remove-MsOAuthApp -Confirm:$false
    }

    It 'mends an app in the session that was asked, whichever is current' {
        $before = Get-MsOAuthContext
        $app = New-MsOAuthApp 'Test Permission Asked' SingleTenant
        $reader = New-MsOAuthApp 'Test Permission Reader' SingleTenant
        $null = $reader | Add-MsOAuthPermission -ApplicationPermission Application.Read.All, Directory.Read.All
        $null = $reader | Grant-MsOAuthConsent
        $null = $reader | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Reader
        $remedy = ($app | Test-MsOAuthPermission Mail.Send -Context $before -Detailed).Remedy
        $remedy | Should -BeLike "Add-MsOAuthPermission * -Context '$($before.Name)'; Grant-MsOAuthConsent * -Context '$($before.Name)'"
        $null = & ([scriptblock]::Create($remedy))
        $app | Test-MsOAuthPermission Mail.Send | Should -BeTrue
        $remedy = ($app | Test-MsOAuthPermission Mail.Read -Detailed).Remedy
        $remedy | Should -BeLike 'Connect-MsOAuthApp * -ContextName Administrator; *; Select-MsOAuthContext Reader'
        $null = & ([scriptblock]::Create($remedy))
        (Get-MsOAuthContext).Name | Should -Be 'Reader'
        $app | Test-MsOAuthPermission Mail.Read | Should -BeTrue
        Disconnect-MsOAuthApp Administrator
        Disconnect-MsOAuthApp Reader
        $null = Select-MsOAuthContext $before.Name
        $app, $reader | Remove-MsOAuthApp -Confirm:$false
    }

    It 'takes the place of no session of another tenant' {
        $before = Get-MsOAuthContext
        $other = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Administered elsewhere') -ContextName Administrator
        $null = Select-MsOAuthContext $before.Name
        $app = New-MsOAuthApp 'Test Permission Names' SingleTenant
        $null = $app | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Named
        $null = & ([scriptblock]::Create((Test-MsOAuthPermission User.Read.All -Detailed).Remedy))
        Test-MsOAuthPermission User.Read.All | Should -BeTrue
        (Get-MsOAuthContext -ListAvailable | Where-Object Name -eq Administrator).TenantId | Should -Be $other.TenantId
        'TenantAdministrator', 'Named', 'Administrator' | ForEach-Object { Disconnect-MsOAuthApp $_ }
        $null = Select-MsOAuthContext $before.Name
        $app | Remove-MsOAuthApp -Confirm:$false
    }

    It 'mends a session of a sandbox that has a name there' {
        $before = Get-MsOAuthContext
        $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Mended here') -ContextName 'In it'
        $check = Test-MsOAuthPermission Mail.Read -Context 'In it' -Detailed
        $check.Remedy | Should -Be "Connect-MsOAuthApp -Sandbox 'Mended here' -Scopes Mail.Read -ContextName 'In it'"
        $null = & ([scriptblock]::Create($check.Remedy))
        Test-MsOAuthPermission Mail.Read -Context 'In it' | Should -BeTrue
        Disconnect-MsOAuthApp 'In it'
        $null = Select-MsOAuthContext $before.Name
    }

    It 'mends a daemon that lacks what the query takes' {
        $before = Get-MsOAuthContext
        $app = New-MsOAuthApp 'Test Permission Query' SingleTenant
        $null = $app | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Query
        $call = @{ Uri = '/users?$select=id,signInActivity'; Context = 'Query' }
        Test-MsOAuthPermission @call | Should -BeFalse
        $null = & ([scriptblock]::Create((Test-MsOAuthPermission @call -Detailed).Remedy))
        Test-MsOAuthPermission @call | Should -BeTrue
        Disconnect-MsOAuthApp Administrator
        Disconnect-MsOAuthApp Query
        $null = Select-MsOAuthContext $before.Name
    }

    It 'looks an unknown API up by the name in the token' {
        $api = New-MsOAuthApp 'Contoso Interface' SingleTenant
        $name = "api://$($api.ClientId)/interface"
        $null = Invoke-MsOAuthRequest "/applications/$($api.ObjectId)" -Method PATCH -Body @{ identifierUris = @($name) }
        $claims = "{`"aud`":`"$name`",`"appid`":`"$($api.ClientId)`",`"scp`":`"Some.Thing`"}"
        $token = 'e30.{0}.' -f [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $lookUp, $null = (Test-MsOAuthPermission Other.Thing -Token $token -Detailed).Remedy -split '; ', 2
        . ([scriptblock]::Create($lookUp.Replace('$api', '$lookedUp')))
        $lookedUp.appId | Should -Be $api.ClientId
    }

    It 'sends an app alone from /me to a user by id' {
        $before = Get-MsOAuthContext
        $app = New-MsOAuthApp 'Test Permission Me' SingleTenant
        $null = $app | Add-MsOAuthPermission -ApplicationPermission User.Read.All
        $null = $app | Grant-MsOAuthConsent
        $null = $app | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $app.TenantId -Environment Sandbox -ContextName Alone
        $check = Test-MsOAuthPermission -Uri /me -Context Alone -Detailed
        "$($check.Outcome) $($check.Reason)" | Should -Be 'Missing /me is the signed-in user, and an app alone has none: use /users/{id}.'
        & ([scriptblock]::Create($check.Remedy)) | Should -BeTrue
        Disconnect-MsOAuthApp Alone
        $null = Select-MsOAuthContext $before.Name
    }

    It 'looks into a token that is passed' {
        Test-MsOAuthPermission User.Read -Token $token | Should -BeTrue
        Test-MsOAuthPermission User.Read -Token $token.Token | Should -BeTrue
        Test-MsOAuthPermission Mail.Send -Token $token | Should -BeFalse
    }

    It 'counts a permission that contains the wanted one' {
        (Test-MsOAuthPermission Application.Read.All -Detailed | ForEach-Object { "$($_.Outcome) $($_.HeldBy)" }) | Should -Be 'Implied Application.ReadWrite.All'
        Test-MsOAuthPermission Application.Read.All | Should -BeTrue
    }

    Context 'for a call' {
        It 'is true where the session holds a permission that Microsoft lists for it' {
            Test-MsOAuthPermission -Method POST -Uri /applications | Should -BeTrue
            Test-MsOAuthPermission -Uri 'https://graph.microsoft.com/v1.0/me?$select=id' | Should -BeTrue
            Test-MsOAuthPermission -Uri /me/messages | Should -BeFalse
        }

        It 'says which permission it takes and how to get it' {
            $check = Test-MsOAuthPermission -Uri /me/messages -Detailed
            "$($check.Outcome) $($check.Permission) $($check.Method) $($check.Uri)" | Should -Be 'Missing Mail.ReadBasic GET /me/messages'
            $check.Remedy | Should -Be 'Connect-MsOAuthApp -Environment Sandbox -Scopes Mail.ReadBasic'
            $check.Reason | Should -BeLike 'It takes Mail.ReadBasic (delegated), or one of: Mail.Read, Mail.ReadWrite. The token holds: *'
        }

        It 'takes calls from the pipeline' {
            [pscustomobject]@{ Method = 'POST'; Uri = '/applications' }, [pscustomobject]@{ Method = 'POST'; Uri = '/me/sendMail' } |
                Test-MsOAuthPermission | Should -Be $true, $false
        }

        It 'takes an empty method for GET, whatever stands around it' {
            [pscustomobject]@{ Uri = '/me'; Method = $null } | Test-MsOAuthPermission | Should -BeTrue
            Test-MsOAuthPermission -Uri /me -Method $null | Should -BeTrue
            Test-MsOAuthPermission -Uri /me -Method ' get ' | Should -BeTrue
        }

        It 'refuses a method that there is not, and an empty address' {
            $null = Test-MsOAuthPermission -Uri /me -Method FOO -ErrorAction SilentlyContinue -ErrorVariable problem
            "$($problem[0].FullyQualifiedErrorId) $($problem[0])" | Should -BeLike 'InvalidArgument,*GET, POST, PATCH, PUT, DELETE*'
            { Test-MsOAuthPermission -Uri ' ' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }

        It 'completes the method' {
            $line = 'Test-MsOAuthPermission -Uri /me -Method '
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'
        }

        It 'is an error and neither true nor false where Microsoft lists nothing' {
            $answer = Test-MsOAuthPermission -Uri /nobody/knows/this -ErrorAction SilentlyContinue -ErrorVariable problem
            $answer | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -Be 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            $check = Test-MsOAuthPermission -Uri /nobody/knows/this -Detailed
            $check.Outcome | Should -Be 'NoData'
            $check.IsHeld | Should -BeNullOrEmpty
        }

        It 'agrees with what a refused call is told' {
            { Invoke-MsOAuthRequest /me/messages -ErrorAction Stop } | Should -Throw -ExpectedMessage "*$((Test-MsOAuthPermission -Uri /me/messages -Detailed).Reason.Split('.')[0])*"
        }
    }

    Context 'for an app' {
        BeforeAll {
            $ofApp = New-MsOAuthApp 'Permissions Of An App' SingleTenant
            $ofApp | Add-MsOAuthPermission -DelegatedPermission Mail.ReadWrite -ApplicationPermission User.Read.All
        }
        AfterAll { $ofApp | Remove-MsOAuthApp -Confirm:$false }

        It 'asks only for what is not done yet' {
            Test-MsOAuthPermission Mail.Read -ClientId $ofApp.ClientId | Should -BeFalse
            ($ofApp | Test-MsOAuthPermission Mail.Read -Detailed).Remedy | Should -Be "Grant-MsOAuthConsent -ClientId $($ofApp.ClientId)"
            ($ofApp | Test-MsOAuthPermission Mail.Send -Detailed).Remedy | Should -BeLike "Add-MsOAuthPermission -ClientId $($ofApp.ClientId) -DelegatedPermission Mail.Send; Grant-MsOAuthConsent*"
        }

        It 'counts what was granted, of either kind' {
            $null = $ofApp | Grant-MsOAuthConsent
            $ofApp | Test-MsOAuthPermission Mail.Read | Should -BeTrue
            Test-MsOAuthPermission -Uri '/users/{id}' -DisplayName 'Permissions Of An App' | Should -BeTrue
            (Test-MsOAuthPermission -Uri '/users/{id}' -ObjectId $ofApp.ObjectId -Detailed | ForEach-Object { "$($_.Kind) $($_.HeldBy)" }) | Should -Be 'Application User.Read.All'
        }

        It 'finds that the grant is newer than the token' {
            $administrator = Get-MsOAuthContext
            $null = $ofApp | Add-MsOAuthPermission -ApplicationPermission Directory.Read.All
            $null = $ofApp | Grant-MsOAuthConsent
            $context = $ofApp | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $ofApp.TenantId -Environment Sandbox -ContextName Older
            $null = Get-MsOAuthToken -Context $context
            $null = $ofApp | Add-MsOAuthPermission -ApplicationPermission Mail.Read -Context $administrator
            $null = $ofApp | Grant-MsOAuthConsent -Context $administrator
            $check = Test-MsOAuthPermission -Uri '/users/{id}/messages' -Context $context -Detailed
            "$($check.Outcome) $($check.Remedy)" | Should -Be 'Missing Get-MsOAuthToken -Context Older -ForceRefresh'
            $check.Consented | Should -Contain 'Mail.Read'
            $null = Get-MsOAuthToken -Context $context -ForceRefresh
            Test-MsOAuthPermission -Uri '/users/{id}/messages' -Context $context | Should -BeTrue
            Disconnect-MsOAuthApp Older
            $null = Select-MsOAuthContext $administrator.Name
        }

        It 'refuses an app beside a token' {
            { Test-MsOAuthPermission User.Read -Token $token -ClientId $ofApp.ClientId -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }
    }

    Context 'for a list of calls' {
        It 'writes the least permissions that all calls need together' {
            $least = Test-MsOAuthPermission -Call 'GET /users', '/users/{id}', 'POST /me/sendMail'
            $least | ForEach-Object { "$($_.Status) $($_.Permission) $($_.Kind)" } | Should -Be 'Needed Mail.Send Delegated', 'Needed User.ReadBasic.All Delegated'
            $least[1].Calls | ForEach-Object { "$_" } | Should -Be 'GET /users', 'GET /users/{id}'
        }

        It 'leaves out what another needed permission opens as well' {
            (Test-MsOAuthPermission -Call 'GET /me/messages', 'PATCH /me/messages/{id}').Permission | Should -Be 'Mail.ReadWrite'
        }

        It 'looks for application permissions too' {
            (Test-MsOAuthPermission -Call 'POST /users/{id}/sendMail' -Kind Application | ForEach-Object { "$($_.Permission) $($_.Kind)" }) | Should -Be 'Mail.Send Application'
        }

        It 'takes objects and hashtables with method and address, and what it wrote itself' {
            $least = Test-MsOAuthPermission -Call ([pscustomobject]@{ Method = 'POST'; Uri = '/me/sendMail' }), @{ Uri = '/users' }
            $least.Permission | Should -Be 'Mail.Send', 'User.ReadBasic.All'
            (Test-MsOAuthPermission -Call $least[0].Calls).Permission | Should -Be 'Mail.Send'
        }

        It 'keeps a gap in the data apart' {
            $least = Test-MsOAuthPermission -Call '/nobody/knows/this', 'POST /me/sendMail'
            $least | ForEach-Object { "$($_.Status) $($_.Permission)" } | Should -Be 'Needed Mail.Send', 'NoData '
            $least[1].Reason | Should -BeLike 'Microsoft lists no permission*'
        }

        It 'parts method and address at any white space' {
            (Test-MsOAuthPermission -Call "POST`t/me/sendMail").Permission | Should -Be 'Mail.Send'
        }

        It 'refuses what is no call' {
            { Test-MsOAuthPermission -Call 'FETCH /me' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Call ([pscustomobject]@{ Name = 'x' }) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Call 'POST' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }

        It 'is true or false where somebody is named who might hold them' {
            Test-MsOAuthPermission -Call 'POST /applications', '/me' -Token $token | Should -BeTrue
            Test-MsOAuthPermission -Call 'POST /applications', 'POST /me/sendMail' -Token $token | Should -BeFalse
        }

        It 'cannot tell where Microsoft lists nothing, unless another call is surely refused' {
            { Test-MsOAuthPermission -Call '/me', '/nobody/knows/this' -Token $token -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            Test-MsOAuthPermission -Call '/nobody/knows/this', 'POST /me/sendMail' -Token $token | Should -BeFalse
        }

        It 'says of each call how the session stands to it' {
            $checks = Test-MsOAuthPermission -Call 'POST /applications', 'POST /me/sendMail', '/nobody/knows/this' -Detailed
            $checks | ForEach-Object { "$($_.Method) $($_.Uri) $($_.Outcome) $($_.Remedy)" } | Should -Be @(
                'POST /applications Listed '
                'POST /me/sendMail Missing Connect-MsOAuthApp -Environment Sandbox -Scopes Mail.Send'
                'GET /nobody/knows/this NoData '
            )
        }

        It 'takes the kind of the session' {
            $administrator = Get-MsOAuthContext
            $daemon = New-MsOAuthApp 'Test Permission Daemon' SingleTenant
            $null = $daemon | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $daemon.TenantId -Environment Sandbox -ContextName Daemon
            (Test-MsOAuthPermission -Call '/users').Kind | Should -Be 'Application'
            (Test-MsOAuthPermission -Call '/users' -Kind Delegated).Kind | Should -Be 'Delegated'
            $null = Select-MsOAuthContext $administrator.Name
            (Test-MsOAuthPermission -Call '/users' -Context Daemon | ForEach-Object { "$($_.Permission) $($_.Kind)" }) | Should -BeLike 'User.Read*.All Application'
            (Test-MsOAuthPermission -Call '/users').Kind | Should -Be 'Delegated'
            Disconnect-MsOAuthApp Daemon
            $null = Select-MsOAuthContext $administrator.Name
            $daemon | Remove-MsOAuthApp -Confirm:$false
        }
    }

    Context 'for a script' {
        BeforeAll {
            $path = "$TestDrive/calls.ps1"
            [System.IO.File]::WriteAllText($path, @'
$root = 'https://graph.microsoft.com/v1.0'
Invoke-MsOAuthRequest /me/sendMail -Method POST -Body @{ a = 1 }
Invoke-MgGraphRequest -Method PATCH -Uri "$root/applications/$($app.id)"
Invoke-MgGraphRequest GET "v1.0/me/calendar/events?`$top=$top"
irm -Method Delete -Uri "https://graph.microsoft.com/beta/me/messages/$id" -Headers $headers | ForEach-Object { Invoke-MsOAuthRequest $_.next }
Invoke-RestMethod https://api.example.com/users
Invoke-MsOAuthRequest "/$resource"
'@)
            $least = Test-MsOAuthPermission -Path $path
        }

        It 'reads the calls that are evident' {
            $least | Where-Object Status -eq Needed | ForEach-Object { "$($_.Permission): $($_.Calls -join ', ')" } | Should -Be @(
                'Application.ReadWrite.All: PATCH https://graph.microsoft.com/v1.0/applications/{id}'
                'Calendars.ReadBasic: GET v1.0/me/calendar/events?$top={id}'
                'Mail.ReadWrite: DELETE https://graph.microsoft.com/beta/me/messages/{id}'
                'Mail.Send: POST /me/sendMail'
            )
            ($least | Where-Object Permission -eq Mail.Send).Calls[0].Source | Should -Be 'calls.ps1:2'
        }

        It 'lists those that are not, with the line they stand in' {
            $least | Where-Object Status -eq NotEvident | ForEach-Object { $_.Calls[0].Source } | Should -Be @(
                'calls.ps1:5 Invoke-MsOAuthRequest $_.next'
                'calls.ps1:7 Invoke-MsOAuthRequest "/$resource"'
            )
        }

        It 'reads several, by wildcards or as files of the pipeline, as one' {
            [System.IO.File]::WriteAllText("$TestDrive/more [1].ps1", 'Invoke-MsOAuthRequest /users')
            (Test-MsOAuthPermission -Path "$TestDrive/*.ps1" | Where-Object Status -eq Needed).Permission | Should -Contain 'User.ReadBasic.All'
            $files = [System.IO.DirectoryInfo]::new("$TestDrive").GetFiles('*.ps1')
            ($files | Test-MsOAuthPermission | Where-Object Permission -eq Mail.Send).Status | Should -Be 'Needed'
            ([pscustomobject]@{ PSPath = "Microsoft.PowerShell.Core\FileSystem::$TestDrive/more [1].ps1" } | Test-MsOAuthPermission).Permission | Should -Be 'User.ReadBasic.All'
            (Test-MsOAuthPermission -LiteralPath "$TestDrive/more [1].ps1").Permission | Should -Be 'User.ReadBasic.All'
        }

        It 'says of each call how the session stands to it, and where it stands' {
            $before = Get-MsOAuthContext
            $null = Connect-MsOAuthApp -Sandbox (New-MsOAuthSandbox -Name 'Test a script') -ContextName 'Test a script'
            $checks = Test-MsOAuthPermission -Path $path -Detailed -Context 'Test a script'
            Disconnect-MsOAuthApp 'Test a script'
            $null = $before | Select-MsOAuthContext
            $checks | ForEach-Object { "$($_.Outcome) $($_.Source)" } | Should -Be @(
                'Missing calls.ps1:2'
                'Listed calls.ps1:3'
                'Missing calls.ps1:4'
                'Missing calls.ps1:5'
                'NoData calls.ps1:5 Invoke-MsOAuthRequest $_.next'
                'NoData calls.ps1:7 Invoke-MsOAuthRequest "/$resource"'
            )
        }

        It 'holds it against an app' {
            $nightly = New-MsOAuthApp 'Nightly' SingleTenant
            [System.IO.File]::WriteAllText("$TestDrive/nightly.txt", 'Invoke-MsOAuthRequest /users')
            $nightly | Test-MsOAuthPermission -Path "$TestDrive/nightly.txt" | Should -BeFalse
            ($nightly | Test-MsOAuthPermission -Path "$TestDrive/nightly.txt" -Kind Application -Detailed).Remedy |
                Should -BeLike "Add-MsOAuthPermission -ClientId $($nightly.ClientId) -ApplicationPermission User.Read*.All; Grant-MsOAuthConsent*"
            $nightly | Remove-MsOAuthApp -Confirm:$false
        }

        It 'refuses what does not parse, a folder, and what is not there' {
            [System.IO.File]::WriteAllText("$TestDrive/broken.txt", 'if (')
            { Test-MsOAuthPermission -Path "$TestDrive/broken.txt" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Path "$TestDrive" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Path "$TestDrive/none*.txt" -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -LiteralPath "$TestDrive/none.txt" -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Path nodrive:\x.ps1 -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -LiteralPath nope::x -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Path '[x.ps1' -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
        }

        It 'reads the others where one does not parse, and calls nothing true then' {
            $null = [System.IO.Directory]::CreateDirectory("$TestDrive/jobs")
            [System.IO.File]::WriteAllText("$TestDrive/jobs/a.ps1", 'if (')
            [System.IO.File]::WriteAllText("$TestDrive/jobs/b.ps1", 'Invoke-MsOAuthRequest /applications -Method POST')
            $needed = Test-MsOAuthPermission -Path "$TestDrive/jobs/*.ps1" -ErrorAction SilentlyContinue -ErrorVariable problem
            $needed.Permission | Should -Be 'Application.ReadWrite.All'
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            Test-MsOAuthPermission -Path "$TestDrive/jobs/b.ps1" -Token $token | Should -BeTrue
            Test-MsOAuthPermission -Path "$TestDrive/jobs/*.ps1" -Token $token -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            (Test-MsOAuthPermission -Path "$TestDrive/jobs/*.ps1" -Token $token -Detailed -ErrorAction SilentlyContinue).Outcome | Should -Be 'Listed'
        }

        It 'says of a script without calls that it has none' {
            [System.IO.File]::WriteAllText("$TestDrive/quiet.txt", 'Get-Date')
            Test-MsOAuthPermission -Path "$TestDrive/quiet.txt" | Should -BeNullOrEmpty
            Test-MsOAuthPermission -Path "$TestDrive/quiet.txt" -Token $token | Should -BeNullOrEmpty
            Test-MsOAuthPermission -Path "$TestDrive/quiet.txt" -Detailed | Should -BeNullOrEmpty
            Test-MsOAuthPermission -Path "$TestDrive/quiet.txt" -Verbose 4>&1 | ForEach-Object { "$_" } | Should -BeLike 'No call*quiet.txt*'
        }

        It 'shows no secret of a call that is not evident' {
            [System.IO.File]::WriteAllText("$TestDrive/secret.txt", 'irm -Headers @{ Authorization = "Bearer SECRET" } -Uri "https://me:SECRET@$server/x?key=SECRET" -Method $method -Body "SECRET"')
            (Test-MsOAuthPermission -Path "$TestDrive/secret.txt").Calls[0].Source | Should -Be 'secret.txt:1 irm -Uri "https://...@$server/x?..." -Method $method'
        }
    }

    It 'mends a managed identity with commands that work' {
        $registration = New-MsOAuthApp 'Stands For An Identity' SingleTenant
        $principal = Invoke-MsOAuthRequest "/servicePrincipals(appId='$($registration.ClientId)')"
        $claims = "{`"aud`":`"https://graph.microsoft.com`",`"appid`":`"$($registration.ClientId)`",`"oid`":`"$($principal.id)`",`"xms_mirid`":`"/subscriptions/1`",`"roles`":[`"User.Read.All`"]}"
        $identity = 'e30.{0}.' -f [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $check = Test-MsOAuthPermission Mail.Read -Token $identity -Detailed
        $check.Reason | Should -BeLike '*managed identity*24 hours*'
        $signIn, $rest = $check.Remedy -split '; ', 2
        $signIn | Should -Be 'Connect-MsOAuthApp -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All -ContextName Administrator'
        $before = Get-MsOAuthContext
        $null = & ([scriptblock]::Create("$signIn -Environment Sandbox"))
        $null = & ([scriptblock]::Create($rest))
        $granted = (Invoke-MsOAuthRequest "/servicePrincipals/$($principal.id)/appRoleAssignments").value.appRoleId
        Disconnect-MsOAuthApp Administrator
        $null = Select-MsOAuthContext $before.Name
        $granted | Should -Contain '810c84a8-4a9e-49e6-bf7d-12d183f40d01'
        $registration | Remove-MsOAuthApp -Confirm:$false
    }

    Context 'for a token or a session of the pipeline' {
        BeforeAll {
            $before = Get-MsOAuthContext
            $piped = New-MsOAuthApp 'Test Permission Piped' SingleTenant
            $null = $piped | Add-MsOAuthPermission -DelegatedPermission Mail.Send -ApplicationPermission User.Read.All
            $null = $piped | Grant-MsOAuthConsent
            $context = $piped | New-MsOAuthClientSecret -Description 'Test' | Connect-MsOAuthApp -TenantId $piped.TenantId -Environment Sandbox -ContextName Piped
            $alone = Get-MsOAuthToken
            $null = Select-MsOAuthContext $before.Name
        }
        AfterAll {
            Disconnect-MsOAuthApp Piped
            $null = Select-MsOAuthContext $before.Name
            $piped | Remove-MsOAuthApp -Confirm:$false
        }

        It 'looks into the token, and not at what its app was granted' {
            $piped | Test-MsOAuthPermission Mail.Send | Should -BeTrue
            Test-MsOAuthPermission Mail.Send -Token $alone | Should -BeFalse
            $alone | Test-MsOAuthPermission Mail.Send | Should -BeFalse
            $alone, $token | Test-MsOAuthPermission User.Read.All | Should -Be $true, $false
            $alone | Test-MsOAuthPermission -Call 'GET /users', 'POST /me/sendMail' | Should -BeFalse
        }

        It 'looks into the token of the session' {
            $context | Test-MsOAuthPermission Mail.Send | Should -BeFalse
            $context, $before | Test-MsOAuthPermission User.Read.All | Should -Be $true, $false
            ($context | Test-MsOAuthPermission -Call '/users').Kind | Should -Be 'Application'
            ($context | Test-MsOAuthPermission -Uri /users -Detailed).Kind | Should -Be 'Application'
        }

        It 'takes what was typed for what is meant' {
            $token | Test-MsOAuthPermission Mail.Send -ClientId $piped.ClientId | Should -BeTrue
            $before | Test-MsOAuthPermission Mail.Send -ClientId $piped.ClientId | Should -BeTrue
        }
    }

    Context 'for names' {
        It 'answers the others where one is none' {
            $checks = Test-MsOAuthPermission User.Read, Foo.Bar, 'GET /me' -Detailed -ErrorAction SilentlyContinue -ErrorVariable problem
            $checks.Permission | Should -Be 'User.Read'
            $problem.FullyQualifiedErrorId | Should -Be 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand', 'PermissionNotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
            Test-MsOAuthPermission User.Read, Foo.Bar -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Test-MsOAuthPermission Mail.Send, Foo.Bar -ErrorAction SilentlyContinue | Should -BeFalse
        }

        It 'learns from the tenant of which kind another API''s is' {
            $exchange = New-MsOAuthApp 'Test Permission Exchange' SingleTenant
            $check = $exchange | Test-MsOAuthPermission https://outlook.office365.com/full_access_as_app -Detailed
            $check.Kind | Should -Be 'Application'
            $null = & ([scriptblock]::Create($check.Remedy))
            $exchange | Test-MsOAuthPermission https://outlook.office365.com/full_access_as_app | Should -BeTrue
            $exchange | Remove-MsOAuthApp -Confirm:$false
        }

        It 'refuses <Name>, which is no name' -ForEach @(
            @{ Name = '/me' }
            @{ Name = 'GET /me' }
            @{ Name = 'Mail.*' }
            @{ Name = ' ' }
            @{ Name = 'https://graph.microsoft.com/v1.0/me' }
        ) {
            $answer = $Name | Test-MsOAuthPermission -ErrorAction SilentlyContinue -ErrorVariable problem
            $answer | Should -BeNullOrEmpty
            "$($problem[0].FullyQualifiedErrorId) $($problem[0])" | Should -BeLike 'InvalidArgument,*is no name of a permission*-Call*'
        }

        It 'takes a name in full, and the id of a permission' {
            Test-MsOAuthPermission https://graph.microsoft.com/User.Read | Should -BeTrue
            Test-MsOAuthPermission e1fe6dd8-ba31-4d61-89e7-88639da4683d | Should -BeTrue
            (Test-MsOAuthPermission 810c84a8-4a9e-49e6-bf7d-12d183f40d01 -Detailed).Permission | Should -Be 'Mail.Read'
        }

        It 'names the nearest where Microsoft Graph has no such permission' {
            $answer = Test-MsOAuthPermission Mail.Raed -ErrorAction SilentlyContinue -ErrorVariable problem
            $answer | Should -BeNullOrEmpty
            "$($problem[0].FullyQualifiedErrorId) $($problem[0])" | Should -BeLike 'PermissionNotFound,*Mail.Read*Find-MsOAuthPermission*'
            { Test-MsOAuthPermission 99999999-9999-9999-9999-999999999999 -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,MicrosoftOAuth.Commands.TestPermissionCommand'
        }

        It 'takes what it wrote of needed permissions, and nothing that is none' {
            $written = Test-MsOAuthPermission -Call 'POST /applications', '/nobody/knows/this'
            $answer = $written | Test-MsOAuthPermission -ErrorAction SilentlyContinue -ErrorVariable problem
            $answer | Should -Be $true
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            [System.IO.File]::WriteAllText("$TestDrive/piped.ps1", 'Invoke-MsOAuthRequest $next')
            $calls = Test-MsOAuthPermission -Path "$TestDrive/piped.ps1" | ForEach-Object Calls
            { $calls | Test-MsOAuthPermission -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }
    }

    Context 'for a subject without a value' {
        It 'is no test of the session' {
            { Test-MsOAuthPermission User.Read -Token $token.NoSuchProperty -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission User.Read -ClientId $token.NoSuchProperty -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
            { Test-MsOAuthPermission -Call /me -ObjectId '' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.TestPermissionCommand'
        }

        It 'is fine where the app is named in another way' {
            $named = New-MsOAuthApp 'Named By One Id' SingleTenant
            [pscustomobject]@{ ClientId = $named.ClientId; ObjectId = $null; DisplayName = $null } | Test-MsOAuthPermission User.Read | Should -BeFalse
            $named | Remove-MsOAuthApp -Confirm:$false
        }
    }

    It 'calls no token bad for words of sign-in' {
        (Test-MsOAuthPermission offline_access -Detailed).Outcome | Should -Not -Be 'Missing'
    }

    It 'refuses text that is no token' {
        { Test-MsOAuthPermission User.Read -Token abc -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,MicrosoftOAuth.Commands.TestPermissionCommand'
    }

    It 'says that there is no such session' {
        { Test-MsOAuthPermission User.Read -Context Nobody } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestPermissionCommand'
    }

        Context 'when nobody is signed in' {
            BeforeAll { Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp }
            AfterAll { $null = Connect-MsOAuthApp -Environment Sandbox }

            It 'says so' {
                { Test-MsOAuthPermission User.Read } | Should -Throw -ErrorId 'NotSignedIn,MicrosoftOAuth.Commands.TestPermissionCommand'
            }
        }

    It 'needs no session for a token that is passed, nor to read a list or a script' {
        Get-MsOAuthContext -ListAvailable | Disconnect-MsOAuthApp
        Test-MsOAuthPermission User.Read -Token $token | Should -BeTrue
        (Test-MsOAuthPermission -Call 'POST /me/sendMail').Permission | Should -Be 'Mail.Send'
        $null = Connect-MsOAuthApp -Environment Sandbox
    }
}
