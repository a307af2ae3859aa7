using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Clients;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>RFC 6749, section 4.3: name and password in the client's own hands. Not for personal accounts, nor for whom a second factor is asked.</summary>
internal static class PasswordGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        var userName = request.Required("username");
        var password = request.Required("password");
        var named = request.Authority.FindTenant(request.World);
        if (named is { IsPersonal: true } || request.Authority.IsCommon)
            throw Aadsts.GrantNeedsTenant();
        var home = named ?? request.Authority.TenantFor(request.Client, request.World);
        var account = request.World.FindAccount(userName) ?? throw Aadsts.UnknownUser(userName, home.Organization);
        request.Authority.MustAdmit(account, request.Client, request.World);
        var proof = request.ProveWithoutPlatform(account.Tenant);
        if (account.User.Password != password)
            throw Aadsts.WrongPassword();
        if (!account.User.IsEnabled)
            throw Aadsts.DisabledUser();
        var scopes = request.Scopes(account.Tenant) ?? throw Aadsts.MissingParameter(request.IsVersion1 ? "resource" : "scope");
        if (account.User.NeedsSecondFactor)
            throw Aadsts.SecondFactorNeeded(scopes.Resource);
        var platform = proof == ClientProof.None ? ClientPlatform.PublicClient : ClientPlatform.Web;
        return request.TokensFor(account, scopes, platform, proof, request.Time);
    }
}
