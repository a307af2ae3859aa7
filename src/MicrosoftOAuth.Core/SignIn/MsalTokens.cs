using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>MSAL's result as a token of ours.</summary>
internal static class MsalTokens
{
    /// <summary>What MSAL puts in place of a user's name where the provider's id token has none.</summary>
    private const string NoName = "Missing from the token response";

    /// <param name="result">What MSAL got.</param>
    /// <param name="clientId">The app it was got for.</param>
    /// <param name="clock">MSAL measures the end by the system's clock; what remains is put on this one, by which it will be compared.</param>
    internal static AccessToken From(AuthenticationResult result, string? clientId, TimeProvider clock)
    {
        DateTimeOffset expiresOn = clock.GetUtcNow() + (result.ExpiresOn - DateTimeOffset.UtcNow);

        // Of Microsoft's tokens for an app alone all else is known, and the scope is an API's .default.
        return result.IdToken is null && result.Account is null && Guid.TryParse(result.TenantId, out _)
            ? new AccessToken(result.AccessToken, expiresOn, result.TenantId, clientId)
            : Read(result, expiresOn, clientId);
    }

    /// <summary>The user's name; null where the provider tells none.</summary>
    internal static string? NameOf(IAccount? account) => account?.Username is { Length: > 0 } name && name != NoName ? name : null;

    private static AccessToken Read(AuthenticationResult result, DateTimeOffset expiresOn, string? clientId)
    {
        TokenClaims? claims = TokenClaims.TryRead(result.AccessToken);
        return new AccessToken(
            result.AccessToken,
            expiresOn,
            claims?.Scopes is { Count: > 0 } granted ? granted : ScopesOf(result),
            claims?.Roles ?? [],
            claims?.TenantId ?? (Guid.TryParse(result.TenantId, out _) ? result.TenantId : null),
            clientId,
            NameOf(result.Account) ?? claims?.Account ?? result.UniqueId);
    }

    private static List<string> ScopesOf(AuthenticationResult result)
    {
        List<string> scopes = [];
        foreach (string scope in result.Scopes)
        {
            string name = ScopeName.Short(scope);
            if (!ScopeName.IsOpenId(scope) && name != ".default")
            {
                scopes.Add(name);
            }
        }

        return scopes;
    }
}

/// <summary>Gives MSAL our pipeline's end.</summary>
internal sealed class MsalHttpClientFactory(HttpClient client) : IMsalHttpClientFactory
{
    public HttpClient GetHttpClient() => client;
}
