using System.Net;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Browser;

/// <summary>
/// A browser with a person in front of it who signs in and accepts what they are asked. It reads the practice world's own
/// pages, which are plain forms, and follows redirects.
/// </summary>
internal sealed class PlayedBrowser(Dispatcher dispatcher, BrowserProfile profile, Uri? until)
{
    private const int MostSteps = 30;
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(5);
    private static readonly Regex Form = new("<form[^>]* action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);
    private static readonly Regex HiddenInput = new("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);
    private static readonly Regex Button = new("<button name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);

    /// <summary>Opens an address and goes on until there is nothing left to follow or the awaited address is reached.</summary>
    /// <returns>The last address. What a form posted to the awaited address is in its query.</returns>
    public async Task<Uri> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var method = "GET";
        var body = "";
        for (var step = 0; step < MostSteps; step++)
        {
            if (IsAwaited(address))
                return body.Length == 0 ? address : WithQuery(address, body);
            var answer = await SendAsync(method, address, body, cancellationToken).ConfigureAwait(false);
            (method, body) = ("GET", "");
            if (answer.Status is >= 300 and < 400 && Header(answer, "Location") is { } location)
                address = new Uri(address, location);
            else if (FindForm(answer) is { } form)
                (method, address, body) = ("POST", new Uri(address, form.Action), Fill(form.Html));
            else
                return address;
        }

        throw new InvalidOperationException($"The browser followed {MostSteps} pages without an end; the last one was {address.GetLeftPart(UriPartial.Path)}.");
    }

    private bool IsAwaited(Uri address) =>
        until is not null && address.AbsoluteUri.StartsWith(until.AbsoluteUri.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private async Task<Answer> SendAsync(string method, Uri address, string body, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (method == "POST")
            headers["Content-Type"] = "application/x-www-form-urlencoded";
        if (profile.Cookies.TryGetValue(address.Host, out var cookie))
            headers["Cookie"] = cookie;
        var answer = await dispatcher.SendAsync(method, address, headers, body, PracticeRequestOrigin.Browser, cancellationToken).ConfigureAwait(false);
        if (Header(answer, "Set-Cookie") is { } set)
            profile.Cookies[address.Host] = set.Split(';')[0];
        return answer;
    }

    /// <summary>The person's answers: their own account, and yes where yes is offered.</summary>
    private string Fill(string html)
    {
        var data = new FormData();
        foreach (Match input in HiddenInput.Matches(html))
            data.Add(Decode(input.Groups["name"].Value), Decode(input.Groups["value"].Value));
        Match? chosen = null;
        foreach (Match button in Button.Matches(html))
        {
            if (button.Groups["name"].Value == "username")
            {
                data.Add("username", profile.UserName);
                return data.ToString();
            }

            chosen ??= button;
        }

        if (chosen is not null)
            data.Add(Decode(chosen.Groups["name"].Value), Decode(chosen.Groups["value"].Value));
        return data.ToString();
    }

    private static (string Action, string Html)? FindForm(Answer answer) =>
        Form.Match(answer.Body) is { Success: true } form ? (Decode(form.Groups["action"].Value), form.Value) : null;

    private static string? Header(Answer answer, string name)
    {
        foreach (var header in answer.Headers)
        {
            if (header.Key == name)
                return header.Value;
        }

        return null;
    }

    private static Uri WithQuery(Uri address, string query) => new UriBuilder(address) { Query = query }.Uri;

    private static string Decode(string text) => WebUtility.HtmlDecode(text);
}
