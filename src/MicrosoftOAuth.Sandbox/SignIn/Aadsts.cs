using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>Every error of the sign-in service ("Microsoft Entra authentication and authorization error codes"), with the words it really uses.</summary>
internal static class Aadsts
{
    public static SignInException MissingParameter(string name) =>
        new(900144, OAuthErrors.InvalidRequest, $"The request body must contain the following parameter: '{name}'.");

    public static SignInException UnknownInstance() => new(50049, OAuthErrors.InvalidInstance, "Unknown or invalid instance.");

    public static SignInException OnlyPost(string method) =>
        new(900561, OAuthErrors.InvalidRequest, $"The endpoint only accepts POST requests. Received a {method} request.");

    public static SignInException MalformedClientId(string clientId) =>
        new(700038, OAuthErrors.UnauthorizedClient, $"{clientId} is not a valid application identifier.") { HasUri = false, IsForThePersonOnly = true };

    public static SignInException UnknownApplication(string clientId, Organization tenant) =>
        new(
            700016,
            OAuthErrors.UnauthorizedClient,
            $"Application with identifier '{clientId}' was not found in the directory '{tenant.DisplayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException UnknownTenant(string tenant) =>
        new(
            90002,
            OAuthErrors.InvalidRequest,
            $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException NotMultiTenant(Application application) =>
        new(
            50194,
            OAuthErrors.InvalidRequest,
            $"Application '{application.AppId}'({application.DisplayName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException PersonalOnly(Application application) => PersonalOnly(9002331, application);

    /// <summary>The same at a tenant's own address.</summary>
    public static SignInException PersonalOnlyHere(Application application) => PersonalOnly(9002346, application);

    private static SignInException PersonalOnly(int code, Application application) =>
        new(
            code,
            OAuthErrors.InvalidRequest,
            $"Application '{application.AppId}'({application.DisplayName}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException OrganizationsOnly(Application application) =>
        new(
            9002332,
            OAuthErrors.InvalidRequest,
            $"Application '{application.AppId}'({application.DisplayName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException PersonalAccount(User user) =>
        new(
            500200,
            OAuthErrors.InvalidGrant,
            $"User account '{user.UserPrincipalName}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization. Try signing out and signing back in with an organizational account.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException NotInTenant(Account account, Application application, Organization tenant)
    {
        var provider = account.Tenant.IsPersonal ? "live.com" : $"https://sts.windows.net/{account.Tenant.Organization.Id}/";
        return new(
            50020,
            OAuthErrors.InvalidGrant,
            $"User account '{account.User.UserPrincipalName}' from identity provider '{provider}' does not exist in tenant '{tenant.DisplayName}' and cannot access the application '{application.AppId}'({application.DisplayName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.")
        {
            IsForThePersonOnly = true,
        };
    }

    public static SignInException NoTenant() =>
        new(50059, OAuthErrors.InvalidRequest, "No tenant-identifying information found in either the request or implied by any provided credentials.");

    public static SignInException UnsupportedGrant(string grantType) =>
        new(70003, OAuthErrors.UnsupportedGrantType, $"The app requested an unsupported grant type '{grantType}'.") { HasUri = false };

    public static SignInException RepeatedParameter(string name) =>
        new(9000411, OAuthErrors.InvalidRequest, $"The request is not properly formatted. The parameter '{name}' is duplicated.");

    /// <summary>There are two numbers for one sentence: access tokens have the first, everything else the second.</summary>
    public static SignInException UnsupportedResponseType(string responseType) =>
        new(responseType == "token" ? 700051 : 700054, OAuthErrors.UnsupportedResponseType, $"response_type '{responseType}' is not enabled for the application.");

    public static SignInException UnknownResponseType(string responseType) =>
        new(70005, OAuthErrors.UnsupportedResponseType, $"The application requested an unsupported response type '{responseType}'.");

    public static SignInException IdTokenWithoutOpenId() =>
        new(70005, OAuthErrors.InvalidRequest, "response_type 'id_token' requires the 'openid' scope.");

    public static SignInException UnsupportedResponseMode(string mode) =>
        new(70007, OAuthErrors.InvalidRequest, $"'{mode}' is not a supported value of 'response_mode' when requesting a token.");

    public static SignInException UnknownPrompt() => new(90023, OAuthErrors.InvalidRequest, "Unsupported 'prompt' value.");

    public static SignInException ChallengeMissing() =>
        new(9002325, OAuthErrors.InvalidRequest, "Proof Key for Code Exchange is required for cross-origin authorization code redemption.");

    public static SignInException ChallengeOfWrongSize() => new(501491, OAuthErrors.InvalidRequest, "Invalid size of Code_Challenge parameter.");

    public static SignInException UnknownChallengeMethod() => new(90023, OAuthErrors.InvalidRequest, "Unsupported 'code_challenge_method' value.");

    public static SignInException FlowOver() =>
        new(50089, OAuthErrors.InvalidRequest, "Authentication failed due to flow token expired.") { IsForThePersonOnly = true };

    public static SignInException SeveralAccounts() =>
        new(16000, OAuthErrors.InteractionRequired, "Either multiple user identities are available for the current request or selected account is not supported for the scenario.");

    public static SignInException ResourceNotListed(Application application, ScopeRequest scopes) =>
        new(
            650057,
            OAuthErrors.InvalidResource,
            $"Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {application.AppId}({application.DisplayName}). Resource value from request: {scopes.Audience}. Resource app ID: {scopes.Resource.AppId}. List of valid resources from app registration: {string.Join(", ", application.RequiredResourceAccess.Select(entry => entry?["resourceAppId"]?.ToString()))}.");

    public static SignInException WrongSecret(Application application) =>
        new(
            7000215,
            OAuthErrors.InvalidClient,
            $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{application.AppId}'.");

    public static SignInException ExpiredSecret(Application application) =>
        new(
            7000222,
            OAuthErrors.InvalidClient,
            $"The provided client secret keys for app '{application.AppId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.");

    public static SignInException SecretFromPublicClient() =>
        new(
            700025,
            OAuthErrors.InvalidClient,
            "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.");

    public static SignInException SecretMissing() =>
        new(7000218, OAuthErrors.InvalidClient, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static SignInException NoServicePrincipal(Application application, Organization tenant) =>
        new(
            7000229,
            OAuthErrors.InvalidClient,
            $"The client application {application.AppId} is missing service principal in the tenant {tenant.Id}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119");

    public static SignInException DisabledServicePrincipal(ServicePrincipal principal) =>
        new(7000112, OAuthErrors.UnauthorizedClient, $"Application '{principal.AppId}'({principal.DisplayName}) is disabled.");

    public static SignInException UnknownResource(string resource, Organization tenant) =>
        new(
            500011,
            OAuthErrors.InvalidResource,
            $"The resource principal named {resource} was not found in the tenant named {tenant.Id}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.");

    public static SignInException ScopeNeedsDefault(string scope) =>
        new(
            1002012,
            OAuthErrors.InvalidScope,
            $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");

    public static SignInException UnknownScope(Application application, string scope, ServicePrincipal resource) =>
        new(
            650053,
            OAuthErrors.InvalidClient,
            $"The application '{application.DisplayName}' asked for scope '{scope}' that doesn't exist on the resource '{resource.AppId}'. Contact the app vendor.");

    public static SignInException DefaultWithOthers() =>
        new(70011, OAuthErrors.InvalidScope, "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.");

    public static SignInException SeveralResources() =>
        new(28000, OAuthErrors.InvalidRequest, "Provided value for the input parameter scope is not valid because it contains more than one resource.");

    public static SignInException BadRedirectUri(string redirectUri, Application application) =>
        new(
            50011,
            OAuthErrors.InvalidRequest,
            $"The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{application.AppId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException NoRedirectUri() =>
        new(500113, OAuthErrors.InvalidRequest, "No reply address is registered for the application.") { IsForThePersonOnly = true };

    public static SignInException UnknownUser(string userName, Organization tenant) =>
        new(
            50034,
            OAuthErrors.InvalidGrant,
            $"The user account {userName} does not exist in the {tenant.Id} directory. To sign into this application, the account must be added to the directory.");

    public static SignInException WrongPassword() =>
        new(50126, OAuthErrors.InvalidGrant, "Error validating credentials due to invalid username or password.");

    public static SignInException DisabledUser() =>
        new(50057, OAuthErrors.InvalidGrant, "The user account is disabled.") { IsForThePersonOnly = true };

    public static SignInException SecondFactorNeeded(ServicePrincipal resource) =>
        new(
            50076,
            OAuthErrors.InvalidGrant,
            $"Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource.AppId}'.")
        {
            Suberror = OAuthErrors.BasicAction,
        };

    public static SignInException GrantNeedsTenant() =>
        new(9001023, OAuthErrors.InvalidRequest, "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.");

    public static SignInException SignInRequired() =>
        new(50058, OAuthErrors.LoginRequired, "A silent sign-in request was sent but no user is signed in. The cookies used to represent the user's session were not sent in the request to Azure AD.");

    public static SignInException NotAssigned(ServicePrincipal principal, User user) =>
        new(
            50105,
            OAuthErrors.InvalidGrant,
            $"Your administrator has configured the application {principal.DisplayName} ('{principal.AppId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user.UserPrincipalName}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.")
        {
            IsForThePersonOnly = true,
        };

    public static SignInException NotConsented(Application application, bool interactive = false) =>
        new(
            65001,
            interactive ? OAuthErrors.ConsentRequired : OAuthErrors.InvalidGrant,
            $"The user or administrator has not consented to use the application with ID '{application.AppId}' named '{application.DisplayName}'. Send an interactive authorization request for this user and resource.")
        {
            Suberror = OAuthErrors.ConsentRequired,
        };

    public static SignInException ConsentRefused() => new(65004, OAuthErrors.AccessDenied, "User declined to consent to access the app.");

    public static SignInException AdminConsentRefused() => new(65004, OAuthErrors.ConsentRequired, "The resource owner or authorization server denied the request.");

    public static SignInException AdminConsentNeeded() => new(90094, OAuthErrors.AccessDenied, "The grant requires admin permission.");

    public static SignInException CodeRedeemedBefore() =>
        new(54005, OAuthErrors.InvalidGrant, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.");

    public static SignInException CodeExpired() =>
        new(70008, OAuthErrors.InvalidGrant, "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.");

    public static SignInException RefreshTokenExpired(RefreshToken token) =>
        new(700082, OAuthErrors.InvalidGrant, FormattableString.Invariant($"The refresh token has expired due to inactivity. The token was issued on {token.Issued.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} and was inactive for {token.Expires - token.Issued:c}."));

    public static SignInException SpaRefreshTokenExpired(RefreshToken token) =>
        new(
            700084,
            OAuthErrors.InvalidGrant,
            FormattableString.Invariant($"The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {token.SignedIn.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}."));

    public static SignInException Revoked(DateTimeOffset signedIn, DateTimeOffset validFrom) =>
        new(
            50173,
            OAuthErrors.InvalidGrant,
            FormattableString.Invariant($"The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{signedIn.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}'."))
        {
            Suberror = OAuthErrors.BadToken,
        };

    public static SignInException CodeOfAnotherTenant() =>
        new(700005, OAuthErrors.InvalidGrant, "The provided authorization code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate).");

    public static SignInException MalformedGrant() =>
        new(9002313, OAuthErrors.InvalidRequest, "Invalid request. Request is malformed or invalid.");

    public static SignInException GrantOfAnotherClient(string clientId) =>
        new(70000, OAuthErrors.InvalidGrant, $"Provided grant is invalid or malformed. It was not issued to the client '{clientId}'.");

    public static SignInException RedirectUriDiffers() =>
        new(500112, OAuthErrors.InvalidClient, "The reply address does not match the reply address provided when requesting Authorization code.");

    public static SignInException VerifierDiffers() =>
        new(501481, OAuthErrors.InvalidGrant, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");

    public static SignInException VerifierMissing() =>
        new(50148, OAuthErrors.InvalidGrant, "The code_verifier parameter is missing; the authorization request carried a code_challenge.");

    public static SignInException SpaFromElsewhere() =>
        new(9002327, OAuthErrors.InvalidRequest, "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.");

    public static SignInException NotSpaFromBrowser() =>
        new(9002326, OAuthErrors.InvalidRequest, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.");

    public static SignInException DevicePending() =>
        new(70016, OAuthErrors.AuthorizationPending, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

    public static SignInException DeviceRefused() => new(65004, OAuthErrors.AuthorizationDeclined, "User declined to consent to access the app.");

    public static SignInException DeviceCodeUnknown() => new(70018, OAuthErrors.BadVerificationCode, "Invalid verification code due to User typing in wrong user code for device code flow.");

    public static SignInException DeviceCodeExpired() => new(70020, OAuthErrors.ExpiredToken, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
}
