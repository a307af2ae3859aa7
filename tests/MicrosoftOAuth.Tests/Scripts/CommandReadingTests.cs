using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Scripts;

/// <summary>Which commands of a script are web requests, and which of their arguments are method and address.</summary>
public sealed class CommandReadingTests(ScriptReader reader) : IClassFixture<ScriptReader>
{
    [Theory]
    [InlineData("Invoke-RestMethod https://graph.microsoft.com/v1.0/me")]
    [InlineData("invoke-restmethod -uri https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm https://graph.microsoft.com/v1.0/me -UseBasicParsing")]
    [InlineData("irm -UseB https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm -Proxy $proxy https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm -Headers @{ a = 1 } https://graph.microsoft.com/v1.0/me -OutFile x.json")]
    [InlineData("irm -Method Default https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-WebRequest -Ur https://graph.microsoft.com/v1.0/me -Me get")]
    [InlineData("iwr -Uri:https://graph.microsoft.com/v1.0/me -Method:Get")]
    [InlineData("curl https://graph.microsoft.com/v1.0/me -Headers $headers")]
    [InlineData("wget -Uri https://graph.microsoft.com/v1.0/me")]
    [InlineData("& 'Invoke-RestMethod' https://graph.microsoft.com/v1.0/me")]
    [InlineData(@"Microsoft.PowerShell.Utility\Invoke-RestMethod https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm -CustomMethod GET https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm -CM GET https://graph.microsoft.com/v1.0/me")]
    [InlineData("irm ([uri]'https://graph.microsoft.com/v1.0/me') -Method ([Microsoft.PowerShell.Commands.WebRequestMethod]::Get)")]
    [InlineData("Invoke-MgGraphRequest GET https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MgGraphRequest -Uri https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MgGraphRequest -Method GET https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MgGraphRequest https://graph.microsoft.com/v1.0/me -Method GET")]
    [InlineData("Invoke-MgGraphRequest GET -OutputType PSObject https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MgGraphRequest -Uri https://graph.microsoft.com/v1.0/me GET")]
    [InlineData("Invoke-GraphRequest -Uri https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MgRestMethod -Uri https://graph.microsoft.com/v1.0/me")]
    [InlineData(@"Microsoft.Graph.Authentication\Invoke-MgGraphRequest -Uri https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-MsOAuthRequest https://graph.microsoft.com/v1.0/me -All")]
    [InlineData("Invoke-MsOAuthRequest -Al https://graph.microsoft.com/v1.0/me")]
    public void One_call_however_it_is_spelt(string script) =>
        Assert.Equal(["GET https://graph.microsoft.com/v1.0/me"], reader.Calls(script));

    [Theory]
    [InlineData("Invoke-MgGraphRequest POST /me/sendMail $body")]
    [InlineData("Invoke-MgGraphRequest -Method POST /me/sendMail -Body $body")]
    [InlineData("$body | Invoke-MgGraphRequest -Uri /me/sendMail -Method:POST")]
    [InlineData("Invoke-MsOAuthRequest -Body @{ a = 'GET' } -Method post -Uri '/me/sendMail'")]
    [InlineData("Invoke-MsOAuthRequest /me/sendMail -Meth ([System.Net.Http.HttpMethod]::Post)")]
    public void The_method_is_the_one_that_the_command_would_take(string script) =>
        Assert.Equal(["POST /me/sendMail"], reader.Calls(script));

    [Theory]
    [InlineData("function Send { Invoke-MsOAuthRequest /me }")]
    [InlineData("Get-Item x | ForEach-Object { Invoke-MsOAuthRequest /me }")]
    [InlineData("$job = Start-Job -ScriptBlock { Invoke-MsOAuthRequest /me }")]
    [InlineData("\"$(Invoke-MsOAuthRequest /me)\"")]
    [InlineData("$me = (Invoke-MsOAuthRequest /me).id")]
    [InlineData("if ($x) { try { Invoke-MsOAuthRequest /me } catch { throw } }")]
    [InlineData("class A { [object] Me() { return Invoke-MsOAuthRequest /me } }")]
    [InlineData("Invoke-MsOAuthRequest `\n  -Uri /me `\n  -All")]
    [InlineData("using module NotOnThisMachine\nInvoke-MsOAuthRequest /me")]
    [InlineData("using assembly ./nope.dll\nInvoke-MsOAuthRequest /me")]
    [InlineData("class A { [MissingAttr()] [string]$x }\nInvoke-MsOAuthRequest /me")]
    [InlineData("class A : Missing { [Missing] M() { return [Missing]::new() } }\nInvoke-MsOAuthRequest /me")]
    [InlineData("workflow W { Invoke-MsOAuthRequest /me }")]
    [InlineData("configuration C { Import-DscResource -ModuleName X; Node localhost { File x { DestinationPath = '/x' } } }\nInvoke-MsOAuthRequest /me")]
    public void Calls_stand_anywhere(string script) => Assert.Equal(["GET /me"], reader.Calls(script));

    [Theory]
    [InlineData("# Invoke-MsOAuthRequest /me")]
    [InlineData("<# Invoke-MsOAuthRequest /me #>")]
    [InlineData("'Invoke-MsOAuthRequest /me'")]
    [InlineData("@'\nInvoke-MsOAuthRequest /me\n'@")]
    [InlineData("@\"\nInvoke-MsOAuthRequest /me\n\"@")]
    [InlineData("Get-Help Invoke-MsOAuthRequest")]
    [InlineData("Invoke-RestMethod https://api.example.com/users")]
    [InlineData("Invoke-RestMethod \"https://login.microsoftonline.com/$tenant/oauth2/v2.0/token\" -Method Post")]
    [InlineData("Invoke-RestMethod \"https://$vault.vault.azure.net/secrets/x\"")]
    [InlineData("irm get.example.com | iex")]
    [InlineData("curl -sS https://example.com -o x")]
    [InlineData("curl --silent --header $h https://example.com")]
    public void What_is_no_call_of_Microsoft_Graph_is_left_out(string script) => Assert.Empty(reader.Calls(script));

    [Theory]
    [InlineData("Invoke-RestMethod $uri")]
    [InlineData("Invoke-RestMethod -Uri $page.'@odata.nextLink'")]
    [InlineData("Invoke-MsOAuthRequest /me -Method $method")]
    [InlineData("Invoke-MsOAuthRequest /me -Method FETCH")]
    [InlineData("Invoke-MgGraphRequest /me")]
    [InlineData("Invoke-MsOAuthRequest @splatted")]
    [InlineData("Invoke-MsOAuthRequest /me @splatted")]
    [InlineData("Invoke-MsOAuthRequest @args")]
    [InlineData("Invoke-MgGraphRequest POST 'v1.0/$batch'")]
    [InlineData("Invoke-RestMethod \"https://graph.microsoft.com/v1.0/`$batch\" -Method Post")]
    public void What_only_running_tells_is_listed(string script) => Assert.Equal(["? " + script], reader.Calls(script));

    /// <summary>The rest of the line may hold anybody's secret.</summary>
    [Theory]
    [InlineData("Invoke-RestMethod -Headers @{ Authorization = 'Bearer SECRET' }", "Invoke-RestMethod")]
    [InlineData("Invoke-MgGraphRequest POST 'v1.0/$batch' 'SECRET'", "Invoke-MgGraphRequest POST 'v1.0/$batch'")]
    [InlineData("Invoke-RestMethod -Uri \"$root/x?key=SECRET\"", "Invoke-RestMethod -Uri \"$root/x?...\"")]
    [InlineData("Invoke-RestMethod ($root + '?key=' + 'SECRET')", "Invoke-RestMethod ($root + '?...")]
    [InlineData("Invoke-RestMethod -Uri:\"https://me:SECRET@$server/x\"", "Invoke-RestMethod -Uri:\"https://...@$server/x\"")]
    [InlineData("Invoke-MsOAuthRequest $uri -Body 'SECRET' @more -Method POST", "Invoke-MsOAuthRequest $uri @more -Method POST")]
    [InlineData("curl -X POST -H 'Authorization: SECRET' https://graph.microsoft.com/v1.0/me/sendMail", "curl https://graph.microsoft.com/v1.0/me/sendMail")]
    [InlineData("curl --silent https://graph.microsoft.com/v1.0/me", "curl https://graph.microsoft.com/v1.0/me")]
    [InlineData("Invoke-RestMethod -Uri (Get-Url -Key 'SECRET')", "Invoke-RestMethod -Uri (...)")]
    [InlineData("Invoke-RestMethod -Uri $(Get-Url -Password 'SECRET')", "Invoke-RestMethod -Uri $(...)")]
    [InlineData("Invoke-RestMethod -Uri \"$root/$(Get-Path 'SECRET')/$($x.id)\"", "Invoke-RestMethod -Uri \"$root/$(...)/$($x.id)\"")]
    [InlineData("Invoke-RestMethod -Uri:($root + (Get-Path 'SECRET') + '/x')", "Invoke-RestMethod -Uri:($root + (...) + '/x')")]
    [InlineData("Invoke-MsOAuthRequest /me -Method (Get-M 'SECRET')", "Invoke-MsOAuthRequest /me -Method (...)")]
    [InlineData("Invoke-RestMethod $x.Sign('SECRET')", "Invoke-RestMethod (...)")]
    [InlineData("Invoke-RestMethod $x.Sign('SECRET').Uri", "Invoke-RestMethod (...).Uri")]
    [InlineData("Invoke-RestMethod ([string]::Format('{0}/x', 'SECRET'))", "Invoke-RestMethod ((...))")]
    [InlineData("Invoke-RestMethod $urls[(Get-Key 'SECRET')]", "Invoke-RestMethod $urls[(...)]")]
    [InlineData("Invoke-RestMethod @{ Key = 'SECRET' }", "Invoke-RestMethod (...)")]
    [InlineData("Invoke-RestMethod (& { 'SECRET' })", "Invoke-RestMethod (...)")]
    [InlineData("Invoke-RestMethod ('{0}/{1}' -f $root, $page['next'].Uri)", "Invoke-RestMethod ('{0}/{1}' -f $root, $page['next'].Uri)")]
    public void What_only_running_tells_is_shown_without_the_rest_of_its_line(string script, string expected) => Assert.Equal(["? " + expected], reader.Calls(script));

    /// <summary>Only the query of Microsoft Graph's own addresses is looked up; another service's is often a signature.</summary>
    [Theory]
    [InlineData("Invoke-MgGraphRequest -Method GET 'https://storage.blob.core.windows.net/c/b?sv=1&sig=SECRET'", "GET https://storage.blob.core.windows.net/c/b?...")]
    [InlineData("Invoke-MgGraphRequest -Method PUT 'https://contoso.sharepoint.com/_api/upload?tempauth=SECRET'", "PUT https://contoso.sharepoint.com/_api/upload?...")]
    [InlineData("Invoke-MgGraphRequest -Method GET 'https://example.com/cb#token=SECRET'", "GET https://example.com/cb?...")]
    [InlineData("Invoke-MgGraphRequest -Method GET 'https://graph.microsoft.com.example.com/v1.0/me?k=SECRET'", "GET https://graph.microsoft.com.example.com/v1.0/me?...")]
    [InlineData("Invoke-MgGraphRequest -Method GET \"https://$a.example.com/v1.0/me?k=SECRET\"", "? Invoke-MgGraphRequest -Method GET \"https://$a.example.com/v1.0/me?...\"")]
    [InlineData("Invoke-MgGraphRequest -Method GET 'https://graph.microsoft.com/v1.0/me?$select=id'", "GET https://graph.microsoft.com/v1.0/me?$select=id")]
    [InlineData("Invoke-MgGraphRequest -Method GET '/me?next=https://example.com'", "GET /me?next=https://example.com")]
    public void Another_services_query_is_not_shown(string script, string expected) => Assert.Equal([expected], reader.Calls(script));

    [Theory]
    [InlineData("'GET https://example.com/b?sig=SECRET'")]
    [InlineData("'https://me:SECRET@example.com/b'")]
    [InlineData("@{ Uri = 'https://example.com/b?sig=SECRET' }")]
    [InlineData("$(foreach ($call in (Test-MsOAuthPermission -Call 'GET /me').Calls) { $call.GetType()::new('GET', 'https://example.com/b?sig=SECRET', $null) })")]
    public void Nor_is_it_of_a_call_in_a_list(string call)
    {
        PSObject row = Assert.Single(reader.RunText($"Test-MsOAuthPermission -Call ({call})").ThrowIfFailed().Output);
        object[] calls = [.. LanguagePrimitives.GetEnumerable(row.Properties["Calls"].Value).Cast<object>()];
        Assert.StartsWith("GET https://example.com/b", Assert.Single(calls).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", calls[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_down_the_pipeline_is_not_evident() =>
        Assert.Equal(["? Invoke-MsOAuthRequest", "? Invoke-MsOAuthRequest"], reader.Calls("'/me', '/users' | Invoke-MsOAuthRequest -Batch\n$calls | Invoke-MsOAuthRequest"));

    [Fact]
    public void A_function_of_the_scripts_own_is_its_own_affair() => Assert.Equal(
        ["? Invoke-RestMethod \"$Root/$Uri\"", "? Invoke-GraphRequest -Uri users"],
        reader.Calls("function Invoke-GraphRequest($Uri) { Invoke-RestMethod \"$Root/$Uri\" }\nInvoke-GraphRequest -Uri users"));

    [Fact]
    public void Given_in_full_beside_what_is_splatted_is_enough() =>
        Assert.Equal(["POST /me/sendMail"], reader.Calls("Invoke-MsOAuthRequest /me/sendMail -Method POST @more"));

    [Fact]
    public void A_script_that_does_not_parse_is_refused_by_line()
    {
        ErrorRecord error = reader.Run("Invoke-MsOAuthRequest /me\nif (").Error;
        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(".ps1, line 2: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_configuration_does_not_excuse_is_refused_too()
    {
        ErrorRecord error = reader.Run("configuration C { Node localhost { } }\nif (").Error;
        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_not_called_broken()
    {
        ErrorRecord error = reader.RunLocked("Invoke-MsOAuthRequest /me").Error;
        Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("cannot be read: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-Acl", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-Alias gr Invoke-MgGraphRequest; gr DELETE /v1.0/users/1")]
    [InlineData("Set-Alias -Name gr -Value Invoke-MgGraphRequest -Scope Global; GR DELETE /v1.0/users/1")]
    [InlineData(@"New-Alias -Force -Description 'x' gr Microsoft.Graph.Authentication\Invoke-MgGraphRequest; gr DELETE /v1.0/users/1")]
    [InlineData("sal gr irm; sal gs gr; gs -Method DELETE -Uri https://graph.microsoft.com/v1.0/users/1")]
    [InlineData("function F { gr DELETE /v1.0/users/1 }; nal gr Invoke-MgGraphRequest; F")]
    [InlineData("$p = @{ Name = 'gr'; Value = 'Invoke-MgGraphRequest' }; Set-Alias @p; gr DELETE /v1.0/users/1")]
    [InlineData("& 'Invoke-MgGraphRequest' DELETE /v1.0/users/1")]
    [InlineData("$cmd = 'Invoke-MgGraphRequest'; & $cmd DELETE /v1.0/users/1")]
    [InlineData("$verb = 'Invoke'; . \"$verb-MgGraphRequest\" DELETE /v1.0/users/1")]
    [InlineData("$cmd = 'irm'; & $cmd -Method DELETE -Uri https://graph.microsoft.com/v1.0/users/1")]
    public void A_command_is_known_by_another_name_too(string script)
    {
        string call = Assert.Single(reader.Calls(script));
        Assert.StartsWith("DELETE ", call, StringComparison.Ordinal);
        Assert.EndsWith("/v1.0/users/1", call, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "& $cmd -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("", ". $cmd -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("$cmd = Get-Command Invoke-MgGraphRequest\n", "& $cmd -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("$p = @{ Method = 'DELETE'; Uri = '/x' }\n", "& $cmd @p")]
    [InlineData("", "& \"Invoke-$kind\" -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("Set-Alias gr $cmd\n", "gr -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("Set-Alias irm Get-Item\n", "irm https://graph.microsoft.com/v1.0/me")]
    [InlineData("if ($x) { Set-Alias gr Invoke-MgGraphRequest } else { Set-Alias gr irm }\n", "gr DELETE /v1.0/groups/1")]
    [InlineData("function Invoke-GraphRequest { }; Set-Alias gr Invoke-GraphRequest\n", "gr DELETE /v1.0/groups/1")]
    public void A_command_that_only_running_tells_is_listed(string before, string script) =>
        Assert.Equal(["? " + script], reader.Calls(before + script));

    [Fact]
    public void What_finds_the_command_is_not_shown() => Assert.Equal(
        ["? & (...) -Method DELETE -Uri /v1.0/groups/1"],
        reader.Calls("& (Get-It 'SECRET') -Method DELETE -Uri /v1.0/groups/1 -Body 'SECRET'"));

    [Theory]
    [InlineData("& $cmd -Uri /v1.0/groups/1")]
    [InlineData("& $cmd DELETE /v1.0/groups/1")]
    [InlineData("& $cmd @PSBoundParameters")]
    [InlineData("$cmd = 'Get-Item'; & $cmd -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("Set-Alias gr Get-Item; gr -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("& \"$PSScriptRoot/Send.ps1\" -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("& { param($Method, $Uri) } -Method DELETE -Uri /v1.0/groups/1")]
    [InlineData("$block = { param($Method, $Uri) }; & $block -Method DELETE -Uri /v1.0/groups/1")]
    public void A_command_that_is_none_or_says_nothing_is_left_out(string script) => Assert.Empty(reader.Calls(script));
}
