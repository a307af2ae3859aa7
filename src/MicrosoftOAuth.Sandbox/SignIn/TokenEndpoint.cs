using System.Security.Cryptography;
using System.Text;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>POST /{tenant}/oauth2/v2.0/token: one method for each grant.</summary>
internal sealed class TokenEndpoint(PracticeWorld world)
{
    private const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

    public Answer Answer(Call call, Authority authority)
    {
        var grantType = call.Form["grant_type"] ?? throw Aadsts.MissingParameter("grant_type");
        var (clientId, secret) = ClientAuthentication.Read(call);
        if (grantType is not ("client_credentials" or "authorization_code" or "refresh_token" or "device_code" or DeviceCodeGrant))
            throw Aadsts.UnsupportedGrant(grantType);
        var application = authority.FindClient(clientId, world);
        return grantType switch
        {
            "client_credentials" => ClientCredentials(call, authority, application, secret),
            "authorization_code" => AuthorizationCode(call, authority, application, secret),
            "refresh_token" => RefreshToken(call, authority, application, secret),
            _ => DeviceCode(call, application),
        };
    }

    /// <summary>RFC 6749, section 4.4. Succeeds without any consent, with a token that carries no roles.</summary>
    private Answer ClientCredentials(Call call, Authority authority, Application application, string? secret)
    {
        var scope = call.Form["scope"] ?? throw Aadsts.MissingParameter("scope");
        var tenant = authority.FindTenant(world) ?? throw Aadsts.NoTenant();
        ClientAuthentication.CheckSecret(application, secret ?? throw Aadsts.SecretMissing(), tenant);
        var scopes = ScopeRequest.ParseForApp(scope, tenant);
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, application.AppId)
            ?? throw Aadsts.NoServicePrincipal(application, tenant.Organization);
        if (!client.IsEnabled)
            throw Aadsts.DisabledServicePrincipal(client);
        return TokenAnswers.ForApp(application, client, scopes, authority.Host, tenant);
    }

    /// <summary>RFC 6749, section 4.1.3, with PKCE (RFC 7636).</summary>
    private Answer AuthorizationCode(Call call, Authority authority, Application application, string? secret)
    {
        var text = call.Form["code"] ?? throw Aadsts.MissingParameter("code");
        if (!world.SignIn.Codes.TryGet(text, out var code, out var isExpired))
            throw Aadsts.MalformedGrant();
        if (code.Registration.AppId != application.AppId)
            throw Aadsts.GrantOfAnotherClient(application.AppId);
        if (code.IsRedeemed)
            throw Aadsts.CodeRedeemedBefore();
        if (isExpired)
            throw Aadsts.CodeExpired();
        authority.MustAdmit(code.Account, application, world);
        var tenant = code.Account.Tenant;
        if ((call.Form["redirect_uri"] ?? throw Aadsts.MissingParameter("redirect_uri")) != code.RedirectUri)
            throw Aadsts.RedirectUriDiffers();
        CheckOrigin(call, code.Platform);
        CheckVerifier(code, call.Form["code_verifier"]);
        var proof = ClientAuthentication.Check(application, code.Platform != ClientPlatform.Web, secret, tenant);
        var scopes = call.Form["scope"] is { } scope ? ScopeRequest.Parse(scope, application, tenant) : code.Scopes;
        var answer = TokenAnswers.ForUser(new(application, code.Account, scopes, code.Scopes, code.Platform, proof, code.Nonce, WantsClientInfo(call), call.Host));
        code.IsRedeemed = true;
        return answer;
    }

    /// <summary>RFC 6749, section 6. A refresh token is good for every API; the old one stays good as well.</summary>
    private Answer RefreshToken(Call call, Authority authority, Application application, string? secret)
    {
        var text = call.Form["refresh_token"] ?? throw Aadsts.MissingParameter("refresh_token");
        if (!world.SignIn.RefreshTokens.TryGet(text, out var token, out var isExpired))
            throw Aadsts.MalformedGrant();
        if (token.Registration.AppId != application.AppId)
            throw Aadsts.GrantOfAnotherClient(application.AppId);
        if (isExpired)
            throw Aadsts.CodeExpired();
        authority.MustAdmit(token.Account, application, world);
        var tenant = token.Account.Tenant;
        CheckOrigin(call, token.Platform);
        var proof = ClientAuthentication.Check(application, token.Platform != ClientPlatform.Web, secret, tenant);
        var scopes = call.Form["scope"] is { } scope ? ScopeRequest.Parse(scope, application, tenant) : token.Scopes;
        return TokenAnswers.ForUser(new(application, token.Account, scopes, token.Scopes, token.Platform, proof, Nonce: null, WantsClientInfo(call), call.Host));
    }

    /// <summary>RFC 8628, section 3.4. MSAL writes the grant type as device_code, others as the RFC's URN.</summary>
    private Answer DeviceCode(Call call, Application application)
    {
        var text = call.Form["device_code"] ?? throw Aadsts.MissingParameter("device_code");
        if (!world.SignIn.DeviceCodes.TryGet(text, out var code, out var isExpired) || code.Registration.AppId != application.AppId || code.IsRedeemed)
            throw Aadsts.DeviceCodeUnknown();
        if (isExpired)
            throw Aadsts.DeviceCodeExpired();
        if (code.IsRefused)
            throw Aadsts.DeviceRefused();
        if (!application.IsPublicByDefault)
            throw Aadsts.SecretMissing();
        if (code.ApprovedBy is not { } account)
        {
            if (code.Polls++ == 0 && world.Options.DeviceCodeApprovedAtOnce)
                DeviceCodeEndpoint.ApproveByFirst(code, world);
            throw Aadsts.DevicePending();
        }

        var answer = TokenAnswers.ForUser(new(application, account, code.Scopes, code.Scopes, ClientPlatform.PublicClient, ClientProof: 0, Nonce: null, WantsClientInfo(call), call.Host));
        code.IsRedeemed = true;
        return answer;
    }

    private static bool WantsClientInfo(Call call) => call.Form["client_info"] is not null;

    private static void CheckOrigin(Call call, ClientPlatform platform)
    {
        var comesFromPage = call.Header("Origin") is not null;
        if (platform == ClientPlatform.Spa && !comesFromPage)
            throw Aadsts.SpaFromElsewhere();
        if (platform != ClientPlatform.Spa && comesFromPage)
            throw Aadsts.NotSpaFromBrowser();
    }

    private static void CheckVerifier(AuthorizationCode code, string? verifier)
    {
        if (code.CodeChallenge is not { } challenge)
            return;
        if (verifier is null)
            throw Aadsts.VerifierMissing();
        var computed = code.CodeChallengeMethod == "S256" ? Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier;
        if (computed != challenge)
            throw Aadsts.VerifierDiffers();
    }
}
