using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A permission that a person is asked to consent to.</summary>
internal sealed record ConsentItem(ServicePrincipal Resource, string Name, PermissionKind Kind, bool NeedsAdmin);

/// <summary>What consent a request needs, and who may give it.</summary>
internal static class ConsentRules
{
    /// <summary>Whether all that is asked for has been consented to, by the user or for everyone.</summary>
    public static bool Covers(Application application, ServicePrincipal client, ScopeRequest scopes, User user, TenantState tenant)
    {
        var consented = tenant.Consents.ScopesOf(client, scopes.Resource, user);
        if (scopes.IsDefault)
        {
            // .default asks for consent only where there is none at all; later additions to the registration do not count.
            return consented.Count > 0;
        }

        return scopes.Permissions.All(name => consented.Contains(name, StringComparer.OrdinalIgnoreCase))
            && (consented.Count > 0 || scopes.Permissions.Count > 0 || tenant.Consents.HasAnyScope(client, user));
    }

    /// <summary>What the consent page lists: what is asked for, or for <c>.default</c> everything the registration lists.</summary>
    public static IReadOnlyList<ConsentItem> Items(Application application, ScopeRequest scopes, TenantState tenant)
    {
        var items = new List<ConsentItem>();
        foreach (var name in scopes.OpenIdScopes.Concat(scopes.Resource.IsGraph ? scopes.PermissionsToConsent(application) : []).Distinct(StringComparer.OrdinalIgnoreCase))
            Add(items, tenant.Directory.FindResource(MicrosoftApis.GraphAppId)!, name, tenant.Options);
        if (scopes.IsDefault)
        {
            foreach (var api in Resources(application, tenant))
            {
                foreach (var name in ScopeRequest.StaticPermissions(application, api))
                    Add(items, api, name, tenant.Options);
            }
        }
        else if (!scopes.Resource.IsGraph)
        {
            foreach (var name in scopes.Permissions)
                Add(items, scopes.Resource, name, tenant.Options);
        }

        return items;
    }

    /// <summary>Whether this person may consent: an administrator to everything, others to what needs none.</summary>
    public static bool MayConsent(User user, IEnumerable<ConsentItem> items) => user.IsAdministrator || items.All(item => !item.NeedsAdmin);

    /// <summary>Records the consent of one user; the client gets its service principal if it has none.</summary>
    public static void Grant(Application application, User? user, IEnumerable<ConsentItem> items, TenantState tenant)
    {
        var client = tenant.Registrar.EnsureServicePrincipal(application);
        foreach (var group in items.GroupBy(item => item.Resource))
        {
            string[] scopes = [.. group.Where(item => item.Kind == PermissionKind.Delegated).Select(item => item.Name)];
            if (scopes.Length > 0)
                tenant.Consents.Consent(client, group.Key, user, scopes);
        }
    }

    /// <summary>The APIs that a registration lists and the tenant knows.</summary>
    public static IEnumerable<ServicePrincipal> Resources(Application application, TenantState tenant) =>
        application.RequiredResourceAccess
            .Select(entry => tenant.Directory.FindResource(entry!["resourceAppId"]!.GetValue<string>()))
            .OfType<ServicePrincipal>();

    private static void Add(List<ConsentItem> items, ServicePrincipal api, string name, PracticeTenantOptions options)
    {
        if (ScopeRequest.FindPermission(api, name) is { } permission && !items.Exists(item => item.Resource == api && item.Name == permission.Name))
            items.Add(new(api, permission.Name, PermissionKind.Delegated, permission.NeedsAdmin || !UsersMayConsent(api, permission, options)));
    }

    /// <summary>Whether the tenant's user consent settings leave a permission that needs no administrator to its users.</summary>
    private static bool UsersMayConsent(ServicePrincipal api, ApiPermission permission, PracticeTenantOptions options) => options.UserConsent switch
    {
        PracticeUserConsent.Allowed => true,
        PracticeUserConsent.LowImpactOnly => api.IsGraph && options.LowImpactPermissions.Contains(permission.Name, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };
}
