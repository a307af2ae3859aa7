using System.Globalization;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Pages;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The end of an interactive sign-in: what the client gets, at its redirect URI or through its device code.</summary>
internal static class FlowEnd
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromSeconds(3599);

    public static Answer Finish(InteractiveFlow flow)
    {
        var (tenant, user) = flow.Account!;
        if (flow.Kind == FlowKind.AdminConsent)
            return flow.Target.Send(AdminConsentEndpoint.Result(flow, new(), tenant));
        CheckAssignment(flow);
        if (flow.Device is { } device)
        {
            device.Scopes = flow.Scopes;
            device.SignedIn = flow.SignedIn;
            device.ApprovedBy = flow.Account;
            return DevicePages.Done(flow);
        }

        var answer = new FormData();
        var code = flow.ResponseTypes.Code ? NewCode(flow) : null;
        var accessToken = flow.ResponseTypes.Token ? NewAccessToken(flow) : null;
        answer.Add("code", code);
        if (accessToken is not null)
        {
            answer.Add("access_token", accessToken.Value.Token)
                .Add("token_type", "Bearer")
                .Add("expires_in", TokenLifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture))
                .Add("scope", accessToken.Value.Scope);
        }

        if (flow.ResponseTypes.IdToken)
        {
            answer.Add("id_token", tenant.Tokens.IdToken(new(flow.Application, user, flow.Nonce, [.. flow.Scopes.OpenIdScopes], flow.Authority.Host, flow.IsVersion1)
            {
                Code = code,
                AccessToken = accessToken?.Token,
                SignedIn = flow.MaxAge is null ? null : flow.SignedIn,
            }));
        }

        if (flow.WantsClientInfo)
            answer.Add("client_info", tenant.Tokens.ClientInfo(user));
        return flow.Target.Send(answer.Add("session_state", tenant.Ids.NewGuid().ToString()));
    }

    /// <summary>Tells the client that there will be nothing; of a device the person is told, and the client when it asks again.</summary>
    public static Answer Refuse(InteractiveFlow flow, string id, SignInException refusal, Call call, PracticeWorld world)
    {
        world.SignIn.Flows.Remove(id);
        if (flow.Device is not { } device)
            return flow.Target.Refuse(refusal, SignInTrace.For(call, world.Ids));
        device.IsRefused = true;
        return DevicePages.Refused(flow);
    }

    private static string NewCode(InteractiveFlow flow)
    {
        var world = flow.Account!.Tenant.World;
        var code = "1." + world.Ids.NewOpaque(200);
        world.SignIn.Codes.Add(
            code,
            new(flow.Application, flow.Account, flow.Target.RedirectUri, flow.Platform, flow.Scopes, flow.Nonce, flow.CodeChallenge, flow.CodeChallengeMethod, flow.SignedIn),
            CodeLifetime);
        return code;
    }

    /// <summary>The implicit grant (RFC 6749, section 4.2): the client proves nothing.</summary>
    private static (string Token, string Scope)? NewAccessToken(InteractiveFlow flow)
    {
        var (tenant, user) = flow.Account!;
        var client = TokenAnswers.RequireConsent(flow.Application, flow.Scopes, flow.Account);
        var carried = TokenAnswers.CarriedScopes(client, flow.Scopes, flow.Account);
        var spec = new AccessTokenSpec(flow.Application, client, flow.Scopes.Resource, flow.Scopes.Audience, user, carried, ClientProof: 0, TokenLifetime, flow.Authority.Host, IsChallengeable: false);
        return (TokenAnswers.AccessToken(spec, tenant), TokenAnswers.ScopeText(flow.Scopes, carried));
    }

    /// <summary>Where the enterprise application wants its users assigned, the others stop here.</summary>
    private static void CheckAssignment(InteractiveFlow flow)
    {
        var (tenant, user) = flow.Account!;
        if (tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, flow.Application.AppId) is { IsAssignmentRequired: true } client
            && !tenant.Consents.IsAssigned(user, client))
        {
            throw Aadsts.NotAssigned(client, user);
        }
    }
}
