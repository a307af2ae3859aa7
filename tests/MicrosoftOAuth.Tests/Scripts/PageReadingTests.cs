namespace MicrosoftOAuth.Tests.Scripts;

/// <summary>The next page of a collection takes what the first one takes (https://learn.microsoft.com/graph/paging).</summary>
public sealed class PageReadingTests(ScriptReader reader) : IClassFixture<ScriptReader>
{
    private const string First = "$r = Invoke-MgGraphRequest -Method GET -Uri 'https://graph.microsoft.com/v1.0/applications'\n";

    [Theory]
    [InlineData("while ($r.'@odata.nextLink') { $r = Invoke-MgGraphRequest -Method GET -Uri $r.'@odata.nextLink' }")]
    [InlineData("while ($r['@odata.nextLink']) { $r = Invoke-MgGraphRequest GET $r['@odata.nextLink'] }")]
    [InlineData("$next = $r.'@odata.nextLink'; while ($null -ne $next) { $r = Invoke-MgGraphRequest -Uri $next; $next = $r.'@odata.nextLink' }")]
    [InlineData("$next = $r.'@odata.nextLink'\nwhile ($next) { $page = irm $next -Headers $h; $all += $page.value; $next = $page.'@odata.nextLink' }")]
    [InlineData("$next = $null\nif ($r.'@odata.nextLink') { $next = $r.'@odata.nextLink' } else { $next = $null }\nInvoke-MgGraphRequest -Uri $next")]
    [InlineData("$second = Invoke-MgGraphRequest -Uri $r.'@odata.nextLink'\nInvoke-MgGraphRequest -Uri ([string]$second.'@odata.nextLink')")]
    [InlineData("$p = @{ Method = 'GET'; Uri = $r.'@odata.nextLink' }\nInvoke-MgGraphRequest @p")]
    [InlineData("$r = (Invoke-WebRequest $r.'@odata.nextLink').Content | ConvertFrom-Json\n$r = [pscustomobject](irm $r.'@odata.nextlink')")]
    public void A_next_page_is_no_call_of_its_own(string script) =>
        Assert.Equal(["GET https://graph.microsoft.com/v1.0/applications"], reader.Calls(First + script));

    [Fact]
    public void It_is_none_behind_a_call_that_is_not_evident_either() => Assert.Equal(
        ["? Invoke-RestMethod $uri"],
        reader.Calls("function Get-All($uri) { $r = Invoke-RestMethod $uri; while ($r.'@odata.nextLink') { $r = Invoke-RestMethod $r.'@odata.nextLink' } }"));

    [Theory]
    [InlineData("", "Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("$r = Get-Page\n", "Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("$r = Invoke-RestMethod https://example.com/x\n", "Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("$r = Invoke-RestMethod https://example.com/x\n", "$r = Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("param($r) ", "Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("$a = Get-Page; $r = $a\n", "Invoke-RestMethod $r.'@odata.nextLink'")]
    [InlineData("$r = Get-Page; $n = $r.'@odata.nextLink'\n", "Invoke-RestMethod $n")]
    [InlineData("$n = Get-Link\n", "$r = Invoke-RestMethod $n; $n = $r.'@odata.nextLink'")]
    public void Behind_anything_else_it_is_listed(string before, string script)
    {
        string call = Assert.Single(reader.Calls(before + script));
        Assert.StartsWith("? Invoke-RestMethod $", call, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Invoke-MgGraphRequest -Method DELETE -Uri $r.'@odata.nextLink'")]
    [InlineData("Invoke-MgGraphRequest -Method $m -Uri $r.'@odata.nextLink'")]
    [InlineData("Invoke-MgGraphRequest -Uri $r.'@odata.nextLink' @more")]
    [InlineData("Invoke-MgGraphRequest -Uri $r.Next")]
    [InlineData("Invoke-MgGraphRequest -Uri \"$($r.'@odata.nextLink')x\"")]
    public void Nothing_but_a_GET_of_the_link_itself_is_a_next_page(string script) =>
        Assert.Equal(["GET https://graph.microsoft.com/v1.0/applications", "? " + script], reader.Calls(First + script));

    [Theory]
    [InlineData("$r = Get-Page")]
    [InlineData("$r.'@odata.nextLink' = $other")]
    [InlineData("Get-Page -OutVariable r")]
    [InlineData("Set-Variable $name $value")]
    [InlineData("foreach ($r in $pages) { }")]
    [InlineData("$r, $x = Get-Both")]
    public void A_page_that_may_be_another_is_none(string script) => Assert.Equal(
        ["GET https://graph.microsoft.com/v1.0/applications", "? Invoke-MgGraphRequest -Uri $r.'@odata.nextLink'"],
        reader.Calls(First + script + "\nInvoke-MgGraphRequest -Uri $r.'@odata.nextLink'"));

    /// <summary>Two variables that each hold the next page of the other have no first one.</summary>
    [Fact]
    public void A_page_without_a_first_one_is_listed() => Assert.Equal(
        2,
        reader.Calls("$a = Invoke-RestMethod $b.'@odata.nextLink'\n$b = Invoke-RestMethod $a.'@odata.nextLink'").Count);

    /// <summary>Followed anew for each, this takes minutes.</summary>
    [Fact]
    public void Pages_of_pages_are_followed_once() => Assert.Single(
        reader.Calls("$v0 = Invoke-MsOAuthRequest /users\n" + string.Concat(Enumerable.Range(1, 6_000).Select(i => $"$v{i} = Invoke-MsOAuthRequest $v{i - 1}.'@odata.nextLink'\n"))));
}
