using System.Globalization;

namespace MicrosoftOAuth.Core;

/// <summary>Where an app's federated tokens come from; asked anew for each token request.</summary>
internal interface IFederatedTokens
{
    /// <exception cref="OAuthException">There is none, or it cannot serve.</exception>
    Task<string> NextAsync(CancellationToken cancellationToken);
}

/// <summary>Finds the one source that the options name.</summary>
internal static class FederatedTokens
{
    /// <summary>A token that ended longer ago than this is refused by Entra in any case.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    internal static bool AreGiven(SignInOptions options) =>
        options.FederatedToken is not null || options.FederatedTokenCallback is not null || options.FederatedTokenFile is not null
        || options.Method is SignInMethod.GitHubActions or SignInMethod.AzurePipelines;

    /// <summary>The source, of which at least one is given.</summary>
    internal static IFederatedTokens Find(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        IFederatedTokens?[] all =
        [
            options.FederatedToken is { } token ? new GivenFederatedToken(token, wire.Clock) : null,
            options.FederatedTokenCallback is { } callback ? new CalledFederatedTokens(callback, wire.Clock) : null,
            options.FederatedTokenFile is { } file ? new FederatedTokenFile(file, options.Machine, wire.Clock) : null,
            options.Method == SignInMethod.GitHubActions ? new GitHubActionsTokens(options.Machine, cloud, wire) : null,
            options.Method == SignInMethod.AzurePipelines ? new AzurePipelinesTokens(options.ServiceConnectionId, options.Machine, wire) : null,
        ];
        IFederatedTokens[] given = [.. all.OfType<IFederatedTokens>()];
        return given.Length == 1 ? given[0] : throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            "The federated token is named more than once.",
            "Pass one of -FederatedToken, -FederatedTokenFile, -GitHubActions and -AzurePipelines.");
    }

    /// <summary>The token, if it is one and has not ended.</summary>
    /// <param name="text">The token.</param>
    /// <param name="source">Where it came from, as the beginning of a sentence.</param>
    /// <param name="remedy">What helps where it has ended.</param>
    /// <param name="clock">By which it is measured.</param>
    internal static string Checked(string? text, string source, string remedy, TimeProvider clock)
    {
        string token = text?.Trim() ?? string.Empty;
        if (token.Length == 0)
        {
            throw new OAuthException(OAuthErrorKind.AssertionRefused, $"{source} is empty.", remedy);
        }

        if (TokenClaims.TryRead(token) is not { } claims)
        {
            throw new OAuthException(OAuthErrorKind.AssertionRefused, $"{source} is not a JSON Web Token.", remedy);
        }

        return claims.ExpiresOn is { } ends && ends < clock.GetUtcNow() - s_skew
            ? throw new OAuthException(OAuthErrorKind.AssertionRefused, string.Format(CultureInfo.InvariantCulture, "{0} ended at {1:u}.", source, ends), remedy)
            : token;
    }
}
