using System.Net;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>A browser that stops at every page: it keeps cookies and sends the forms that a test fills in.</summary>
internal sealed class FormBrowser(TenantClient client) : IDisposable
{
    private readonly HttpClient http = new(client.Tenant.CreateHandler());
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Every Set-Cookie header so far.</summary>
    public List<string> CookieHeaders { get; } = [];

    public void Dispose() => http.Dispose();

    public Task<BrowserPage> OpenAsync(Uri address) => SendAsync(HttpMethod.Get, address, null);

    public Task<BrowserPage> OpenAsync(string address) => OpenAsync(new Uri(address));

    /// <summary>Sends the form with this button, filled in; other fields go as they are.</summary>
    public Task<BrowserPage> SubmitAsync(BrowserPage page, string button, params (string Name, string Value)[] values)
    {
        var form = page.Forms.First(candidate => candidate.Contains($">{button}<", StringComparison.Ordinal) || candidate.Contains($"<small>{button}</small>", StringComparison.Ordinal));
        var fields = Markup.Find(form, "<input [^>]*name=\"(?<name>[^\"]*)\" (type=\"(?<type>[^\"]*)\" )?value=\"(?<value>[^\"]*)\"")
            .Where(match => match.Groups["type"].Value != "checkbox")
            .Select(match => (Name: match.Groups["name"].Value, Value: WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Where(field => !values.Any(value => value.Name == field.Name))
            .Concat(values)
            .ToList();
        var chosen = Markup.Find(form, "<button name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"[^>]*>(?<text>.*?)</button>").First(match => match.Groups["text"].Value.Contains(button, StringComparison.Ordinal));
        fields.Add((chosen.Groups["name"].Value, WebUtility.HtmlDecode(chosen.Groups["value"].Value)));
        var action = WebUtility.HtmlDecode(Markup.First(form, "action=\"(?<text>[^\"]*)\""));
        return SendAsync(HttpMethod.Post, new(action), fields);
    }

    /// <summary>Gives name and password; the page that follows.</summary>
    public async Task<BrowserPage> SignInAsync(BrowserPage page, string userName, string password = PracticeTenant.PracticePassword)
    {
        var next = await SubmitAsync(page, "Next", ("username", userName));
        return await SubmitAsync(next, "Sign in", ("passwd", password));
    }

    public async Task<BrowserPage> SendAsync(HttpMethod method, Uri address, IEnumerable<(string Name, string Value)>? form)
    {
        using var request = new HttpRequestMessage(method, address);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Key + "=" + cookie.Value)));
        using var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Keep(set);
        if (response.Headers.Location is { } location && location.Host.EndsWith("microsoftonline.com", StringComparison.Ordinal))
            return await OpenAsync(location);
        return new(address, (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase), response.Headers.Location);
    }

    private void Keep(IEnumerable<string> headers)
    {
        foreach (var header in headers)
        {
            CookieHeaders.Add(header);
            var pair = header.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                cookies.Remove(pair[0]);
            else
                cookies[pair[0]] = pair[1];
        }
    }
}

/// <summary>What a browser shows.</summary>
internal sealed record BrowserPage(Uri Address, int Status, string Html, IReadOnlyDictionary<string, string> Headers, Uri? Location)
{
    public string Title => WebUtility.HtmlDecode(Markup.First(Html, "<title>(?<text>.*?)</title>"));

    public string Heading => WebUtility.HtmlDecode(Markup.First(Html, "<h1>(?<text>.*?)</h1>"));

    /// <summary>What is wrong, as the person reads it; null where nothing is.</summary>
    public string? Alert => Markup.First(Html, "<p role=\"alert\"[^>]*>(?<text>.*?)</p>") is { Length: > 0 } text ? WebUtility.HtmlDecode(text) : null;

    public IReadOnlyList<string> Forms => [.. Markup.Find(Html, "<form .*?</form>").Select(match => match.Value)];

    /// <summary>The words on the page, without the markup.</summary>
    public string Text => WebUtility.HtmlDecode(Markup.Remove(Markup.Remove(Html, "<(style|title)>.*?</(style|title)>"), "<[^>]*>"));

    /// <summary>What the client was told, in the query or the fragment of the redirect.</summary>
    public IReadOnlyDictionary<string, string> Result => Authorization.Read(Location ?? throw new InvalidOperationException($"There was no redirect: {Heading} {Alert}"));
}

/// <summary>Looks things up in a page.</summary>
internal static class Markup
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IEnumerable<Match> Find(string html, string pattern) => Regex.Matches(html, pattern, Options, Patience);

    /// <summary>The group "text" of the first match; empty without one.</summary>
    public static string First(string html, string pattern) => Regex.Match(html, pattern, Options, Patience).Groups["text"].Value;

    public static string Remove(string html, string pattern) => Regex.Replace(html, pattern, " ", Options, Patience);
}
