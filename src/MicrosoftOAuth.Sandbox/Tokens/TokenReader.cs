using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>
/// Reads tokens that were signed here. A client sends the same one with every request, and checking its signature takes
/// longer than answering most of them: what was once found to be signed here stays so. Not thread-safe.
/// </summary>
internal sealed class TokenReader
{
    private const int Limit = 1000;
    private readonly Dictionary<string, JsonObject> verified = new(StringComparer.Ordinal);

    /// <summary>The claims, to be read only; null for a text that is no token signed here. The time is the caller's to check.</summary>
    public JsonObject? Read(string token)
    {
        if (verified.TryGetValue(token, out var known))
            return known;
        if (Jwt.Read(token) is not { } claims)
            return null;
        if (verified.Count == Limit)
            verified.Clear();
        verified.Add(token, claims);
        return claims;
    }
}
