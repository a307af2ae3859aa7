using System.Net;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Providers.Tests;

/// <summary>
/// Goes where a provider leads, with a browser's cookies, and fills in its forms: the account's name where a login is asked for,
/// any password, yes to everything else.
/// </summary>
internal sealed partial class PersonAtTheBrowser(LoopbackCertificate trusted) : IDisposable
{
    internal const string Name = "ada@contoso.example";
    private const int MostSteps = 20;
    private readonly HttpClient _browser = new(trusted.NewHandler()) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>The addresses that this person was sent to by an app.</summary>
    internal List<Uri> Opened { get; } = [];

    /// <summary>As <see cref="Core.OpenBrowser"/> asks.</summary>
    internal async Task<Uri> OpenAsync(Uri address, Uri? redirectUri, string? account, CancellationToken cancellationToken)
    {
        (Uri ended, string page) = await FollowAsync(address, redirectUri, account ?? Name, cancellationToken);
        return page.Length == 0 ? ended : throw new InvalidOperationException($"The sign-in ended at {ended}: {page}");
    }

    /// <summary>Opens an address and does what its pages ask, until one asks nothing more; returns that page.</summary>
    internal async Task<string> DoAsync(Uri address, CancellationToken cancellationToken) => (await FollowAsync(address, redirectUri: null, Name, cancellationToken)).Page;

    public void Dispose() => _browser.Dispose();

    private async Task<(Uri Ended, string Page)> FollowAsync(Uri address, Uri? redirectUri, string account, CancellationToken cancellationToken)
    {
        Opened.Add(address);
        HttpRequestMessage next = new(HttpMethod.Get, address);
        for (int i = 0; i < MostSteps; i++)
        {
            Uri at = next.RequestUri!;
            if (redirectUri is not null && at.GetLeftPart(UriPartial.Path) == redirectUri.GetLeftPart(UriPartial.Path))
            {
                return (at, string.Empty);
            }

            using HttpResponseMessage response = await _browser.SendAsync(next, cancellationToken);
            string page = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.Headers.Location is { } location)
            {
                next = new HttpRequestMessage(HttpMethod.Get, new Uri(at, location));
            }
            else if (Form().Match(page) is { Success: true } form)
            {
                next = new HttpRequestMessage(HttpMethod.Post, new Uri(at, WebUtility.HtmlDecode(form.Groups["action"].Value))) { Content = new FormUrlEncodedContent(Answers(form.Value, account)) };
            }
            else
            {
                return (at, page);
            }
        }

        throw new InvalidOperationException($"The provider leads in circles: {next.RequestUri}");
    }

    private static Dictionary<string, string> Answers(string form, string account) => Input().Matches(form).ToDictionary(
        input => input.Groups["name"].Value,
        input => input.Groups["name"].Value switch
        {
            "login" => account,
            "password" => "any",
            _ => WebUtility.HtmlDecode(Value().Match(input.Value).Groups["value"].Value),
        },
        StringComparer.Ordinal);

    [GeneratedRegex("""<form[^>]*\baction="(?<action>[^"]*)"[^>]*>.*?</form>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("""<input[^>]*\bname="(?<name>[^"]*)"[^>]*>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Input();

    [GeneratedRegex("""\bvalue="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
