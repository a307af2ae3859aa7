namespace MicrosoftOAuth.Core;

/// <summary>What went wrong, in the words of the person who has to mend it. Each kind becomes one error id.</summary>
public enum OAuthErrorKind
{
    /// <summary>An answer that no rule here knows; Microsoft's own text is kept.</summary>
    ServiceError,

    /// <summary>No one has signed in yet in this runspace, or the named context does not exist.</summary>
    NotSignedIn,

    /// <summary>The sign-in was refused: a wrong secret, a wrong app, a wrong tenant, a locked account.</summary>
    SignInFailed,

    /// <summary>A person would have to act, and this session may not ask anybody.</summary>
    InteractionRequired,

    /// <summary>Nobody answered in time.</summary>
    Timeout,

    /// <summary>The person said no.</summary>
    SignInRefused,

    /// <summary>The token ended and its source cannot make another.</summary>
    TokenExpired,

    /// <summary>Text that should be a token is not one.</summary>
    InvalidToken,

    /// <summary>Nobody consented to what was asked for (AADSTS65001).</summary>
    ConsentRequired,

    /// <summary>The tenant has no enterprise application (service principal) for the app (AADSTS7000229).</summary>
    ServicePrincipalMissing,

    /// <summary>The client secret is wrong, or not yet known everywhere (AADSTS7000215).</summary>
    SecretInvalid,

    /// <summary>The client secret has ended (AADSTS7000222).</summary>
    SecretExpired,

    /// <summary>No app with that client id (AADSTS700016) or that object id.</summary>
    AppNotFound,

    /// <summary>A parameter that should name an app does not.</summary>
    AppNotNamed,

    /// <summary>Several apps share the display name.</summary>
    AppAmbiguous,

    /// <summary>An app with that display name exists.</summary>
    AppNameExists,

    /// <summary>A deleted app still holds the unique name.</summary>
    UniqueNameHeld,

    /// <summary>A SingleTenant app was used where any tenant may sign in (AADSTS50194).</summary>
    AudienceMismatch,

    /// <summary>The API is unknown, or the tenant has no service principal for it.</summary>
    ApiNotFound,

    /// <summary>The API has no such permission of that kind.</summary>
    PermissionNotFound,

    /// <summary>The signed-in identity may not do this: a permission or a directory role is missing (403).</summary>
    PermissionDenied,

    /// <summary>The service no longer accepts the token (401).</summary>
    Unauthorized,

    /// <summary>There is no such object (404).</summary>
    NotFound,

    /// <summary>The object exists already, or changed underneath (409).</summary>
    Conflict,

    /// <summary>Too many requests, and waiting did not help (429).</summary>
    Throttled,

    /// <summary>The service is not available, or the connection failed (5xx, network).</summary>
    ServiceUnavailable,

    /// <summary>The service refused the request as malformed (400).</summary>
    InvalidRequest,

    /// <summary>A redirect URI that Microsoft Entra ID would refuse.</summary>
    RedirectUriInvalid,

    /// <summary>A value that cannot be right, found before anything was sent.</summary>
    InvalidArgument,

    /// <summary>The tenant's app management policy forbids this lifetime.</summary>
    SecretLifetimeForbidden,

    /// <summary>The tenant's app management policy forbids client secrets.</summary>
    SecretForbidden,

    /// <summary>No credential, claim, grant or URI of that description on the app.</summary>
    ItemNotFound,

    /// <summary>The API key of the integration was refused.</summary>
    IntegrationUnauthorized,

    /// <summary>The integration does not exist there.</summary>
    IntegrationNotFound,

    /// <summary>The integration's service refused the request.</summary>
    IntegrationRejected,

    /// <summary>The address is outside the APIs of the context, and tokens are sent nowhere else.</summary>
    HostNotAllowed,

    /// <summary>The redirect URI is not registered for the app (AADSTS50011).</summary>
    RedirectUriMismatch,

    /// <summary>The cloud does not offer this.</summary>
    CloudNotSupported,

    /// <summary>A sandbox of that name exists in this runspace.</summary>
    SandboxExists,

    /// <summary>This runspace has no sandbox of that name.</summary>
    SandboxNotFound,

    /// <summary>The certificate cannot prove the app: it has no private key, has ended, cannot be read, or is not one of the app's.</summary>
    CertificateUnusable,

    /// <summary>The token that was brought as proof, of a federated workload or of a user, was refused (AADSTS70021, AADSTS50013).</summary>
    AssertionRefused,

    /// <summary>No managed identity answers on this machine.</summary>
    ManagedIdentityUnavailable,
}
