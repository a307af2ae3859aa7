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
        List<IAppProof> given = [];
        if (options.ClientSecret is not null)
        {
            given.Add(new SecretProof(options.ClientSecret));
        }

        if (CertificateSource.IsGiven(options))
        {
            given.Add(new CertificateProof(options, wire.Clock));
        }

        if (FederatedTokens.AreGiven(options))
        {
            given.Add(new FederatedProof(FederatedTokens.Find(options, cloud, wire)));
        }

        return given.Count == 0 ? null : given.Count == 1 ? given[0] : throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            $"An app proves itself with one thing, and here are {string.Join(" and ", given.Select(proof => proof.Name))}.",
            "Leave out all but one.");
    }
}
