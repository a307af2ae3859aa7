using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>
/// The claims parameter of a request (OpenID Connect Core, section 5.5), as far as Entra's clients use it: to say that they
/// can answer a claims challenge ("Continuous access evaluation"). The other thing it carries, the challenge itself, asks
/// for a token that is newer than a moment; every token issued here after a revocation is.
/// </summary>
/// <param name="CanAnswerChallenges">Whether the client has the capability cp1.</param>
internal sealed record RequestedClaims(bool CanAnswerChallenges)
{
    public static readonly RequestedClaims None = new(CanAnswerChallenges: false);

    /// <exception cref="SignInException">The text is no JSON object.</exception>
    public static RequestedClaims Parse(string? text)
    {
        if (text is null)
            return None;
        var claims = JsonBody.Read(text) ?? throw Aadsts.MalformedGrant();
        return new(IsCapable((claims["access_token"] as JsonObject)?["xms_cc"] as JsonObject));
    }

    private static bool IsCapable(JsonObject? capabilities)
    {
        if (capabilities is null)
            return false;
        var named = capabilities["values"] is JsonArray several ? several.OfType<JsonValue>().Select(item => item.ToString()) : [capabilities["value"]?.ToString() ?? capabilities["values"]?.ToString() ?? ""];
        return named.Contains("cp1", StringComparer.OrdinalIgnoreCase);
    }
}
