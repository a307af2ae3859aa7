namespace MicrosoftOAuth.Tests.Scripts;

/// <summary>What the text and the variables of a script say of an address.</summary>
public sealed class AddressReadingTests(ScriptReader reader) : IClassFixture<ScriptReader>
{
    [Theory]
    [InlineData("/users/$id/messages", "/users/{id}/messages")]
    [InlineData("\"/users/$($user.id)/messages\"", "/users/{id}/messages")]
    [InlineData("\"/users/${id}?`$top=$n&`$expand=manager\"", "/users/{id}?$top={id}&$expand=manager")]
    [InlineData("'/users?$expand=manager'", "/users?$expand=manager")]
    [InlineData("\"/users?$query\"", "/users?{id}")]
    [InlineData("\"/users('$id')/messages\"", "/users('{id}')/messages")]
    [InlineData("\"/me/drive/root:/$($path):/content\"", "/me/drive/root:/{id}:/content")]
    [InlineData("\"/me/drive/root:/$folder/$file\"", "/me/drive/root:/{id}/{id}")]
    [InlineData("\"/users/$name@contoso.com\"", "/users/{id}@contoso.com")]
    [InlineData("('/users/' + $id + '/messages')", "/users/{id}/messages")]
    [InlineData("('/users/{0}/messages/{1:D}' -f $id, $message)", "/users/{id}/messages/{id}")]
    [InlineData("('/users/{0}/{1}?x={{2}}' -f $id, 'messages')", "/users/{id}/messages?x={2}")]
    [InlineData("\"$graph/v1.0/users/$id\"", "/v1.0/users/{id}")]
    [InlineData("\"https://$graph/beta/users\"", "/beta/users")]
    [InlineData("\"https://graph.microsoft.com/$version/users\"", "/users")]
    [InlineData("https://dod-graph.microsoft.us/v1.0/users", "https://dod-graph.microsoft.us/v1.0/users")]
    public void A_variable_part_is_a_placeholder(string address, string expected) =>
        Assert.Equal(["GET " + expected], reader.Calls($"Invoke-MsOAuthRequest {address}"));

    [Theory]
    [InlineData("\"/$resource\"")]
    [InlineData("\"v1.0/$resource/x\"")]
    [InlineData("\"$root/users\"")]
    [InlineData("\"${root}users\"")]
    [InlineData("\"$root/$version/users\"")]
    [InlineData("\"https://graph.microsoft.com/v1.0/$resource\"")]
    [InlineData("\"https://graph.microsoft.com/$version/$resource\"")]
    [InlineData("\"/users$query\"")]
    [InlineData("\"/users/$id$query\"")]
    [InlineData("\"/users/$id/$property\"")]
    [InlineData("('/users' + $query)")]
    [InlineData("($format -f $id)")]
    [InlineData("$script:uri")]
    [InlineData("$env:GRAPH")]
    public void An_address_that_could_be_any_is_not_evident(string address) =>
        Assert.Equal([$"? Invoke-MsOAuthRequest {address}"], reader.Calls($"Invoke-MsOAuthRequest {address}"));

    /// <summary>What is listed is listed by words there, and the variable may be any of them.</summary>
    [Theory]
    [InlineData("/me/$what")]
    [InlineData("/me/$what/x")]
    [InlineData("/reports/$what")]
    [InlineData("\"https://graph.microsoft.com/v1.0/me/$($what)?`$top=5\"")]
    [InlineData("/users/$id/drive/$what")]
    public void A_word_that_is_a_variable_is_not_evident(string address) =>
        Assert.StartsWith("? Invoke-MsOAuthRequest ", Assert.Single(reader.Calls($"Invoke-MsOAuthRequest {address}")), StringComparison.Ordinal);

    /// <summary>Microsoft may list nothing for it, but which call it is, is plain.</summary>
    [Theory]
    [InlineData("/users/$id/nobody/knows", "/users/{id}/nobody/knows")]
    [InlineData("https://graph.microsoft.com/beta/users/$id/nobody", "https://graph.microsoft.com/beta/users/{id}/nobody")]
    [InlineData("\"/me/drive/root:/$folder/$file/nobody\"", "/me/drive/root:/{id}/{id}/nobody")]
    [InlineData("/nobody/knows", "/nobody/knows")]
    public void A_call_that_is_not_listed_is_evident_all_the_same(string address, string expected) =>
        Assert.Equal(["GET " + expected], reader.Calls($"Invoke-MsOAuthRequest {address}"));

    /// <summary>A host that is a variable may be anybody's, where the command does not call Microsoft Graph alone.</summary>
    [Theory]
    [InlineData("\"$graph/v1.0/users\"")]
    [InlineData("\"https://$graph/v1.0/users\"")]
    [InlineData("\"https://graph.$cloud/v1.0/users\"")]
    [InlineData("/users")]
    public void A_host_that_is_a_variable_may_be_anybodys(string address) =>
        Assert.Equal([$"? Invoke-RestMethod {address}"], reader.Calls($"Invoke-RestMethod {address}"));

    [Theory]
    [InlineData("$u = '/users'; Invoke-MsOAuthRequest $u")]
    [InlineData("[string]$u = '/users'; Invoke-MsOAuthRequest -Uri $u")]
    [InlineData("$script:u = '/users'; function F { Invoke-MsOAuthRequest $script:u }")]
    [InlineData("$u = '/users'; 1 | ForEach-Object -Parallel { Invoke-MsOAuthRequest $using:u }")]
    [InlineData("$r = '/users'; $u = $r; Invoke-MsOAuthRequest \"$u\"")]
    [InlineData("$r = 'users'; Invoke-MsOAuthRequest \"/$($r)\"")]
    [InlineData("$m = 'GET'; $u = \"/users\"; Invoke-MgGraphRequest $m $u")]
    [InlineData("if ($x) { $u = '/users'; Invoke-MsOAuthRequest $u }")]
    [InlineData("function F { $u = '/users'; Invoke-MsOAuthRequest $u }; function G { $u = '/groups' }")]
    [InlineData("$u = '/groups'; function F { $u = '/users'; Invoke-MsOAuthRequest $u }")]
    [InlineData("if ($x) { $u = '/groups' } else { $u = '/users'; Invoke-MsOAuthRequest $u }")]
    [InlineData("$u = '/groups'; $u = '/users'; Invoke-MsOAuthRequest $u; $u = '/sites'")]
    [InlineData("foreach ($x in $all) { $u = '/users'; Invoke-MsOAuthRequest $u; $u = '/sites' }")]
    [InlineData("function F { try { $u = '/users'; Invoke-MsOAuthRequest $u } catch { $u = '/sites' } }")]
    [InlineData("$u = '/users'; do { $p = Invoke-MsOAuthRequest $u; $u = $p.'@odata.nextLink' } while ($u)")]
    [InlineData("$u = '/users'; do { $p = Invoke-MsOAuthRequest $u; $u = $p['@odata.nextLink'] } while ($u)")]
    [InlineData("($u = '/users') -and $ok; Invoke-MsOAuthRequest $u")]
    [InlineData("$ok -and $($u = '/users'; Invoke-MsOAuthRequest $u)")]
    [InlineData("if ($u = '/users') { Invoke-MsOAuthRequest $u }")]
    [InlineData("$u = '/users'; Set-Variable -Name v -Value '/groups' -Force; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable v u; Invoke-MsOAuthRequest $u")]
    public void A_variable_is_as_evident_as_what_it_holds_in_every_run(string script) =>
        Assert.Equal(["GET /users"], reader.Calls(script));

    [Theory]
    [InlineData("$u = '/users'; if ($x) { $u = '/groups' }; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; while ($x) { Invoke-MsOAuthRequest $u; $u = '/groups' }")]
    [InlineData("$u = '/users'; foreach ($x in 1, 2) { foreach ($y in 1, 2) { Invoke-MsOAuthRequest $u }; $u = '/groups' }")]
    [InlineData("switch ($x) { 1 { $u = '/users' } 2 { Invoke-MsOAuthRequest $u } }")]
    [InlineData("$u = '/groups'; $u = '/users'; $all | ForEach-Object { Invoke-MsOAuthRequest $u; $u = '/groups' }")]
    [InlineData("$u = '/users'; $later = { Invoke-MsOAuthRequest $u }; $u = '/groups'; & $later")]
    [InlineData("$u = '/users'; function F { Invoke-MsOAuthRequest $u }; $u = '/groups'; F")]
    [InlineData("$u = '/groups'; $all | ForEach-Object { $u = '/sites' }; $u = '/users'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $u += '/x'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = Get-Address; Invoke-MsOAuthRequest $u")]
    [InlineData("if ($x) { $u = '/users' }; Invoke-MsOAuthRequest $u")]
    [InlineData("function F { $u = '/users' }; Invoke-MsOAuthRequest $u")]
    [InlineData("Invoke-MsOAuthRequest $u; $u = '/users'")]
    [InlineData("param($u = '/users') Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; function F($u) { Invoke-MsOAuthRequest $u }")]
    [InlineData("$u = '/users'; foreach ($u in $all) { Invoke-MsOAuthRequest $u }")]
    [InlineData("$u = '/users'; Set-Variable u $other; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Get-Address -OutVariable u; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Update ([ref]$u); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $u, $v = Get-Both; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; function F { $script:u = '/groups' }; F; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = \"$u/users\"; Invoke-MsOAuthRequest $u")]
    [InlineData("$p = Invoke-Other; $u = $p.'@odata.nextLink'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $ok -and ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $ok -or ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Test-It && ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Test-It || ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $x ? ($u = '/groups') : 1; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $x ?? ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; $x ??= ($u = '/groups'); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; ${x}?.Add(($u = '/groups')); Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; if ($x) { } elseif ($u = '/groups') { }; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; for (; $x; $u = '/groups') { }; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable -Name $n -Value '/groups'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable $n '/groups'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable -Value '/groups' \"$n\"; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Clear-Variable *; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable a, u '/groups'; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Set-Variable @p; Invoke-MsOAuthRequest $u")]
    [InlineData("$u = '/users'; Get-Address -OutVariable:u; Invoke-MsOAuthRequest $u")]
    public void A_variable_that_may_hold_another_is_not(string script) => Assert.Equal(["? Invoke-MsOAuthRequest $u"], reader.Calls(script));

    [Fact]
    public void The_root_is_most_often_a_variable() => Assert.Equal(
        ["GET https://graph.microsoft.com/v1.0/users", "DELETE https://graph.microsoft.com/v1.0/users/{id}"],
        reader.Calls("$root = 'https://graph.microsoft.com/v1.0'\nInvoke-RestMethod \"$root/users\"\nInvoke-RestMethod ($root + '/users/' + $id) -Method Delete"));

    [Theory]
    [InlineData("$p = @{ Method = 'POST'; Uri = '/me/sendMail'; Body = $b }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = [ordered]@{ 'Uri' = \"/me/sendMail\"; Meth = 'Post' }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me/sendMail' }; Invoke-MsOAuthRequest @p -Method POST")]
    [InlineData("$u = '/me/sendMail'; $p = @{ Uri = $u; Method = 'POST' }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me/sendMail'; Method = 'POST' }; $p.Body = $b; $p['Headers'] = $h; $p.Add('TimeoutSeconds', 5); Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Method = 'POST' }; Invoke-MgGraphRequest @p /me/sendMail")]
    [InlineData("$p = @{ Uri = '/me'; Method = 'GET' }; Invoke-MsOAuthRequest -Uri /me/sendMail -Method POST @p")]
    public void A_splatted_hashtable_is_read(string script) => Assert.Equal(["POST /me/sendMail"], reader.Calls(script));

    [Theory]
    [InlineData("$p = @{ Uri = '/me' }; $p.Uri = $other; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me' }; $p.Add('Method', $m); Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me' }; $p[$key] = 'x'; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me' }; $p.Clear(); Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me'; Method = $m }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me'; $key = 'POST' }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = @{ Uri = '/me' }; $p += @{ Method = 'POST' }; Invoke-MsOAuthRequest @p")]
    [InlineData("$p = Get-Arguments; Invoke-MsOAuthRequest @p")]
    public void A_hashtable_that_may_hold_another_call_is_not(string script) => Assert.Equal(["? Invoke-MsOAuthRequest @p"], reader.Calls(script));

    /// <summary>Read and not run: a text that would double with each line is given up in time.</summary>
    [Fact]
    public void A_text_without_end_is_given_up() => Assert.Equal(
        ["? Invoke-MsOAuthRequest $v40"],
        reader.Calls("$v0 = '/users/x'\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"$v{i} = \"$v{i - 1}$v{i - 1}\"\n")) + "Invoke-MsOAuthRequest $v40"));

    /// <summary>Far more than a thread's stack holds, were each read within the next.</summary>
    [Fact]
    public void A_value_within_values_without_end_is_given_up() => Assert.Equal(
        ["? Invoke-MsOAuthRequest $v30000"],
        reader.Calls("$v0 = '/users/x'\n" + string.Concat(Enumerable.Range(1, 30_000).Select(i => $"$v{i} = $v{i - 1} + 'y'\n")) + "Invoke-MsOAuthRequest $v30000"));

    /// <summary>What was too deep for one use is read for another.</summary>
    [Fact]
    public void A_value_is_evident_whatever_was_given_up_before_it() => Assert.Equal(
        ["? Invoke-MsOAuthRequest $v200", "GET /users/x" + new string('y', 20)],
        reader.Calls("$v0 = '/users/x'\n" + string.Concat(Enumerable.Range(1, 200).Select(i => $"$v{i} = $v{i - 1} + 'y'\n")) + "Invoke-MsOAuthRequest $v200\nInvoke-MsOAuthRequest $v20"));

    /// <summary>Each use looks among what sets its variable; done one by one, this takes minutes.</summary>
    [Fact]
    public void A_variable_that_is_set_often_is_looked_up_at_once() => Assert.Equal(
        6_000,
        reader.Calls(string.Concat(Enumerable.Range(1, 6_000).Select(i => $"$s = '/me'; $s = \"$s/$x/x{i}\"; Invoke-MsOAuthRequest $s\n"))).Count);
}
