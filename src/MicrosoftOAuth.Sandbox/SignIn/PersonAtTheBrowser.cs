using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The pages between an authorize request and its redirect: who are you, and do you consent.</summary>
internal sealed class PersonAtTheBrowser(PracticeWorld world)
{
    private const string SessionCookie = "ESTSAUTHPERSISTENT";
    private static readonly TimeSpan FlowLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Begins a flow: with the user who is signed in already, or at the page that asks.</summary>
    public Answer Begin(Call call, InteractiveFlow flow)
    {
        var signedIn = SignedIn(call, flow);
        if (flow.Prompt == "none")
        {
            var session = signedIn ?? throw Aadsts.SignInRequired();
            flow.SignIn(session.Account, session.SignedIn);
            return NeedsConsent(flow) ? throw Aadsts.NotConsented(flow.Application, interactive: true) : Finish(flow);
        }

        var id = world.Ids.NewOpaque(24);
        world.SignIn.Flows.Add(id, flow, FlowLifetime);
        if (signedIn is null || flow.Prompt is "login" or "select_account")
            return Answer.Html(Pages.PickAccount(flow, id, world));
        flow.SignIn(signedIn.Account, signedIn.SignedIn);
        return Continue(flow, id);
    }

    /// <summary>POST /{tenant}/login: an account was picked.</summary>
    public Answer SignIn(Call call)
    {
        var flow = FindFlow(call, out var id);
        var userName = call.Form["username"] ?? throw Aadsts.MissingParameter("username");
        var account = world.FindAccount(userName) ?? throw Aadsts.UnknownUser(userName, flow.Authority.TenantFor(flow.Application, world).Organization);
        flow.Authority.MustAdmit(account, flow.Application, world);
        flow.SignIn(account, call.Time);
        var session = world.Ids.NewOpaque(32);
        world.SignIn.BrowserSessions.Add(session, new(account, call.Time), SessionLifetime);
        return Continue(flow, id).With("Set-Cookie", $"{SessionCookie}={session}; path=/; secure; HttpOnly; SameSite=None");
    }

    /// <summary>POST /{tenant}/consent: the person accepted or refused.</summary>
    public Answer Consent(Call call)
    {
        var flow = FindFlow(call, out var id);
        var (tenant, user) = flow.Account ?? throw Aadsts.SignInRequired();
        var items = Items(flow);
        var refusal = call.Form["action"] == "accept" && ConsentRules.MayConsent(user, items) ? null
            : flow.Kind == FlowKind.AdminConsent ? Aadsts.AdminConsentRefused()
            : ConsentRules.MayConsent(user, items) ? Aadsts.ConsentRefused()
            : Aadsts.AdminConsentNeeded();
        world.SignIn.Flows.Remove(id);
        if (refusal is not null)
            return TargetOf(flow).Refuse(refusal, SignInTrace.For(call, world.Ids));
        ConsentRules.Grant(flow.Application, flow.Kind == FlowKind.AdminConsent ? null : user, items, tenant);
        return Finish(flow);
    }

    private Answer Continue(InteractiveFlow flow, string id)
    {
        if (flow.Kind == FlowKind.SignIn && flow.Prompt is not ("consent" or "admin_consent") && !NeedsConsent(flow))
        {
            world.SignIn.Flows.Remove(id);
            return Finish(flow);
        }

        var (tenant, user) = flow.Account!;
        var items = Items(flow);
        var mayConsent = ConsentRules.MayConsent(user, items) && (flow.Kind == FlowKind.SignIn || user.IsAdministrator);
        return Answer.Html(Pages.Consent(flow, id, items, mayConsent));
    }

    private Answer Finish(InteractiveFlow flow)
    {
        var answer = new FormData();
        if (flow.Kind == FlowKind.AdminConsent)
            return TargetOf(flow).Send(AdminConsentEndpoint.Result(flow, answer, flow.Account!.Tenant));
        CheckAssignment(flow);
        var code = "1." + world.Ids.NewOpaque(200);
        world.SignIn.Codes.Add(
            code,
            new(flow.Application, flow.Account!, flow.RedirectUri, flow.Platform, flow.Scopes, flow.Nonce, flow.CodeChallenge, flow.CodeChallengeMethod, flow.SignedIn),
            CodeLifetime);
        answer.Add("code", code);
        if (flow.WantsClientInfo)
            answer.Add("client_info", flow.Account!.Tenant.Tokens.ClientInfo(flow.Account.User));
        return TargetOf(flow).Send(answer.Add("session_state", world.Ids.NewGuid().ToString()));
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

    private static bool NeedsConsent(InteractiveFlow flow)
    {
        var (tenant, user) = flow.Account!;
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, flow.Application.AppId);
        return client is null || !ConsentRules.Covers(flow.Application, client, flow.Scopes, user, tenant);
    }

    private static IReadOnlyList<ConsentItem> Items(InteractiveFlow flow) =>
        flow.Kind == FlowKind.AdminConsent ? AdminConsentEndpoint.Items(flow, flow.Account!.Tenant) : ConsentRules.Items(flow.Application, flow.Scopes, flow.Account!.Tenant);

    private static ResponseTarget TargetOf(InteractiveFlow flow) => new(flow.RedirectUri, flow.ResponseMode, flow.State);

    private InteractiveFlow FindFlow(Call call, out string id)
    {
        id = call.Form["ctx"] ?? throw Aadsts.MissingParameter("ctx");
        return world.SignIn.Flows.FindLive(id) ?? throw Aadsts.MalformedGrant();
    }

    /// <summary>The account of this browser's session, if it can be used here and the hint (where there is one) means the same.</summary>
    private BrowserSession? SignedIn(Call call, InteractiveFlow flow)
    {
        foreach (var cookie in (call.Header("Cookie") ?? "").Split(';'))
        {
            var pair = cookie.Trim().Split(['='], 2);
            if (pair.Length == 2 && pair[0] == SessionCookie && world.SignIn.BrowserSessions.FindLive(pair[1]) is { IsGood: true } session
                && (flow.LoginHint is null || session.Account.User.UserPrincipalName.Equals(flow.LoginHint, StringComparison.OrdinalIgnoreCase))
                && flow.Authority.Admits(session.Account, flow.Application, world))
            {
                return session;
            }
        }

        return null;
    }
}
