using System.Globalization;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What Microsoft Entra ID accepts as a redirect URI, checked before anything is sent. Source:
/// https://learn.microsoft.com/entra/identity-platform/reply-url.
/// </summary>
public static class RedirectUriRules
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 256;

    private const string Forbidden = "!$'(),;";

    /// <summary>How many URIs an app may have in all.</summary>
    public static int MaxCount(SignInAudience audience) => audience.IncludesPersonal() ? 100 : 256;

    /// <summary>Checks one URI.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.RedirectUriInvalid"/> with the reason.</exception>
    public static void Check(string uri, RedirectPlatform platform, SignInAudience audience)
    {
        if (Reason(uri, platform, audience) is { } reason)
        {
            throw Refuse(uri, reason);
        }
    }

    /// <summary>Checks how many there would be.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.RedirectUriInvalid"/>.</exception>
    public static void CheckCount(int count, SignInAudience audience)
    {
        if (count > MaxCount(audience))
        {
            throw new OAuthException(
                OAuthErrorKind.RedirectUriInvalid,
                string.Format(CultureInfo.InvariantCulture, "An app for {0} accounts may have {1} redirect URIs, and this would be {2}.", audience, MaxCount(audience), count),
                "Remove some first: Remove-MsOAuthRedirectUri");
        }
    }

    private static string? Reason(string uri, RedirectPlatform platform, SignInAudience audience)
    {
        if (uri.Length > MaxLength)
        {
            return string.Format(CultureInfo.InvariantCulture, "it has {0} characters, and {1} are allowed", uri.Length, MaxLength);
        }

        if (uri.IndexOfAny([.. Forbidden]) is var at && at >= 0)
        {
            return $"the character {uri[at]} is not allowed";
        }

        if (uri.Contains('*'))
        {
            return "wildcards can be set only in the manifest, and Microsoft advises against them";
        }

        if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed))
        {
            return "it is not an absolute URI such as https://app.example.com/callback";
        }

        bool isLocalhost = parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return parsed switch
        {
            _ when parsed.Fragment.Length > 0 => "it must not have a fragment (#)",
            _ when parsed.Host is "[::1]" => "the IPv6 loopback address is not supported; use http://localhost",
            { Scheme: "http" } when parsed.Host is "127.0.0.1" => "http://127.0.0.1 can be set only in the manifest; use http://localhost",
            { Scheme: "http" } when !isLocalhost => "http is allowed for localhost only; use https",
            { Scheme: "http" or "https" } when parsed.Query.Length > 0 && audience.IncludesPersonal() => "a query string is not allowed where personal accounts may sign in",
            { Scheme: "http" or "https" } => null,
            { Scheme: "javascript" or "data" or "vbscript" or "file" } => $"the scheme {parsed.Scheme} is not allowed",
            _ when platform == RedirectPlatform.PublicClient => null,
            _ => $"the scheme {parsed.Scheme} is for public clients only; a {platform} platform takes https",
        };
    }

    private static OAuthException Refuse(string uri, string reason) => new(
        OAuthErrorKind.RedirectUriInvalid,
        $"Microsoft Entra ID would refuse the redirect URI '{uri}': {reason}.",
        "The rules: https://learn.microsoft.com/entra/identity-platform/reply-url")
    {
        Target = uri,
    };
}
