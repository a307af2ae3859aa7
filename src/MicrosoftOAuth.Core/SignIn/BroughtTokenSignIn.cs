namespace MicrosoftOAuth.Core;

/// <summary>A token that was got elsewhere: used while it lasts, and an error that says so afterwards.</summary>
internal sealed class BroughtTokenSignIn : ISignIn
{
    private readonly AccessToken _token;
    private readonly string? _audience;
    private readonly TimeProvider _clock;

    internal BroughtTokenSignIn(SignInOptions options, Wire wire)
    {
        _clock = wire.Clock;
        string text = SecureText.Reveal(options.AccessToken ?? throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            "There is no access token.",
            "Connect-MsOAuthApp -AccessToken <token>"));
        TokenClaims claims = TokenClaims.Read(text);
        _audience = claims.Audience;
        _token = new AccessToken(
            text,
            claims.ExpiresOn ?? DateTimeOffset.MaxValue,
            claims.Scopes,
            claims.Roles,
            claims.TenantId,
            claims.ClientId,
            claims.Account);
        HasUser = claims.Scopes.Count > 0;
    }

    public bool HasUser { get; }

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        if (_token.ExpiresOn <= _clock.GetUtcNow())
        {
            throw new OAuthException(
                OAuthErrorKind.TokenExpired,
                $"The access token that was brought ended at {_token.ExpiresOn:u}, and nothing here can make another.",
                "Bring a new one: Connect-MsOAuthApp -AccessToken <token>");
        }

        if (query.ForceRefresh || query.Claims is not null)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "A token that was brought cannot be refreshed.",
                "Bring a new one: Connect-MsOAuthApp -AccessToken <token>")
            {
                Claims = query.Claims,
            };
        }

        if (query.Scopes.FirstOrDefault(scope => !ScopeName.IsFor(scope, _audience)) is { } foreign)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"The token that was brought is for {_audience}, not for {ScopeName.ResourceOf(foreign)}.",
                "Bring a token for that API, or sign in another way: Connect-MsOAuthApp");
        }

        return Task.FromResult(_token);
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
