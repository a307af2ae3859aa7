using MicrosoftOAuth.Sandbox.SignIn.Pages;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The consent page of a flow: what it lists, and what an answer to it does.</summary>
internal static class ConsentStep
{
    public static bool IsNeeded(InteractiveFlow flow)
    {
        var (tenant, user) = flow.Account!;
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, flow.Application.AppId);
        return client is null || !ConsentRules.Covers(flow.Application, client, flow.Scopes, user, tenant);
    }

    /// <summary>The page; where there is nothing to consent to, the client has asked for an API that it does not list.</summary>
    public static Answer Ask(Call call, InteractiveFlow flow, string id, PracticeWorld world)
    {
        var items = Items(flow);
        if (items.Count == 0 && IsNeeded(flow))
            return FlowEnd.Refuse(flow, id, Aadsts.ResourceNotListed(flow.Application, flow.Scopes), call, world);
        return MayConsent(flow, items) ? ConsentPages.Ask(flow, id, items) : ConsentPages.NeedAdmin(flow, id, items);
    }

    public static Answer Answered(Call call, InteractiveFlow flow, string id, PracticeWorld world)
    {
        var items = Items(flow);
        var may = MayConsent(flow, items);
        if (!may || call.Form["action"] != "accept")
            return FlowEnd.Refuse(flow, id, flow.Kind == FlowKind.AdminConsent ? Aadsts.AdminConsentRefused() : may ? Aadsts.ConsentRefused() : Aadsts.AdminConsentNeeded(), call, world);
        var (tenant, user) = flow.Account!;
        var isForAll = flow.Kind == FlowKind.AdminConsent || (call.Form["organization"] is not null && user.IsAdministrator);
        ConsentRules.Grant(flow.Application, isForAll ? null : user, items, tenant);
        world.SignIn.Flows.Remove(id);
        return FlowEnd.Finish(flow);
    }

    private static bool MayConsent(InteractiveFlow flow, IReadOnlyList<ConsentItem> items) =>
        ConsentRules.MayConsent(flow.Account!.User, items) && (flow.Kind != FlowKind.AdminConsent || flow.Account.User.IsAdministrator);

    private static IReadOnlyList<ConsentItem> Items(InteractiveFlow flow) => flow.Kind == FlowKind.AdminConsent
        ? AdminConsentEndpoint.Items(flow, flow.Account!.Tenant)
        : ConsentRules.Items(flow.Application, flow.Scopes, flow.Account!.Tenant);
}
