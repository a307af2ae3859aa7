using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>Tokens that outlive the process.</summary>
internal interface IKeptTokens
{
    /// <summary>Has MSAL read and write them there.</summary>
    void Attach(ITokenCache cache);

    /// <summary>What went wrong since the last call, as one sentence with its remedy; null where nothing did.</summary>
    string? TakeTrouble();

    /// <summary>Deletes them.</summary>
    /// <exception cref="OAuthException">They are still there.</exception>
    Task ClearAsync(CancellationToken cancellationToken);
}
