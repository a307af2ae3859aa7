namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>How a client has proven itself: the values of the claims appidacr and azpacr.</summary>
internal enum ClientProof
{
    /// <summary>Not at all: it is a public client.</summary>
    None = 0,

    /// <summary>With a client secret.</summary>
    Secret = 1,

    /// <summary>With a certificate, or with a token of an issuer it trusts.</summary>
    Assertion = 2,
}
