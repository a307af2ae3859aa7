using System.Globalization;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What the AADSTS codes that people meet mean, and what to do. Source:
/// https://learn.microsoft.com/entra/identity-platform/reference-error-codes. Codes that are not here keep
/// Microsoft's own text.
/// </summary>
internal static class AadstsCodes
{
    private static readonly Dictionary<int, Meaning> s_meanings = new()
    {
        [50011] = new(OAuthErrorKind.RedirectUriMismatch, "The redirect URI of the sign-in is not registered for the app.", "Register it: Add-MsOAuthRedirectUri -ClientId <client id> -Platform PublicClient -Uri http://localhost"),
        [50020] = new(OAuthErrorKind.SignInFailed, "The account is not a member or guest of this tenant.", "Sign in with -TenantId of the account's own tenant, or invite the account as a guest."),
        [50034] = new(OAuthErrorKind.SignInFailed, "There is no such account in the tenant.", "Check -LoginHint and -TenantId."),
        [50057] = new(OAuthErrorKind.SignInFailed, "The account is disabled.", "Have an administrator enable it, or sign in with another account."),
        [50058] = new(OAuthErrorKind.InteractionRequired, "Nobody is signed in to the browser session.", "Sign in again: Connect-MsOAuthApp"),
        [50076] = new(OAuthErrorKind.InteractionRequired, "Multifactor authentication is required.", "Sign in again: Connect-MsOAuthApp"),
        [50105] = new(OAuthErrorKind.SignInFailed, "The app is for assigned users only, and this one is not assigned.", "Assign the user under Enterprise applications, or turn off 'Assignment required'."),
        [50194] = new(OAuthErrorKind.AudienceMismatch, "The app accepts accounts of its own tenant only, and the sign-in did not name that tenant.", "Name it with -TenantId, or widen the app: Set-MsOAuthApp -ClientId <client id> -SignInAudience MultiTenant"),
        [53003] = new(OAuthErrorKind.SignInFailed, "A Conditional Access policy blocked the sign-in.", "Ask an administrator to look at the sign-in log; the correlation id finds it."),
        [65001] = new(OAuthErrorKind.ConsentRequired, "Nobody has consented to the permissions that were asked for.", "Grant them: Grant-MsOAuthConsent -ClientId <client id>"),
        [65004] = new(OAuthErrorKind.SignInRefused, "The person declined the consent.", "Sign in again and accept, or have an administrator grant it: Grant-MsOAuthConsent -ClientId <client id>"),
        [70008] = new(OAuthErrorKind.TokenExpired, "The authorization code or refresh token has ended.", "Sign in again: Connect-MsOAuthApp"),
        [70011] = new(OAuthErrorKind.PermissionNotFound, "A scope is not valid.", "List what the API offers: Find-MsOAuthPermission -Api 'Microsoft Graph'"),
        [70016] = new(OAuthErrorKind.Timeout, "Nobody has entered the device code yet.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70018] = new(OAuthErrorKind.SignInFailed, "The device code is not valid.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70019] = new(OAuthErrorKind.Timeout, "The device code ended before anybody entered it.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70043] = new(OAuthErrorKind.TokenExpired, "A sign-in frequency policy ended the session.", "Sign in again: Connect-MsOAuthApp"),
        [70000] = new(OAuthErrorKind.TokenExpired, "The grant is no longer good.", "Sign in again: Connect-MsOAuthApp"),
        [90002] = new(OAuthErrorKind.SignInFailed, "There is no such tenant in this cloud.", "Check -TenantId and -Environment."),
        [90094] = new(OAuthErrorKind.ConsentRequired, "Only an administrator may consent to these permissions.", "Have one grant them: Grant-MsOAuthConsent -ClientId <client id>, or send the address of New-MsOAuthConsentUrl -Admin"),
        [500011] = new(OAuthErrorKind.ApiNotFound, "The tenant has no service principal for the API that was asked for.", "Check the audience, or list the APIs: Get-MsOAuthApi"),
        [650052] = new(OAuthErrorKind.ApiNotFound, "The tenant has no subscription to, or service principal for, the API.", "List the tenant's APIs: Get-MsOAuthApi"),
        [650053] = new(OAuthErrorKind.PermissionNotFound, "The API has no permission of this name.", "Search for it: Find-MsOAuthPermission -Search <word>"),
        [650057] = new(OAuthErrorKind.PermissionNotFound, "The API is not among the app's requested permissions.", "Add it: Add-MsOAuthPermission -ClientId <client id> -Api <name> -DelegatedPermission <permission>"),
        [700016] = new(OAuthErrorKind.AppNotFound, "The tenant has no app with this client id.", "Check -ClientId and -TenantId; list the apps: Get-MsOAuthApp"),
        [700025] = new(OAuthErrorKind.SignInFailed, "The app is a public client, and those must not send a secret.", "Sign in without -ClientSecret, or: Set-MsOAuthApp -ClientId <client id> -AllowPublicClient $false"),
        [700038] = new(OAuthErrorKind.AppNotFound, "The client id is not a valid application id.", "Copy it from the app: Get-MsOAuthApp -DisplayName <name>"),
        [700054] = new(OAuthErrorKind.SignInFailed, "The app does not issue id tokens from the authorization endpoint.", "Allow it: Set-MsOAuthApp -ClientId <client id> -IssueIdTokens $true"),
        [700082] = new(OAuthErrorKind.TokenExpired, "The refresh token was not used for too long.", "Sign in again: Connect-MsOAuthApp"),
        [7000112] = new(OAuthErrorKind.SignInFailed, "The app is disabled in this tenant.", "Enable it under Enterprise applications."),
        [7000215] = new(OAuthErrorKind.SecretInvalid, "The client secret is wrong, or so new that Microsoft Entra ID does not know it everywhere yet.", "Use the secret's value, not its id. A new secret takes some seconds: try again, or make one with New-MsOAuthClientSecret"),
        [7000218] = new(OAuthErrorKind.SignInFailed, "The app is confidential and must prove itself, or public client flows are off.", "Pass -ClientSecret, or allow public clients: Set-MsOAuthApp -ClientId <client id> -AllowPublicClient $true"),
        [7000222] = new(OAuthErrorKind.SecretExpired, "The client secret has ended.", "Make another: New-MsOAuthClientSecret -ClientId <client id>"),
        [7000229] = new(OAuthErrorKind.ServicePrincipalMissing, "The tenant has no enterprise application (service principal) for this app.", "Make it by granting consent: Grant-MsOAuthConsent -ClientId <client id>"),
    };

    /// <summary>The first AADSTS number in a text; null where there is none.</summary>
    internal static int? Find(string text)
    {
        Match match = Regex.Match(text, @"AADSTS(?<code>\d{4,8})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return match.Success ? int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture) : null;
    }

    internal static Meaning? Of(int code) => s_meanings.TryGetValue(code, out Meaning? meaning) ? meaning : null;

    /// <summary>What a code means.</summary>
    /// <param name="Kind">The kind of failure.</param>
    /// <param name="Text">What happened.</param>
    /// <param name="Remedy">What to do.</param>
    internal sealed record Meaning(OAuthErrorKind Kind, string Text, string Remedy);
}
