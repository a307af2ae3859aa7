using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>What an app proves itself with at the token endpoint.</summary>
internal interface IAppProof
{
    /// <summary>In words, for messages: <c>a client secret</c>.</summary>
    string Name { get; }

    /// <summary>Hands it to MSAL.</summary>
    /// <exception cref="OAuthException">It cannot serve as a proof.</exception>
    ConfidentialClientApplicationBuilder Attach(ConfidentialClientApplicationBuilder builder);
}

/// <summary>Finds the one proof that the options hold.</summary>
internal static class AppProof
{
    internal static IAppProof Of(SignInOptions options, MicrosoftCloud cloud, Wire wire) => Find(options, cloud, wire) ?? throw new OAuthException(
        OAuthErrorKind.InvalidArgument,
        "The app has nothing to prove itself with.",
        "Pass one of -ClientSecret, -CertificatePath, -CertificateThumbprint, -Certificate, -FederatedTokenFile, -FederatedToken");

    internal static IAppProof? Find(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        IAppProof?[] all =
        [
            options.ClientSecret is null ? null : new SecretProof(options.ClientSecret),
            CertificateSource.IsGiven(options) ? new CertificateProof(options, wire.Clock) : null,
            FederatedTokens.Find(options, cloud, wire) is { } source ? new FederatedProof(source) : null,
        ];
        IAppProof[] given = [.. all.OfType<IAppProof>()];
        return given.Length < 2 ? given.FirstOrDefault() : throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            $"An app proves itself with one thing, and here are {string.Join(" and ", given.Select(proof => proof.Name))}.",
            "Leave out all but one.");
    }
}
