BeforeAll {
    Import-Module "$PSScriptRoot/../../MicrosoftOAuth.psd1"
}

Describe 'Measure-MsOAuthPermission' {
    It 'writes the least permission that all calls of a list need' {
        $needed = 'GET /users', 'GET /users/{id}', 'POST /me/sendMail' | Measure-MsOAuthPermission
        $needed | ForEach-Object { "$($_.Status) $($_.Permission) $($_.Kind)" } | Should -Be 'Needed Mail.Send Delegated', 'Needed User.ReadBasic.All Delegated'
        $needed[1].Calls | ForEach-Object { "$_" } | Should -Be 'GET /users', 'GET /users/{id}'
    }

    It 'leaves out what another needed permission opens as well' {
        ('GET /me/messages', 'PATCH /me/messages/{id}' | Measure-MsOAuthPermission).Permission | Should -Be 'Mail.ReadWrite'
    }

    It 'measures application permissions' {
        ('POST /users/{id}/sendMail' | Measure-MsOAuthPermission -Kind Application | ForEach-Object { "$($_.Permission) $($_.Kind)" }) | Should -Be 'Mail.Send Application'
    }

    It 'takes objects with method and address' {
        ([pscustomobject]@{ Method = 'POST'; Uri = '/me/sendMail' } | Measure-MsOAuthPermission).Permission | Should -Be 'Mail.Send'
    }

    It 'keeps a gap in the data apart' {
        $measured = 'GET /nobody/knows/this', 'POST /me/sendMail' | Measure-MsOAuthPermission
        $measured | ForEach-Object { "$($_.Status) $($_.Permission)" } | Should -Be 'Needed Mail.Send', 'NoData '
        $measured[1].Reason | Should -BeLike 'Microsoft lists no permission*'
    }

    It 'refuses what is no call' {
        { [pscustomobject]@{ Name = 'x' } | Measure-MsOAuthPermission -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.MeasurePermissionCommand'
    }

    Context 'for a script' {
        BeforeAll {
            $path = "$TestDrive/calls.ps1"
            [System.IO.File]::WriteAllText($path, @'
Invoke-MsOAuthRequest /me/sendMail -Method POST -Body @{ a = 1 }
Invoke-MgGraphRequest -Method PATCH -Uri "https://graph.microsoft.com/v1.0/applications/$($app.id)"
Invoke-MgGraphRequest GET "v1.0/me/calendar/events?`$top=$top"
irm -Method Delete -Uri "https://graph.microsoft.com/beta/me/messages/$id" -Headers $headers | ForEach-Object { Invoke-MsOAuthRequest $_.next }
Invoke-RestMethod https://api.example.com/users
Invoke-MsOAuthRequest @splatted
Invoke-MsOAuthRequest "/$resource"
Invoke-MsOAuthRequest /me -Method $method
'@)
            $measured = Measure-MsOAuthPermission -Path $path
        }

        It 'reads the calls that are evident' {
            $measured | Where-Object Status -eq Needed | ForEach-Object { "$($_.Permission): $($_.Calls -join ', ')" } | Should -Be @(
                'Application.ReadWrite.All: PATCH https://graph.microsoft.com/v1.0/applications/{id}'
                'Calendars.ReadBasic: GET v1.0/me/calendar/events?$top={id}'
                'Mail.ReadWrite: DELETE https://graph.microsoft.com/beta/me/messages/{id}'
                'Mail.Send: POST /me/sendMail'
            )
        }

        It 'lists those that are not, with the line they stand in' {
            $measured | Where-Object Status -eq NotEvident | ForEach-Object { $_.Calls[0].Source } | Should -Be @(
                'calls.ps1:4 Invoke-MsOAuthRequest $_.next'
                'calls.ps1:6 Invoke-MsOAuthRequest @splatted'
                'calls.ps1:7 Invoke-MsOAuthRequest "/$resource"'
                'calls.ps1:8 Invoke-MsOAuthRequest /me -Method $method'
            )
        }

        It 'refuses what does not parse' {
            [System.IO.File]::WriteAllText("$TestDrive/broken.ps1", 'if (')
            { Measure-MsOAuthPermission "$TestDrive/broken.ps1" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,MicrosoftOAuth.Commands.MeasurePermissionCommand'
        }
    }
}
