using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What a service wants of a new token before it goes on: continuous access evaluation and authentication contexts. Source:
/// https://learn.microsoft.com/entra/identity-platform/claims-challenge.
/// </summary>
internal static class ClaimsChallenge
{
    /// <summary>Longer text is no challenge (64 KiB); real ones have some hundred characters.</summary>
    private const int MaxLength = 64 * 1024;

    private static readonly Regex s_parameter = new(
        @"(?<name>error|claims)\s*=\s*""(?<value>[^""]*)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1));

    /// <summary>The claims that a 401 asks for, as JSON; null where it asks for none.</summary>
    internal static string? Of(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return null;
        }

        foreach (AuthenticationHeaderValue challenge in response.Headers.WwwAuthenticate)
        {
            if (challenge.Parameter is { Length: < MaxLength } parameter
                && Parameter(parameter, "error") == "insufficient_claims"
                && Parameter(parameter, "claims") is { } claims
                && TryRead(claims) is { } json)
            {
                return json;
            }
        }

        return null;
    }

    /// <summary>A challenge that a user passed, as JSON; null for none.</summary>
    /// <param name="text">JSON, the base64 of it, or a whole <c>WWW-Authenticate</c> header with a parameter <c>claims</c>.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: none of them.</exception>
    internal static string? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string given = text!.Trim();
        return TryRead(given) ?? (given.Length <= MaxLength && Parameter(given, "claims") is { } claims ? TryRead(claims) : null) ?? throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            "The claims challenge is neither a JSON object nor the base64 of one, nor a WWW-Authenticate header with claims in it.",
            "Pass the header as it came, or the value of its 'claims': Get-MsOAuthToken -ClaimsChallenge <value>");
    }

    private static string? Parameter(string text, string name) => s_parameter.Matches(text).Cast<Match>()
        .FirstOrDefault(match => match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    private static string? TryRead(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            string json = text.StartsWith('{') ? text : Encoding.UTF8.GetString(Base64Url.Decode(text.TrimEnd('=')));
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
