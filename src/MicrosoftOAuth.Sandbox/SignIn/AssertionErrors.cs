using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The sign-in service's errors about signed assertions: of clients, of the issuers they trust, and of users.</summary>
internal static class AssertionErrors
{
    private const string Certificates = "Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .";
    private const string Federation = "Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

    public static SignInException Malformed() => new(50027, OAuthErrors.InvalidRequest, "JWT token is invalid or malformed.");

    public static SignInException NoThumbprint() => Client(50027, "Invalid JWT token. No certificate thumbprint specified in token header.");

    public static SignInException OfAnotherClient() => Client(700021, "Client assertion application identifier doesn't match 'client_id' parameter. " + Certificates);

    public static SignInException SubjectIsNotIssuer() => Client(50048, "Subject mismatches Issuer claim in the client assertion.");

    public static SignInException WrongAudience() => Client(700023, "Client assertion audience claim does not match Realm issuer. " + Certificates);

    public static SignInException OutOfTime(DateTimeOffset now, double from, double until) =>
        Client(700024, $"Client assertion is not within its valid time range. Current time: {Exact(now)}, assertion valid from {Exact(from)}, expiry time of assertion {Exact(until)}. {Certificates}");

    public static SignInException KeyNotFound(Application application, string thumbprint) =>
        Client(700027, $"The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '{thumbprint}', {SeeKeysOf(application)}]");

    public static SignInException KeyExpired(Application application, X509Certificate2 certificate) =>
        Client(700027, $"Client assertion contains an invalid signature. [Reason - The key used is expired., {Key(certificate)}, {SeeKeysOf(application)}]");

    public static SignInException WrongSignature(Application application, X509Certificate2 certificate) =>
        Client(700027, $"Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., {Key(certificate)}, {SeeKeysOf(application)}]");

    public static SignInException NoFederatedCredential(Application application) =>
        Client(70025, $"The client '{application.AppId}'({application.DisplayName}) has no configured federated identity credentials.");

    public static SignInException UntrustedIssuer(string issuer) =>
        Client(700211, $"No matching federated identity record found for presented assertion issuer '{issuer}'. {Federation}");

    public static SignInException UntrustedAudience(string audience) =>
        Client(700212, $"No matching federated identity record found for presented assertion audience '{audience}'. {Federation}");

    /// <param name="subject">The subject that was presented.</param>
    /// <param name="differsInCase">Whether a credential has it in other letters, as small ones for capitals.</param>
    public static SignInException UntrustedSubject(string subject, bool differsInCase) => differsInCase
        ? Client(7002138, $"No matching federated identity record found for presented assertion subject '{subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. {Federation}")
        : Client(700213, $"No matching federated identity record found for presented assertion subject '{subject}'. {Federation}");

    public static SignInException UnknownFederatedKey(string keyId, string issuer) =>
        Client(7000272, $"The certificate with identifier {keyId} used to sign the federated credential could not be found in the metadata of identity provider {issuer}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.");

    public static SignInException NotAppOnly() =>
        Client(700229, "Only app-only tokens may be used as Federated Identity Credentials for Microsoft Entra issuer.");

    /// <summary>The token of a user that a client wants to act on was not signed here.</summary>
    public static SignInException UntrustedUserAssertion() =>
        new(50013, OAuthErrors.InvalidGrant, "Assertion failed signature validation. [Reason - The key was not found.]");

    public static SignInException UserAssertionOutOfTime(DateTimeOffset now, double from, double until) =>
        new(
            500133,
            OAuthErrors.InvalidGrant,
            $"Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: {Exact(now)}, assertion valid from {Exact(from)}, expiry time of assertion {Exact(until)}.");

    public static SignInException UserAssertionForAnother(string audience, Application application) =>
        new(
            500131,
            OAuthErrors.InvalidGrant,
            $"Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{application.AppId}' or one of the Application Uris of this application with App ID '{application.AppId}'({application.DisplayName}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.");

    public static SignInException UserAssertionIsIdToken() =>
        new(240002, OAuthErrors.InvalidRequest, "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.");

    public static SignInException UserAssertionOfApp(Application application) =>
        new(7000114, OAuthErrors.UnauthorizedClient, $"Application '{application.AppId}' is not allowed to make application on-behalf-of calls.");

    private static SignInException Client(int code, string text) => new(code, OAuthErrors.InvalidClient, text);

    private static string SeeKeysOf(Application application) =>
        $"Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{application.AppId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/{application.AppId}'";

    private static string Key(X509Certificate2 certificate) => string.Format(
        CultureInfo.InvariantCulture,
        "Thumbprint of key used by client: '{0}', Found key 'Start={1:MM/dd/yyyy HH:mm:ss}, End={2:MM/dd/yyyy HH:mm:ss}'",
        certificate.Thumbprint,
        certificate.NotBefore.ToUniversalTime(),
        certificate.NotAfter.ToUniversalTime());

    private static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970, held within what a date can be: the number is a stranger's.</summary>
    private static string Exact(double seconds) => Exact(DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(Math.Max(seconds, 0), 253402300799)));
}
