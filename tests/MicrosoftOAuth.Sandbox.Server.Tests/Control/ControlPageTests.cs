using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Control;

/// <summary>The page shows what is there and what happened, nothing secret, and to nobody but the person at this machine.</summary>
public sealed partial class ControlPageTests
{
    [Fact]
    public async Task It_shows_apps_consents_sign_ins_and_requests()
    {
        await using var running = await RunningServer.StartAsync();
        var (appId, secret) = await running.NewAppAsync("Shown <b>app</b>");
        await TokenAsync(running, appId, secret);
        await TokenAsync(running, appId, "wrong");

        var page = await ReadAsync(running);

        Assert.Contains("Shown &lt;b&gt;app&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>app", page, StringComparison.Ordinal);
        Assert.Contains(appId, page, StringComparison.Ordinal);
        Assert.Contains("Microsoft Graph Command Line Tools", page, StringComparison.Ordinal);
        Assert.Contains("Application.ReadWrite.All", page, StringComparison.Ordinal);
        Assert.Contains("<td>client_credentials</td>", page, StringComparison.Ordinal);
        Assert.Contains("invalid_client AADSTS7000215", page, StringComparison.Ordinal);
        Assert.Contains(running.Tenant.AdministratorName, page, StringComparison.Ordinal);
        Assert.Contains("graph.microsoft.com/v1.0/applications", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_token_or_code_is_on_it()
    {
        await using var running = await RunningServer.StartAsync();
        var (appId, secret) = await running.NewAppAsync("Careful");
        await TokenAsync(running, appId, secret);

        var page = await ReadAsync(running);

        Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", page, StringComparison.Ordinal);
        var codes = running.Tenant.Requests.SelectMany(request => CodeOrToken().Matches(request.RequestBody + request.Uri.Query)).Select(match => match.Groups["value"].Value).Where(value => value.Length > 8).ToList();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.DoesNotContain(code, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_can_be_read_by_everybody()
    {
        await using var running = await RunningServer.StartAsync();
        await running.NewAppAsync("Readable");

        var page = await ReadAsync(running);

        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<title>", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Single(Regex.Matches(page, "<main>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(Regex.Count(page, "<table>", RegexOptions.None, TimeSpan.FromSeconds(1)), Regex.Count(page, "<table>\n<caption>[^<]+</caption>\n<thead><tr><th scope=\"col\">", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Regex.Matches(page, "href=\"#(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), link => Assert.Contains($"id=\"{link.Groups["id"].Value}\"", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.example.com:{port}")]
    public async Task A_name_that_was_made_to_lead_here_is_refused(string host)
    {
        await using var running = await RunningServer.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, running.Server.ControlAddress);
        request.Headers.Host = host.Replace("{port}", running.Server.ControlAddress.Port.ToString(), StringComparison.Ordinal);

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.DoesNotContain("Practice tenant", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/reset", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "/reset", "", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/reset", "token=", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/reset", "token=00000000000000000000000000000000", HttpStatusCode.Forbidden)]
    public async Task Nothing_else_can_be_done(string method, string path, string form, HttpStatusCode status)
    {
        await using var running = await RunningServer.StartAsync();
        var tenantId = running.Tenant.TenantId;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(running.Server.ControlAddress, path));
        if (method == "POST")
            request.Content = new StringContent(form, Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        using var response = await http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(tenantId, running.Tenant.TenantId);
    }

    [Fact]
    public async Task The_pages_own_button_begins_a_new_tenant()
    {
        await using var running = await RunningServer.StartAsync();
        var tenantId = running.Tenant.TenantId;
        var token = Regex.Match(await ReadAsync(running), "name=\"token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token });

        using var response = await http.PostAsync(new Uri(running.Server.ControlAddress, "/reset"), form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(tenantId, running.Tenant.TenantId);
        Assert.Contains(running.Tenant.TenantId.ToString(), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await running.NewAppAsync("In the new one");
    }

    [Fact]
    public async Task No_other_page_may_embed_it_or_read_it()
    {
        await using var running = await RunningServer.StartAsync();
        using var http = new HttpClient();

        using var response = await http.GetAsync(running.Server.ControlAddress);

        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<string> ReadAsync(RunningServer running)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(running.Server.ControlAddress);
    }

    private static async Task TokenAsync(RunningServer running, string appId, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = appId,
            ["client_secret"] = secret,
            ["grant_type"] = "client_credentials",
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await running.Http.PostAsync(new Uri(running.Authority + "/oauth2/v2.0/token"), form);
    }

    [GeneratedRegex("(?:^|[?&])(?:code|refresh_token|client_secret|code_verifier)=(?<value>[^&]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeOrToken();
}
