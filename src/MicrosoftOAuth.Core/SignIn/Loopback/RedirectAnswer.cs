namespace MicrosoftOAuth.Core;

/// <summary>What the authorization endpoint sent to the redirect URI (RFC 6749, section 4.1.2), as query or as form.</summary>
internal sealed class RedirectAnswer
{
    private readonly Dictionary<string, string> _values;

    private RedirectAnswer(Dictionary<string, string> values) => _values = values;

    internal string? State => Value("state");

    internal bool HasCode => Value("code") is not null;

    internal string? Error => Value("error");

    /// <summary>Null where a parameter comes twice, which none may (RFC 6749, section 3.1).</summary>
    internal static RedirectAnswer? TryRead(string form)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string part in form.Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0)
            {
                string name = Decode(part.Substring(0, equals));
                if (values.ContainsKey(name))
                {
                    return null;
                }

                values[name] = Decode(part.Substring(equals + 1));
            }
        }

        return new RedirectAnswer(values);
    }

    /// <summary>The error that came in place of a code; null with a code.</summary>
    internal OAuthException? Refusal(string? clientId) => Error is { } error
        ? SignInErrors.FromAnswer(error, Value("error_description") ?? error, clientId)
        : null;

    /// <summary>The answer as a redirect with a query, the form in which MSAL takes it.</summary>
    internal Uri ToAddress(Uri redirectUri) => new UriBuilder(redirectUri)
    {
        Query = string.Join("&", _values.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")),
    }.Uri;

    /// <summary>Never the code.</summary>
    public override string ToString() => Error ?? "A code to redeem";

    private string? Value(string name) => _values.TryGetValue(name, out string? value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
