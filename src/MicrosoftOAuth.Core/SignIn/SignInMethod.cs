namespace MicrosoftOAuth.Core;

/// <summary>The ways to sign in.</summary>
public enum SignInMethod
{
    /// <summary>The system browser, authorization code with PKCE (RFC 7636).</summary>
    Interactive,

    /// <summary>A code that the person types on any device (RFC 8628).</summary>
    DeviceCode,

    /// <summary>The app alone, with its client secret (RFC 6749, section 4.4).</summary>
    ClientSecret,

    /// <summary>A token that was got elsewhere.</summary>
    AccessToken,

    /// <summary>The app alone, with a certificate (RFC 7523, section 2.2).</summary>
    Certificate,

    /// <summary>The identity that Azure gives a machine or service, without any credential.</summary>
    ManagedIdentity,

    /// <summary>The app alone, with a token of an issuer that it trusts: given, from a callback or from a file.</summary>
    FederatedToken,

    /// <summary>The app alone, with the token that GitHub Actions gives each job.</summary>
    GitHubActions,

    /// <summary>The app alone, with the token that Azure Pipelines gives a service connection.</summary>
    AzurePipelines,

    /// <summary>An API in the name of the user who called it (RFC 7523, section 2.1).</summary>
    OnBehalfOf,

    /// <summary>A web app that redeems the code its user came back with (RFC 6749, section 4.1.3).</summary>
    AuthorizationCode,

    /// <summary>A refresh token that was got elsewhere (RFC 6749, section 6).</summary>
    RefreshToken,

    /// <summary>User name and password (RFC 6749, section 4.3); a last resort.</summary>
    Password,

    /// <summary>Whatever the AZURE_* variables describe; the context shows which way that was.</summary>
    EnvironmentVariable,
}
