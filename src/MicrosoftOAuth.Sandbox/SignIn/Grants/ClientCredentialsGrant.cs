using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>RFC 6749, section 4.4: a client on its own. Succeeds without any consent, with a token that carries no roles.</summary>
internal static class ClientCredentialsGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        var scope = request.IsVersion1 ? request.Required("resource") + "/" + ScopeRequest.Default : request.Required("scope");
        var tenant = request.Authority.FindTenant(request.World) ?? throw Aadsts.NoTenant();
        if (tenant.IsPersonal)
            throw Aadsts.GrantNeedsTenant();
        var proof = request.Credential.ProveConfidential(request.Client, request.Authority, tenant);
        var scopes = ScopeRequest.ParseForApp(scope, tenant);
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, request.Client.AppId)
            ?? throw Aadsts.NoServicePrincipal(request.Client, tenant.Organization);
        if (!client.IsEnabled)
            throw Aadsts.DisabledServicePrincipal(client);
        return TokenAnswers.ForApp(request, client, scopes, proof, tenant);
    }
}
