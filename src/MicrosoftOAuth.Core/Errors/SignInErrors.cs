using System.Globalization;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>The only translator of MSAL's failures, and so of the sign-in endpoints' errors.</summary>
internal static class SignInErrors
{
    /// <summary>Runs a call into MSAL; what it throws becomes an <see cref="OAuthException"/>.</summary>
    internal static async Task<AuthenticationResult> GuardAsync(Func<Task<AuthenticationResult>> call, string? clientId)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (MsalException e)
        {
            throw From(e, clientId);
        }
        catch (HttpRequestException e)
        {
            throw HttpErrors.From(e);
        }
    }

    /// <summary>What a failure of MSAL means.</summary>
    internal static OAuthException From(MsalException failure, string? clientId)
    {
        int? code = AadstsCodes.Find(failure.Message);
        MsalServiceException? service = failure as MsalServiceException;
        if (code is { } number && AadstsCodes.Of(number) is { } meaning)
        {
            return Make(meaning.Kind, $"{meaning.Text} {Brief(failure.Message)}", meaning.Remedy);
        }

        return failure switch
        {
            _ when failure.InnerException is OAuthException inner => inner,
            MsalUiRequiredException => Make(
                OAuthErrorKind.InteractionRequired,
                $"A person has to sign in again. {Brief(failure.Message)}",
                "Sign in: Connect-MsOAuthApp"),
            { ErrorCode: "authentication_canceled" or "access_denied" } => Make(
                OAuthErrorKind.SignInRefused,
                $"The sign-in was cancelled. {Brief(failure.Message)}",
                "Try again: Connect-MsOAuthApp"),
            { ErrorCode: "code_expired" } => Make(
                OAuthErrorKind.Timeout,
                "The device code ended before anybody entered it.",
                "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
            { ErrorCode: MsalError.InvalidClient } => Make(
                OAuthErrorKind.SignInFailed,
                $"The app, or what it proved itself with, was not accepted. {Brief(failure.Message)}",
                "Check the client id and the secret (or certificate), and that they are this authority's: -ClientId, -ClientSecret, -TenantId, -Authority."),
            { ErrorCode: MsalError.ScopesRequired } => Make(
                OAuthErrorKind.InvalidArgument,
                "This authority has to be told what the token is for.",
                "Name it in the provider's own words: -Scopes <scope>"),
            _ when service?.StatusCode == 429 => Make(
                OAuthErrorKind.Throttled,
                "Microsoft Entra ID is throttling sign-ins of this app.",
                "Wait a minute and try again."),
            _ when service?.StatusCode >= 500 => Make(
                OAuthErrorKind.ServiceUnavailable,
                $"Microsoft Entra ID is not available (HTTP {service.StatusCode}).",
                "Try again in a few minutes."),
            _ => Make(OAuthErrorKind.SignInFailed, $"The sign-in failed. {Brief(failure.Message)}", "Check -ClientId, -TenantId and -Environment."),
        };

        OAuthException Make(OAuthErrorKind kind, string message, string remedy) => new(
            kind,
            message,
            remedy.Replace("<client id>", clientId ?? "<client id>"),
            failure)
        {
            ServiceCode = code is { } n ? "AADSTS" + n.ToString(CultureInfo.InvariantCulture) : failure.ErrorCode,
            HttpStatus = service?.StatusCode,
            CorrelationId = failure.CorrelationId ?? service?.CorrelationId ?? After(failure.Message, "Correlation ID: "),
            TraceId = After(failure.Message, "Trace ID: "),
            Claims = string.IsNullOrEmpty(service?.Claims) ? null : service!.Claims,
            Target = clientId,
        };
    }

    /// <summary>What the authorization endpoint sent back in place of a code (RFC 6749, section 4.1.2.1).</summary>
    internal static OAuthException FromAnswer(string error, string description, string? clientId) => From(new MsalServiceException(error, description), clientId);

    /// <summary>
    /// What Entra's own error page says, where a sign-in ends that may not return to the app: the app or its redirect
    /// URI is what is wrong. Null where the sign-in did return.
    /// </summary>
    internal static OAuthException? OnPage(Uri ended, Uri redirectUri, string? clientId)
    {
        const string Description = "error_description=";
        if (ended.Authority.Equals(redirectUri.Authority, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? text = ended.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(Description, StringComparison.Ordinal));
        return text is null ? null : FromAnswer(MsalError.UnknownError, Uri.UnescapeDataString(text.Substring(Description.Length).Replace('+', ' ')), clientId);
    }

    /// <summary>
    /// Entra's sentence without MSAL's words before it, and without the block of ids behind it, which the exception
    /// carries as properties.
    /// </summary>
    private static string Brief(string message)
    {
        const string Wrapped = "Original exception: ";
        int original = message.IndexOf(Wrapped, StringComparison.Ordinal);
        message = original < 0 ? message : message.Substring(original + Wrapped.Length);
        int ids = message.IndexOf("Trace ID:", StringComparison.Ordinal);
        string text = ids < 0 ? message : message.Substring(0, ids);
        int code = text.IndexOf("AADSTS", StringComparison.Ordinal);
        return (code < 0 ? text : text.Substring(code)).Replace("\r", string.Empty).Replace('\n', ' ').Trim();
    }

    private static string? After(string message, string label)
    {
        int start = message.IndexOf(label, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        string rest = message.Substring(start + label.Length);
        int end = rest.IndexOfAny([' ', '\r', '\n']);
        return end < 0 ? rest : rest.Substring(0, end);
    }
}
