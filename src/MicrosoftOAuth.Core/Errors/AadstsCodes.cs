using System.Globalization;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What the AADSTS codes that people meet mean, and what to do. Source:
/// https://learn.microsoft.com/entra/identity-platform/reference-error-codes and, for the few that it leaves out, the
/// text that Entra itself sends. Codes that are not here keep Microsoft's own text.
/// </summary>
internal static class AadstsCodes
{
    private static readonly Dictionary<int, Meaning> s_meanings = new()
    {
        [50011] = new(OAuthErrorKind.RedirectUriMismatch, "The redirect URI of the sign-in is not registered for the app.", "Register it: Add-MsOAuthRedirectUri -ClientId <client id> -Platform PublicClient -Uri http://localhost"),
        [50012] = new(OAuthErrorKind.CertificateUnusable, "The app's proof was refused: the certificate is not one of the app's, or its signature is not valid.", "See which the app has: Get-MsOAuthCredential -ClientId <client id>"),
        [50013] = new(OAuthErrorKind.AssertionRefused, "The user's token that was passed on is not valid, or has ended.", "Have the user call again, and pass the new token: Connect-MsOAuthApp -UserAssertion <token>"),
        [50020] = new(OAuthErrorKind.SignInFailed, "The account is not a member or guest of this tenant.", "Sign in with -TenantId of the account's own tenant, or invite the account as a guest."),
        [50034] = new(OAuthErrorKind.SignInFailed, "There is no such account in the tenant.", "Check -LoginHint and -TenantId."),
        [50055] = new(OAuthErrorKind.SignInFailed, "The account's password has ended.", "Set a new one in a browser, at https://aka.ms/sspr, and sign in again: Connect-MsOAuthApp"),
        [50057] = new(OAuthErrorKind.SignInFailed, "The account is disabled.", "Have an administrator enable it, or sign in with another account."),
        [50058] = new(OAuthErrorKind.InteractionRequired, "Nobody is signed in to the browser session.", "Sign in again: Connect-MsOAuthApp"),
        [50076] = new(OAuthErrorKind.InteractionRequired, "Multifactor authentication is required.", "Sign in again: Connect-MsOAuthApp"),
        [50079] = new(OAuthErrorKind.InteractionRequired, "The account has to register for multifactor authentication first.", "Sign in where a browser can ask for it: Connect-MsOAuthApp"),
        [50105] = new(OAuthErrorKind.SignInFailed, "The app is for assigned users only, and this one is not assigned.", "Assign the user under Enterprise applications, or turn off 'Assignment required'."),
        [50126] = new(OAuthErrorKind.SignInFailed, "The user name or the password is wrong.", "Check both, or sign in without a password: Connect-MsOAuthApp -UseDeviceCode"),
        [50158] = new(OAuthErrorKind.InteractionRequired, "The tenant asks a second identity provider, and the person has not answered that one yet.", "Sign in where a browser can ask: Connect-MsOAuthApp"),
        [50173] = new(OAuthErrorKind.TokenExpired, "The session was revoked, or the password changed since.", "Sign in again: Connect-MsOAuthApp"),
        [50194] = new(OAuthErrorKind.AudienceMismatch, "The app accepts accounts of its own tenant only, and the sign-in did not name that tenant.", "Name it with -TenantId, or widen the app: Set-MsOAuthApp -ClientId <client id> -SignInAudience MultiTenant"),
        [53003] = new(OAuthErrorKind.SignInFailed, "A Conditional Access policy blocked the sign-in.", "Ask an administrator to look at the sign-in log; the correlation id finds it."),
        [65001] = new(OAuthErrorKind.ConsentRequired, "Nobody has consented to the permissions that were asked for.", "Grant them: Grant-MsOAuthConsent -ClientId <client id>"),
        [65004] = new(OAuthErrorKind.SignInRefused, "The person declined the consent.", "Sign in again and accept, or have an administrator grant it: Grant-MsOAuthConsent -ClientId <client id>"),
        [70000] = new(OAuthErrorKind.TokenExpired, "The grant is no longer good.", "Sign in again: Connect-MsOAuthApp"),
        [70008] = new(OAuthErrorKind.TokenExpired, "The authorization code or refresh token has ended.", "Sign in again: Connect-MsOAuthApp"),
        [70011] = new(OAuthErrorKind.PermissionNotFound, "A scope is not valid.", "List what the API offers: Find-MsOAuthPermission -Api 'Microsoft Graph'"),
        [70016] = new(OAuthErrorKind.Timeout, "Nobody has entered the device code yet.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70018] = new(OAuthErrorKind.SignInFailed, "The device code is not valid.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70019] = new(OAuthErrorKind.Timeout, "The device code ended before anybody entered it.", "Sign in again: Connect-MsOAuthApp -UseDeviceCode"),
        [70021] = new(OAuthErrorKind.AssertionRefused, "No federated credential of the app matches the token that was brought.", "Compare issuer, subject and audience, letter by letter: Get-MsOAuthCredential -ClientId <client id>"),
        [70043] = new(OAuthErrorKind.TokenExpired, "A sign-in frequency policy ended the session.", "Sign in again: Connect-MsOAuthApp"),
        [90002] = new(OAuthErrorKind.SignInFailed, "There is no such tenant in this cloud.", "Check -TenantId and -Environment."),
        [90014] = new(OAuthErrorKind.SignInFailed, "A value that the sign-in needs was not sent.", "Check that -ClientId, -TenantId and the credential all have a value."),
        [90072] = new(OAuthErrorKind.SignInFailed, "The account belongs to another tenant and is no guest of this one, so it cannot do what this tenant asks.", "Sign in to the account's own tenant with -TenantId, or invite the account as a guest."),
        [90094] = new(OAuthErrorKind.ConsentRequired, "Only an administrator may consent to these permissions.", "Have one grant them: Grant-MsOAuthConsent -ClientId <client id>, or send the address of New-MsOAuthConsentUrl -Admin"),
        [500011] = new(OAuthErrorKind.ApiNotFound, "The tenant has no service principal for the API that was asked for.", "Check the audience, or list the APIs: Get-MsOAuthApi"),
        [500113] = new(OAuthErrorKind.RedirectUriMismatch, "The app has no redirect URI at all.", "Register one: Add-MsOAuthRedirectUri -ClientId <client id> -Platform PublicClient -Uri http://localhost"),
        [500133] = new(OAuthErrorKind.AssertionRefused, "The user's token that was passed on is outside its time.", "Have the user call again, and pass the new token: Connect-MsOAuthApp -UserAssertion <token>"),
        [530003] = new(OAuthErrorKind.SignInFailed, "A Conditional Access policy allows managed devices alone.", "Sign in on a device that the organization manages, through its browser: Connect-MsOAuthApp. A device code does not carry the device's proof."),
        [530035] = new(OAuthErrorKind.SignInFailed, "The tenant's security defaults blocked the sign-in, which looked unsafe or was of an old kind.", "Sign in through the browser, with multifactor authentication: Connect-MsOAuthApp"),
        [650052] = new(OAuthErrorKind.ApiNotFound, "The tenant has no subscription to, or service principal for, the API.", "List the tenant's APIs: Get-MsOAuthApi"),
        [650053] = new(OAuthErrorKind.PermissionNotFound, "The API has no permission of this name.", "Search for it: Find-MsOAuthPermission -Search <word>"),
        [650057] = new(OAuthErrorKind.PermissionNotFound, "The API is not among the app's requested permissions.", "Add it: Add-MsOAuthPermission -ClientId <client id> -Api <name> -DelegatedPermission <permission>"),
        [700016] = new(OAuthErrorKind.AppNotFound, "The tenant has no app with this client id.", "Check -ClientId and -TenantId; list the apps: Get-MsOAuthApp"),
        [700024] = new(OAuthErrorKind.AssertionRefused, "The token or certificate proof that the app brought is outside its time.", "Check this computer's clock; for a federated sign-in pass a file or a script block that brings a new token each time: Connect-MsOAuthApp -FederatedTokenFile <path>"),
        [700025] = new(OAuthErrorKind.SignInFailed, "The app is a public client, and those must not send a secret.", "Sign in without -ClientSecret, or: Set-MsOAuthApp -ClientId <client id> -AllowPublicClient $false"),
        [700027] = new(OAuthErrorKind.CertificateUnusable, "The app does not have this certificate, or it has ended.", "See which it has: Get-MsOAuthCredential -ClientId <client id>"),
        [700038] = new(OAuthErrorKind.AppNotFound, "The client id is not a valid application id.", "Copy it from the app: Get-MsOAuthApp -DisplayName <name>"),
        [700054] = new(OAuthErrorKind.SignInFailed, "The app does not issue id tokens from the authorization endpoint.", "Allow it: Set-MsOAuthApp -ClientId <client id> -IssueIdTokens $true"),
        [700082] = new(OAuthErrorKind.TokenExpired, "The refresh token was not used for too long.", "Sign in again: Connect-MsOAuthApp"),
        [700084] = new(OAuthErrorKind.TokenExpired, "The refresh token was given to a single-page app, where it lasts a fixed time and cannot be renewed.", "Sign in again: Connect-MsOAuthApp"),
        [700211] = new(OAuthErrorKind.AssertionRefused, "No federated credential of the app has the issuer of the token that was brought.", "Compare the issuer, letter by letter: Get-MsOAuthCredential -ClientId <client id>"),
        [700212] = new(OAuthErrorKind.AssertionRefused, "No federated credential of the app has the audience of the token that was brought.", "Compare the audience, api://AzureADTokenExchange as a rule: Get-MsOAuthCredential -ClientId <client id>"),
        [700213] = new(OAuthErrorKind.AssertionRefused, "No federated credential of the app has the subject of the token that was brought.", "Compare the subject, in which upper and lower case count: Get-MsOAuthCredential -ClientId <client id>"),
        [7000112] = new(OAuthErrorKind.SignInFailed, "The app is disabled in this tenant.", "Enable it under Enterprise applications."),
        [7000214] = new(OAuthErrorKind.CertificateUnusable, "The certificate has been revoked.", "Use another one of the app's: Get-MsOAuthCredential -ClientId <client id>"),
        [7000215] = new(OAuthErrorKind.SecretInvalid, "The client secret is wrong, or so new that Microsoft Entra ID does not know it everywhere yet.", "Use the secret's value, not its id. A new secret takes some seconds: try again, or make one with New-MsOAuthClientSecret"),
        [7000218] = new(OAuthErrorKind.SignInFailed, "The app is confidential and must prove itself, or public client flows are off.", "Pass -ClientSecret, or allow public clients: Set-MsOAuthApp -ClientId <client id> -AllowPublicClient $true"),
        [7000222] = new(OAuthErrorKind.SecretExpired, "The client secret has ended.", "Make another: New-MsOAuthClientSecret -ClientId <client id>"),
        [7000229] = new(OAuthErrorKind.ServicePrincipalMissing, "The tenant has no enterprise application (service principal) for this app.", "Make it by granting consent: Grant-MsOAuthConsent -ClientId <client id>"),
        [9002313] = new(OAuthErrorKind.SignInFailed, "The request is malformed, as a cut-off code, token or secret makes it.", "Check that the value was passed whole, without quotes or line breaks."),
        [9002325] = new(OAuthErrorKind.SignInFailed, "The redirect URI is a single-page app's, and its codes are redeemed with a code verifier only.", "Pass what New-MsOAuthConsentUrl gave: Connect-MsOAuthApp -AuthorizationCode <code> -CodeVerifier <verifier> -RedirectUri <uri>"),
        [9002326] = new(OAuthErrorKind.RedirectUriMismatch, "The code was redeemed from a web page of another origin, which only a redirect URI of the platform Spa allows.", "Register it there: Add-MsOAuthRedirectUri -ClientId <client id> -Platform Spa -Uri <uri>"),
        [9002327] = new(OAuthErrorKind.RedirectUriMismatch, "The redirect URI is registered for a single-page app, whose codes only its own page may redeem.", "Register it for the platform Web (or PublicClient): Add-MsOAuthRedirectUri -ClientId <client id> -Platform Web -Uri <uri>"),
    };

    /// <summary>The first AADSTS number in a text; null where there is none.</summary>
    internal static int? Find(string text)
    {
        Match match = Regex.Match(text, @"AADSTS(?<code>\d{4,8})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return match.Success ? int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The codes that are known here.</summary>
    internal static IReadOnlyCollection<int> All => s_meanings.Keys;

    internal static Meaning? Of(int code) => s_meanings.TryGetValue(code, out Meaning? meaning) ? meaning : null;

    /// <summary>What a code means.</summary>
    /// <param name="Kind">The kind of failure.</param>
    /// <param name="Text">What happened.</param>
    /// <param name="Remedy">What to do.</param>
    internal sealed record Meaning(OAuthErrorKind Kind, string Text, string Remedy);
}
