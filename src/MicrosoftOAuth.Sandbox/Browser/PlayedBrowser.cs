using System.Net;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Browser;

/// <summary>
/// A browser with a person in front of it who gives their name and password and accepts what they are asked. It reads the
/// practice world's own pages, which are plain forms, and follows redirects.
/// </summary>
internal sealed class PlayedBrowser(Dispatcher dispatcher, BrowserProfile profile, Uri? until)
{
    private const int MostSteps = 30;
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(5);
    private static readonly Regex Form = Pattern("<form[^>]* action=\"(?<action>[^\"]*)\".*?</form>");
    private static readonly Regex HiddenInput = Pattern("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"");
    private static readonly Regex VisibleInput = Pattern("<input id=\"[^\"]*\" name=\"(?<name>[^\"]*)\" type=\"(text|password)\" value=\"(?<value>[^\"]*)\"");
    private static readonly Regex Button = Pattern("<button name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"[^>]*>(?<text>.*?)</button>");
    private static readonly Regex Alert = Pattern("<p role=\"alert\"[^>]* data-error=\"(?<error>[^\"]*)\" data-description=\"(?<description>[^\"]*)\"");

    /// <summary>Opens an address and goes on until there is nothing left to follow, a page refuses what was entered, or the awaited address is reached.</summary>
    /// <returns>The last address. What a form posted to the awaited address is in its query, and so is what a page refused.</returns>
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
            if (answer.Status is >= 300 and < 400 && LocationOf(answer) is { } location)
                address = new Uri(address, location);
            else if (Alert.Match(answer.Body) is { Success: true } alert)
                return WithQuery(address, new FormData().Add("error", Decode(alert, "error")).Add("error_description", Decode(alert, "description")).ToString());
            else if (Form.Match(answer.Body) is { Success: true } form)
                (method, address, body) = ("POST", new Uri(address, Decode(form, "action")), Fill(form.Value));
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
        if (profile.CookiesFor(address.Host) is { } cookies)
            headers["Cookie"] = cookies;
        var answer = await dispatcher.SendAsync(method, address, headers, body, PracticeRequestOrigin.Browser, cancellationToken).ConfigureAwait(false);
        profile.Keep(address.Host, answer);
        return answer;
    }

    /// <summary>The person's answers: their own name and password, and of the buttons their own account, or else the first.</summary>
    private string Fill(string html)
    {
        var data = new FormData();
        foreach (Match input in HiddenInput.Matches(html))
            data.Add(Decode(input, "name"), Decode(input, "value"));
        foreach (Match input in VisibleInput.Matches(html))
        {
            var name = Decode(input, "name");
            data.Add(name, name switch
            {
                "username" => profile.UserName,
                "passwd" => PracticeTenant.PracticePassword,
                _ => Decode(input, "value"),
            });
        }

        var buttons = Button.Matches(html).Cast<Match>().ToList();
        if (Choose(buttons) is { } chosen)
            data.Add(Decode(chosen, "name"), Decode(chosen, "value"));
        return data.ToString();
    }

    private Match? Choose(List<Match> buttons)
    {
        if (buttons.Count == 0)
            return null;
        if (buttons[0].Groups["name"].Value != "account")
            return buttons[0];
        return buttons.Find(button => Decode(button, "text").Contains(">" + profile.UserName + "<", StringComparison.OrdinalIgnoreCase)) ?? buttons[^1];
    }

    private static string? LocationOf(Answer answer)
    {
        foreach (var header in answer.Headers)
        {
            if (header.Key == "Location")
                return header.Value;
        }

        return null;
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);

    private static Uri WithQuery(Uri address, string query) => new UriBuilder(address) { Query = query }.Uri;

    private static string Decode(Match match, string group) => WebUtility.HtmlDecode(match.Groups[group].Value);
}
