using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>What every page keeps to: it can be read by everybody, and nobody can put a script into it.</summary>
public sealed class PageRulesTests
{
    [Fact]
    public async Task Every_page_can_be_read_and_used_without_script_and_without_eyes()
    {
        foreach (var page in await AllPagesAsync())
        {
            Assert.True(page.Title.Length > 0 && page.Heading.Length > 0, page.Html);
            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page.Html, StringComparison.Ordinal);
            Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", page.Html, StringComparison.Ordinal);
            Assert.Single(Markup.Find(page.Html, "<h1>"));
            Assert.Single(Markup.Find(page.Html, "<main>"));
            foreach (var input in Markup.Find(page.Html, "<input [^>]*>").Where(input => !input.Value.Contains("type=\"hidden\"", StringComparison.Ordinal)))
                Assert.Contains($"<label for=\"{Markup.First(input.Value, "id=\"(?<text>[^\"]*)\"")}\"", page.Html, StringComparison.Ordinal);
            foreach (var described in Markup.Find(page.Html, "aria-(describedby|labelledby)=\"(?<text>[^\"]*)\""))
                Assert.Contains($"id=\"{described.Groups["text"].Value}\"", page.Html, StringComparison.Ordinal);
            Assert.All(Markup.Find(page.Html, "<button[^>]*>(?<text>.*?)</button>"), button => Assert.NotEmpty(button.Groups["text"].Value));
            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("onclick", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_page_forbids_what_it_does_not_need()
    {
        foreach (var page in await AllPagesAsync())
        {
            var rules = page.Headers["Content-Security-Policy"];
            Assert.Equal($"default-src 'none'; style-src 'sha256-{HashOf(Markup.First(page.Html, "<style>(?<text>.*?)</style>"))}'; base-uri 'none'; frame-ancestors 'none'", rules);
            Assert.Equal("DENY", page.Headers["X-Frame-Options"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_form_that_sends_itself_has_one_script_and_a_button_for_those_without()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, ("response_mode", "form_post"), ("state", "\"><script>alert(1)</script>"))), client.Tenant.UserName);

        var script = Assert.Single(Markup.Find(page.Html, "<script>(?<text>.*?)</script>")).Groups["text"].Value;
        Assert.Equal("document.forms[0].submit();", script);
        Assert.Contains($"script-src 'sha256-{HashOf(script)}'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("<noscript><p>Script is disabled. Choose Submit to continue.</p><button class=\"main\">Submit</button></noscript>", page.Html, StringComparison.Ordinal);
        Assert.Contains("action=\"http://localhost\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_stands_out_from_what_is_behind_it()
    {
        var style = Markup.First((await AllPagesAsync())[0].Html, "<style>(?<text>.*?)</style>");
        foreach (var (text, background) in new[] { ("1b1b1b", "f2f2f2"), ("1b1b1b", "ffffff"), ("444444", "f2f2f2"), ("ffffff", "005a9e"), ("7a0000", "fdf3f4"), ("005a9e", "ffffff"), ("ffffff", "1b1b1b"), ("ffffff", "2b2b2b"), ("d0d0d0", "1b1b1b"), ("8ac7ff", "2b2b2b"), ("ffd5d5", "44191c") })
        {
            Assert.Contains("#" + Short(text), style, StringComparison.Ordinal);
            Assert.Contains("#" + Short(background), style, StringComparison.Ordinal);
            Assert.True(Contrast(text, background) >= 4.5, $"{text} on {background}: {Contrast(text, background)}");
        }
    }

    private static async Task<IReadOnlyList<BrowserPage>> AllPagesAsync()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        using var browser = new FormBrowser(client);
        var name = await browser.OpenAsync(Address(client));
        var wrongName = await browser.SubmitAsync(name, "Next", ("username", "nobody"));
        var password = await browser.SubmitAsync(wrongName, "Next", ("username", client.Tenant.UserName));
        var wrongPassword = await browser.SubmitAsync(password, "Sign in", ("passwd", "wrong"));
        await browser.SubmitAsync(wrongPassword, "Sign in", ("passwd", PracticeTenant.PracticePassword));
        var pick = await browser.OpenAsync(Address(client, ("prompt", "select_account")));
        var consent = await browser.SubmitAsync(await browser.OpenAsync(Address(client, ("scope", "Mail.Read"), ("prompt", "select_account"))), client.Tenant.UserName);
        var needAdmin = await browser.OpenAsync(Address(client, ("scope", "User.Read.All")));
        var adminConsent = await browser.SignInAsync(await browser.OpenAsync(Address(client, ("scope", "Mail.Read"), ("prompt", "login"))), client.Tenant.AdministratorName);
        var code = await browser.OpenAsync("https://login.microsoftonline.com/common/oauth2/deviceauth");
        var wrongCode = await browser.SubmitAsync(code, "Next", ("otc", "WRONG"));
        var shown = await client.FormAsync(client.Authority + "/oauth2/v2.0/devicecode", ("client_id", TenantClient.CommandLineTools), ("scope", "User.Read"));
        var confirm = await browser.SubmitAsync(await browser.SubmitAsync(wrongCode, "Next", ("otc", shown["user_code"])), client.Tenant.UserName);
        var done = await browser.SubmitAsync(confirm, "Continue");
        var error = await browser.OpenAsync(Address(client, ("client_id", Guid.NewGuid().ToString())));
        var signedOut = await browser.OpenAsync(client.Authority + "/oauth2/v2.0/logout");
        var unknown = await browser.OpenAsync(client.Authority + "/no/such/page");
        Assert.Equal(404, unknown.Status);
        return [name, wrongName, password, wrongPassword, pick, consent, needAdmin, adminConsent, code, wrongCode, confirm, done, error, signedOut, unknown];
    }

    private static Uri Address(TenantClient client, params (string Name, string Value)[] more) =>
        Authorization.Address(client, TenantClient.CommandLineTools, Authorization.PublicRedirectUri, "User.Read openid", more);

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Short(string color) => color[0] == color[1] && color[2] == color[3] && color[4] == color[5] ? $"{color[0]}{color[2]}{color[4]}" : color;

    /// <summary>WCAG 2.2, "contrast ratio".</summary>
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double Part(int start)
        {
            var value = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }
}
