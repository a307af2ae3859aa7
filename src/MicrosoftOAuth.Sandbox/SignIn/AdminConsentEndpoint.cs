using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>
/// GET /{tenant}/v2.0/adminconsent and /{tenant}/adminconsent: an administrator consents for the whole tenant
/// ("Admin consent on the Microsoft identity platform").
/// </summary>
internal sealed class AdminConsentEndpoint(PracticeWorld world, PersonAtTheBrowser person)
{
    public Answer Answer(Call call, Authority authority)
    {
        var application = authority.FindClient(call.Query["client_id"], world);
        var (redirectUri, platform) = RedirectUriMatcher.Resolve(call.Query["redirect_uri"], application);
        var target = new ResponseTarget(redirectUri, "query", call.Query["state"]);
        try
        {
            return person.Begin(call, new InteractiveFlow(FlowKind.AdminConsent, application, target, platform, authority)
            {
                Scopes = ScopeRequest.Parse(call.Query["scope"] ?? "https://graph.microsoft.com/.default", application, authority.TenantFor(application, world)),
                BrowserSecret = world.Ids.NewOpaque(24),
                LoginHint = call.Query["login_hint"],
            });
        }
        catch (SignInException refusal) when (!refusal.IsForThePersonOnly)
        {
            return target.Refuse(refusal, SignInTrace.For(call, world.Ids));
        }
    }

    /// <summary>What the page lists: for <c>.default</c> the registration's application permissions as well.</summary>
    public static IReadOnlyList<ConsentItem> Items(InteractiveFlow flow, TenantState tenant)
    {
        var items = ConsentRules.Items(flow.Application, flow.Scopes, tenant).ToList();
        if (flow.Scopes.IsDefault)
        {
            foreach (var api in ConsentRules.Resources(flow.Application, tenant))
            {
                foreach (var role in Roles(flow.Application, api))
                    items.Add(new(api, role.Name, PermissionKind.Application, NeedsAdmin: true));
            }
        }

        return items;
    }

    /// <summary>Assigns the application permissions, and says in the redirect what was consented to.</summary>
    public static FormData Result(InteractiveFlow flow, FormData answer, TenantState tenant)
    {
        if (flow.Scopes.IsDefault)
        {
            var client = tenant.Registrar.EnsureServicePrincipal(flow.Application);
            foreach (var api in ConsentRules.Resources(flow.Application, tenant))
            {
                foreach (var role in Roles(flow.Application, api))
                    tenant.Consents.Assign(client, "ServicePrincipal", api, role.Id);
            }
        }

        var scopes = Items(flow, tenant)
            .Where(item => item.Kind == PermissionKind.Delegated)
            .Select(item => item.Resource.IsGraph ? "https://graph.microsoft.com/" + item.Name : item.Resource.AppId + "/" + item.Name);
        return answer
            .Add("admin_consent", "True")
            .Add("tenant", tenant.Organization.Id)
            .Add("scope", string.Join(" ", scopes));
    }

    private static IEnumerable<ApiPermission> Roles(Application application, ServicePrincipal api)
    {
        var ids = new HashSet<string>(ScopeRequest.StaticIds(application, api, "Role"), StringComparer.Ordinal);
        return api.Permissions.Where(permission => permission.Kind == PermissionKind.Application && ids.Contains(permission.Id));
    }
}
