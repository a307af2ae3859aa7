using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>The only translator of what goes wrong between a machine and its managed identity.</summary>
internal static class ManagedIdentityErrors
{
    /// <param name="failure">What happened.</param>
    /// <param name="asked">Who was asked for the token, and by which signs.</param>
    internal static OAuthException From(MsalException failure, string asked)
    {
        MsalServiceException? service = failure as MsalServiceException;
        OAuthErrorKind kind = service?.StatusCode switch
        {
            429 => OAuthErrorKind.Throttled,
            >= 500 => OAuthErrorKind.ServiceUnavailable,
            _ => OAuthErrorKind.ManagedIdentityUnavailable,
        };
        return new OAuthException(kind, Sentence(asked, failure.Message), RemedyOf(failure.ErrorCode), failure)
        {
            ServiceCode = failure.ErrorCode,
            HttpStatus = service?.StatusCode,
            CorrelationId = failure.CorrelationId ?? service?.CorrelationId,
        };
    }

    internal static OAuthException From(Exception failure, string asked, string why) =>
        new(OAuthErrorKind.ManagedIdentityUnavailable, Sentence(asked, why), RemedyOf(code: null), failure);

    private static string Sentence(string asked, string why) =>
        $"No managed identity answered. Asked was {asked}. {why.Replace("\r", string.Empty).Replace('\n', ' ').Trim().TrimEnd('.')}.";

    private static string RemedyOf(string? code) => code == MsalError.UserAssignedManagedIdentityNotSupported
        ? "Leave the id of the user-assigned identity out: this service offers the machine's own alone."
        : "Give the machine or service a managed identity in Azure and, for a user-assigned one, check its id. Elsewhere sign in in another way.";
}
