using System.Management.Automation;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth;

/// <summary>Every error id and category of the module, and which failures end the pipeline.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// The record for a failure. Its id is the kind's name; the message says what happened and why, and ends with
    /// what to type next, which is also the recommended action.
    /// </summary>
    /// <param name="failure">What happened.</param>
    /// <param name="target">What it happened to; the failure's own target comes first.</param>
    internal static ErrorRecord From(OAuthException failure, object? target = null)
    {
        string text = failure.Remedy is null ? failure.Message : $"{failure.Message} {failure.Remedy}";
        return new ErrorRecord(failure, failure.Kind.ToString(), CategoryOf(failure.Kind), failure.Target ?? target)
        {
            ErrorDetails = new ErrorDetails(text) { RecommendedAction = failure.Remedy ?? string.Empty },
        };
    }

    /// <summary>True when no later input of the same command could succeed either.</summary>
    internal static bool EndsPipeline(OAuthErrorKind kind) => kind is
        OAuthErrorKind.NotSignedIn or OAuthErrorKind.SignInFailed or OAuthErrorKind.SignInRefused
        or OAuthErrorKind.InteractionRequired or OAuthErrorKind.Timeout or OAuthErrorKind.TokenExpired
        or OAuthErrorKind.Unauthorized or OAuthErrorKind.SecretInvalid or OAuthErrorKind.SecretExpired
        or OAuthErrorKind.ServicePrincipalMissing or OAuthErrorKind.AudienceMismatch
        or OAuthErrorKind.IntegrationUnauthorized or OAuthErrorKind.CloudNotSupported
        or OAuthErrorKind.ConsentRequired or OAuthErrorKind.RedirectUriMismatch
        or OAuthErrorKind.CertificateUnusable or OAuthErrorKind.AssertionRefused
        or OAuthErrorKind.ManagedIdentityUnavailable;

    private static ErrorCategory CategoryOf(OAuthErrorKind kind) => kind switch
    {
        OAuthErrorKind.NotSignedIn => ErrorCategory.ConnectionError,
        OAuthErrorKind.SignInFailed or OAuthErrorKind.SignInRefused or OAuthErrorKind.InteractionRequired
            or OAuthErrorKind.TokenExpired or OAuthErrorKind.Unauthorized or OAuthErrorKind.SecretInvalid
            or OAuthErrorKind.SecretExpired or OAuthErrorKind.AudienceMismatch
            or OAuthErrorKind.IntegrationUnauthorized or OAuthErrorKind.RedirectUriMismatch
            or OAuthErrorKind.CertificateUnusable or OAuthErrorKind.AssertionRefused => ErrorCategory.AuthenticationError,
        OAuthErrorKind.ConsentRequired or OAuthErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        OAuthErrorKind.HostNotAllowed or OAuthErrorKind.SecretForbidden => ErrorCategory.SecurityError,
        OAuthErrorKind.Timeout => ErrorCategory.OperationTimeout,
        OAuthErrorKind.AppNotFound or OAuthErrorKind.ApiNotFound or OAuthErrorKind.PermissionNotFound
            or OAuthErrorKind.NotFound or OAuthErrorKind.ItemNotFound or OAuthErrorKind.IntegrationNotFound
            or OAuthErrorKind.ServicePrincipalMissing or OAuthErrorKind.SandboxNotFound => ErrorCategory.ObjectNotFound,
        OAuthErrorKind.AppNameExists or OAuthErrorKind.UniqueNameHeld or OAuthErrorKind.Conflict
            or OAuthErrorKind.SandboxExists => ErrorCategory.ResourceExists,
        OAuthErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        OAuthErrorKind.ServiceUnavailable or OAuthErrorKind.ManagedIdentityUnavailable => ErrorCategory.ResourceUnavailable,
        OAuthErrorKind.InvalidRequest or OAuthErrorKind.IntegrationRejected => ErrorCategory.InvalidOperation,
        OAuthErrorKind.InvalidToken => ErrorCategory.InvalidData,
        OAuthErrorKind.AppNotNamed or OAuthErrorKind.AppAmbiguous or OAuthErrorKind.RedirectUriInvalid
            or OAuthErrorKind.InvalidArgument or OAuthErrorKind.SecretLifetimeForbidden => ErrorCategory.InvalidArgument,
        OAuthErrorKind.CloudNotSupported => ErrorCategory.NotImplemented,
        _ => ErrorCategory.InvalidResult,
    };
}
