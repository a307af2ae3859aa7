using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>MSAL's result as a token of ours.</summary>
internal static class MsalTokens
{
    internal static AccessToken From(AuthenticationResult result, string? clientId)
    {
        TokenClaims? claims = TokenClaims.TryRead(result.AccessToken);
        string[] scopes = [.. result.Scopes.Where(scope => !ScopeName.IsOpenId(scope)).Select(ScopeName.Short).Where(scope => scope != ".default")];
        return new AccessToken(
            result.AccessToken,
            result.ExpiresOn,
            claims?.Scopes is { Count: > 0 } granted ? granted : scopes,
            claims?.Roles ?? [],
            result.TenantId ?? claims?.TenantId,
            clientId,
            result.Account?.Username ?? claims?.Account);
    }
}

/// <summary>Gives MSAL our pipeline's end.</summary>
internal sealed class MsalHttpClientFactory(Wire wire) : IMsalHttpClientFactory
{
    public HttpClient GetHttpClient() => wire.SignIn;
}
