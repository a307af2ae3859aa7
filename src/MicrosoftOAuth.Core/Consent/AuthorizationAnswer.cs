using System.Security;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What came back to the redirect URI, checked by the side that redeems it. Source:
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#successful-response.
/// </summary>
/// <param name="Code">The code; good once, for some minutes.</param>
/// <param name="State">The state, which was the expected one.</param>
public sealed record AuthorizationAnswer(SecureString Code, string State)
{
    /// <summary>Reads the address that the browser ended at, its query or its fragment.</summary>
    /// <param name="returned">The whole address.</param>
    /// <param name="expectedState">The state of the address that was opened.</param>
    /// <param name="redirectUri">Where the answer has to arrive; null for anywhere.</param>
    /// <param name="clientId">The app, for messages.</param>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.SignInRefused"/>: it answers another sign-in (RFC 6749, section 10.12), or has no code; or the
    /// error that Entra sent instead of a code.
    /// </exception>
    public static AuthorizationAnswer Read(Uri returned, string expectedState, Uri? redirectUri = null, string? clientId = null)
    {
        if (redirectUri is not null && returned.GetLeftPart(UriPartial.Path) != redirectUri.GetLeftPart(UriPartial.Path))
        {
            throw Refused($"The answer arrived at {returned.GetLeftPart(UriPartial.Path)}, and was to arrive at {redirectUri.GetLeftPart(UriPartial.Path)}.");
        }

        Dictionary<string, string> values = ParametersOf(returned);
        if (!values.TryGetValue("state", out string? state) || state != expectedState)
        {
            throw Refused("The answer has another state than the address that was opened: it answers another sign-in, or somebody made it up.");
        }

        if (values.TryGetValue("error", out string? error))
        {
            throw SignInErrors.FromAnswer(error, values.TryGetValue("error_description", out string? text) ? text : error, clientId);
        }

        return values.TryGetValue("code", out string? code) && code.Length > 0
            ? new AuthorizationAnswer(SecureText.From(code), state)
            : throw Refused("The answer has no code.");
    }

    /// <summary>Never the code.</summary>
    public override string ToString() => "A code to redeem";

    private static Dictionary<string, string> ParametersOf(Uri address)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string part in address.Query.TrimStart('?').Split('&').Concat(address.Fragment.TrimStart('#').Split('&')))
        {
            int equals = part.IndexOf('=');
            if (equals > 0)
            {
                values[part.Substring(0, equals)] = Uri.UnescapeDataString(part.Substring(equals + 1).Replace('+', ' '));
            }
        }

        return values;
    }

    private static OAuthException Refused(string message) => new(
        OAuthErrorKind.SignInRefused,
        message,
        "Send the person to a new address, and redeem the answer to that one: New-MsOAuthConsentUrl");
}
