using System.Security.Cryptography;
using System.Text;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>The pages that end a sign-in in the browser.</summary>
public sealed class ResultPageTests
{
    private const string Markup = "AADSTS90094: <script>alert(1)</script> \"'&<img src=x onerror=alert(1)> Correlation ID: <b>1</b> Trace ID: <i>2</i>";

    public static TheoryData<string> Pages => [.. All.Keys];

    private static Dictionary<string, ResultPage> All => new(StringComparer.Ordinal)
    {
        ["signed in"] = ResultPage.SignedIn,
        ["another"] = ResultPage.OtherSignIn,
        ["refused"] = ResultPage.Refused(SignInErrors.FromAnswer("access_denied", Markup, FakeToken.Client)),
        ["problem"] = ResultPage.Problem(404, "There is nothing at this address."),
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Fetch_nothing_run_nothing_and_are_kept_nowhere(string name)
    {
        (string head, string html) = Split(All[name]);
        Assert.Contains("\r\nCache-Control: no-store\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nReferrer-Policy: no-referrer\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", head, StringComparison.Ordinal);
        Assert.Contains("default-src 'none';", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(html)}\r\n", head, StringComparison.Ordinal);
        string style = html.Split("<style>")[1].Split("</style>")[0];
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", head, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", style, StringComparison.Ordinal);
        Assert.Matches("^<!DOCTYPE html>\\s+<html lang=\"en\">", html);
        Assert.Matches("<title>[^<]+</title>", html);
        Assert.Equal(2, html.Split("<h1>").Length);
        foreach (string active in new[] { "<script", "<img", "<link", "<iframe", "<form", "<a ", "src=", "href=", "url(" })
        {
            Assert.DoesNotContain(active, name == "refused" ? html.Replace("img src=", "") : html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Microsofts_text_is_shown_as_text()
    {
        (_, string html) = Split(All["refused"]);
        Assert.Contains("<title>An approval is missing</title>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;1&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("New-MsOAuthConsentUrl -Admin", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("AADSTS65004: No.", "You declined the sign-in")]
    [InlineData("AADSTS65001: No.", "An approval is missing")]
    [InlineData("AADSTS53003: No.", "The sign-in was refused")]
    [InlineData("Nobody knows.", "You declined the sign-in")]
    public void Say_what_happened(string description, string heading) =>
        Assert.Contains($"<h1>{heading}</h1>", Split(ResultPage.Refused(SignInErrors.FromAnswer("access_denied", description, clientId: null))).Html, StringComparison.Ordinal);

    private static (string Head, string Html) Split(ResultPage page)
    {
        string[] parts = Encoding.UTF8.GetString(page.ToResponse()).Split("\r\n\r\n", 2);
        return (parts[0] + "\r\n", parts[1]);
    }
}
