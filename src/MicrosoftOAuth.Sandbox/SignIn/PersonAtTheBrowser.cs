using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The pages between an authorize request and its redirect: who are you, and do you consent.</summary>
internal sealed class PersonAtTheBrowser(TenantState tenant)
{
    private const string SessionCookie = "ESTSAUTHPERSISTENT";
    private static readonly TimeSpan FlowLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Begins a flow: with the user who is signed in already, or at the page that asks.</summary>
    public Answer Begin(Call call, InteractiveFlow flow)
    {
        var signedIn = SignedInUser(call, flow.LoginHint);
        if (flow.Prompt == "none")
        {
            flow.User = signedIn ?? throw Aadsts.SignInRequired();
            return NeedsConsent(flow) ? throw Aadsts.NotConsented(flow.Application, interactive: true) : Finish(flow);
        }

        var id = tenant.Ids.NewOpaque(24);
        tenant.SignIn.Flows.Add(id, flow, FlowLifetime);
        if (signedIn is null || flow.Prompt is "login" or "select_account")
            return Answer.Html(Pages.PickAccount(flow, id, tenant));
        flow.User = signedIn;
        return Continue(flow, id);
    }

    /// <summary>POST /{tenant}/login: an account was picked.</summary>
    public Answer SignIn(Call call)
    {
        var flow = FindFlow(call, out var id);
        var userName = call.Form["username"] ?? throw Aadsts.MissingParameter("username");
        flow.User = tenant.Directory.FindByKey(tenant.Directory.Users, userName) ?? throw Aadsts.UnknownUser(userName, tenant.Organization);
        var session = tenant.Ids.NewOpaque(32);
        tenant.SignIn.BrowserSessions.Add(session, flow.User, SessionLifetime);
        return Continue(flow, id).With("Set-Cookie", $"{SessionCookie}={session}; path=/; secure; HttpOnly; SameSite=None");
    }

    /// <summary>POST /{tenant}/consent: the person accepted or refused.</summary>
    public Answer Consent(Call call)
    {
        var flow = FindFlow(call, out var id);
        var user = flow.User ?? throw Aadsts.SignInRequired();
        var items = Items(flow);
        var refusal = call.Form["action"] == "accept" && ConsentRules.MayConsent(user, items) ? null
            : flow.Kind == FlowKind.AdminConsent ? Aadsts.AdminConsentRefused()
            : ConsentRules.MayConsent(user, items) ? Aadsts.ConsentRefused()
            : Aadsts.AdminConsentNeeded();
        tenant.SignIn.Flows.Remove(id);
        if (refusal is not null)
            return TargetOf(flow).Refuse(refusal, SignInTrace.For(call, tenant.Ids));
        ConsentRules.Grant(flow.Application, flow.Kind == FlowKind.AdminConsent ? null : user, items, tenant);
        return Finish(flow);
    }

    private Answer Continue(InteractiveFlow flow, string id)
    {
        if (flow.Kind == FlowKind.SignIn && flow.Prompt is not ("consent" or "admin_consent") && !NeedsConsent(flow))
        {
            tenant.SignIn.Flows.Remove(id);
            return Finish(flow);
        }

        var items = Items(flow);
        var mayConsent = ConsentRules.MayConsent(flow.User!, items) && (flow.Kind == FlowKind.SignIn || flow.User!.IsAdministrator);
        return Answer.Html(Pages.Consent(flow, id, items, mayConsent, tenant));
    }

    private Answer Finish(InteractiveFlow flow)
    {
        var answer = new FormData();
        if (flow.Kind == FlowKind.AdminConsent)
            return TargetOf(flow).Send(AdminConsentEndpoint.Result(flow, answer, tenant));
        CheckAssignment(flow);
        var code = "1." + tenant.Ids.NewOpaque(200);
        tenant.SignIn.Codes.Add(
            code,
            new(flow.Application, flow.User!, flow.RedirectUri, flow.Platform, flow.Scopes, flow.Nonce, flow.CodeChallenge, flow.CodeChallengeMethod),
            CodeLifetime);
        answer.Add("code", code);
        if (flow.WantsClientInfo)
            answer.Add("client_info", tenant.Tokens.ClientInfo(flow.User!));
        return TargetOf(flow).Send(answer.Add("session_state", tenant.Ids.NewGuid().ToString()));
    }

    /// <summary>Where the enterprise application wants its users assigned, the others stop here.</summary>
    private void CheckAssignment(InteractiveFlow flow)
    {
        if (tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, flow.Application.AppId) is { IsAssignmentRequired: true } client
            && !tenant.Directory.AppRoleAssignments.All.Any(assignment => assignment.PrincipalId == flow.User!.Id && assignment.ResourceId == client.Id))
        {
            throw Aadsts.NotAssigned(client, flow.User!);
        }
    }

    private bool NeedsConsent(InteractiveFlow flow)
    {
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, flow.Application.AppId);
        return client is null || !ConsentRules.Covers(flow.Application, client, flow.Scopes, flow.User!, tenant);
    }

    private IReadOnlyList<ConsentItem> Items(InteractiveFlow flow) =>
        flow.Kind == FlowKind.AdminConsent ? AdminConsentEndpoint.Items(flow, tenant) : ConsentRules.Items(flow.Application, flow.Scopes, tenant);

    private static ResponseTarget TargetOf(InteractiveFlow flow) => new(flow.RedirectUri, flow.ResponseMode, flow.State);

    private InteractiveFlow FindFlow(Call call, out string id)
    {
        id = call.Form["ctx"] ?? throw Aadsts.MissingParameter("ctx");
        return tenant.SignIn.Flows.FindLive(id) ?? throw Aadsts.MalformedGrant();
    }

    /// <summary>The user of this browser's session, if the hint (where there is one) means the same.</summary>
    private User? SignedInUser(Call call, string? loginHint)
    {
        foreach (var cookie in (call.Header("Cookie") ?? "").Split(';'))
        {
            var pair = cookie.Trim().Split(['='], 2);
            if (pair.Length == 2 && pair[0] == SessionCookie && tenant.SignIn.BrowserSessions.FindLive(pair[1]) is { } user
                && (loginHint is null || user.UserPrincipalName.Equals(loginHint, StringComparison.OrdinalIgnoreCase)))
            {
                return user;
            }
        }

        return null;
    }
}
