namespace MicrosoftOAuth.Core;

/// <summary>One way to get tokens. Each has a file of its own; the list of them is <see cref="SignInMethods"/>.</summary>
internal interface ISignIn
{
    /// <summary>True where a user stands behind the tokens.</summary>
    bool HasUser { get; }

    /// <summary>Gets a token, from the library's cache where it has one.</summary>
    /// <exception cref="OAuthException">The sign-in failed, or a person would be needed and may not be asked.</exception>
    Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken);

    /// <summary>Forgets every token of the library's cache, on disk too. What the user gave to sign in with stays.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);
}

/// <summary>What token is wanted.</summary>
/// <param name="Scopes">In full (<c>https://graph.microsoft.com/User.Read</c>).</param>
/// <param name="ForceRefresh">The caller wants a new token, or one that lasts longer than any there is.</param>
/// <param name="MayAsk">A person may be asked.</param>
/// <param name="Reports">Who watches.</param>
internal sealed record TokenQuery(IReadOnlyList<string> Scopes, bool ForceRefresh, bool MayAsk, IProgress<OAuthReport>? Reports)
{
    /// <summary>What the library has cached is no use: it is what the gate holds already and finds too short.</summary>
    internal bool SkipCache { get; init; } = ForceRefresh;

    /// <summary>A claims challenge that the token has to answer, as JSON.</summary>
    internal string? Claims { get; init; }
}
