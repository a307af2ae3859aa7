using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What the person sees in the browser at the end: plain HTML without script, which fetches nothing and works in the dark,
/// on a phone and with a screen reader. Whatever comes from outside is encoded here; the code is never on it.
/// </summary>
internal sealed class ResultPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f3f3f3;color:#1b1b1b}
        main{box-sizing:border-box;max-width:34rem;margin:12vh auto 2rem;padding:2rem;background:#fff;border:1px solid #c4c4c4;border-radius:.5rem;overflow-wrap:anywhere}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
        p{margin:0 0 1rem}
        p:last-child{margin:0}
        dl{margin:0 0 1rem;font-size:.875rem;color:#454545}
        dt{font-weight:600}
        dd{margin:0 0 .5rem}
        @media (max-width:36rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
        @media (prefers-color-scheme:dark){body{background:#1b1b1b;color:#f5f5f5}main{background:#262626;border-color:#5c5c5c}dl{color:#cfcfcf}}
        """;

    private const string Farewell = "You can close this window and go back to PowerShell.";

    private static readonly string s_rules = $"default-src 'none'; style-src 'sha256-{HashOf(Style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly int _status;
    private readonly string _heading;
    private readonly string _content;

    private ResultPage(int status, string heading, string content) => (_status, _heading, _content) = (status, heading, content);

    /// <summary>A code arrived. It is not redeemed yet, so nothing more is said.</summary>
    internal static ResultPage SignedIn { get; } = new(200, "The sign-in has arrived", Text("PowerShell has what it needs from the browser, and finishes the sign-in now.") + Text(Farewell));

    /// <summary>The answer to an address that nobody waits for here.</summary>
    internal static ResultPage OtherSignIn { get; } = new(
        400,
        "This answers another sign-in",
        Text("PowerShell waits for the answer to another sign-in than this one, which may have been begun earlier. Nothing was taken over from this page.")
        + Text("Close this window, and go on in the one that was opened last."));

    /// <summary>An error came in place of a code.</summary>
    internal static ResultPage Refused(OAuthException refusal)
    {
        string heading = refusal.Kind switch
        {
            OAuthErrorKind.SignInRefused => "You declined the sign-in",
            OAuthErrorKind.ConsentRequired => "An approval is missing",
            _ => "The sign-in was refused",
        };
        string details = Detail("Error", refusal.ServiceCode) + Detail("Correlation id", refusal.CorrelationId) + Detail("Trace id", refusal.TraceId);
        return new ResultPage(
            200,
            heading,
            Text(refusal.Message)
            + (details.Length > 0 ? $"<dl>{details}</dl>" : string.Empty)
            + (refusal.Remedy is { } remedy ? Text("What to do next: " + remedy) : string.Empty)
            + Text(Farewell));
    }

    /// <summary>A request that has nothing to do with the sign-in.</summary>
    internal static ResultPage Problem(int status, string why) => new(status, why.TrimEnd('.'), Text("If you are signing in, go on in the window that was opened last."));

    /// <summary>The whole answer of HTTP/1.1.</summary>
    internal byte[] ToResponse()
    {
        byte[] body = Encoding.UTF8.GetBytes(ToHtml());
        string head = string.Join(
            "\r\n",
            $"HTTP/1.1 {_status.ToString(CultureInfo.InvariantCulture)} {Reason(_status)}",
            "Content-Type: text/html; charset=utf-8",
            $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}",
            $"Content-Security-Policy: {s_rules}",
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            _status == 405 ? "Allow: GET, POST\r\nConnection: close" : "Connection: close",
            "\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private string ToHtml() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(_heading)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Encode(_heading)}</h1>
        {_content}
        </main>
        </body>
        </html>
        """;

    private static string Text(string text) => $"<p>{Encode(text)}</p>";

    private static string Detail(string name, string? value) => string.IsNullOrEmpty(value) ? string.Empty : $"<dt>{name}</dt><dd>{Encode(value)}</dd>";

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? string.Empty);

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        431 => "Request Header Fields Too Large",
        _ => "Bad Request",
    };

    private static string HashOf(string text)
    {
        using SHA256 hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
