using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What a client asks for: one API, some of its delegated permissions, and the OpenID Connect scopes.</summary>
internal sealed class ScopeRequest
{
    public const string Default = ".default";
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string OfflineAccess = "offline_access";

    private readonly Application? application;
    private readonly TenantState tenant;

    private ScopeRequest(string text, Application? application, TenantState tenant, ServicePrincipal resource, string? prefix, IReadOnlyList<string> permissions, IReadOnlyList<string> openIdScopes, bool isDefault)
    {
        Text = text;
        this.application = application;
        this.tenant = tenant;
        Resource = resource;
        Prefix = prefix;
        Permissions = permissions;
        OpenIdScopes = openIdScopes;
        IsDefault = isDefault;
    }

    /// <summary>As the client wrote it.</summary>
    public string Text { get; }

    public ServicePrincipal Resource { get; }

    /// <summary>The API's name as the client wrote it, without the slash before the permission; null where it wrote bare names.</summary>
    public string? Prefix { get; }

    /// <summary>The API's permissions that were asked for by name.</summary>
    public IReadOnlyList<string> Permissions { get; }

    public IReadOnlyList<string> OpenIdScopes { get; }

    /// <summary>Whether the permissions are those of the registration (<c>.default</c>).</summary>
    public bool IsDefault { get; }

    public bool WantsRefreshToken => OpenIdScopes.Contains(OfflineAccess, StringComparer.Ordinal);

    public bool WantsIdToken => OpenIdScopes.Contains(OpenId, StringComparer.Ordinal);

    /// <summary>The audience of the access token. Bare names and the app id give the app id, as with Entra's version 2 endpoint.</summary>
    public string Audience => Prefix ?? Resource.AppId;

    /// <summary>Reads the scope parameter of a delegated request.</summary>
    /// <exception cref="SignInException">It names an unknown API or permission, or more than one API.</exception>
    public static ScopeRequest Parse(string scope, Application application, TenantState tenant)
    {
        ServicePrincipal? resource = null;
        string? prefix = null;
        var isDefault = false;
        var permissions = new List<string>();
        var openId = new List<string>();
        foreach (var item in scope.Split([' '], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IsOpenIdScope(item))
            {
                openId.Add(item.ToLowerInvariant());
                continue;
            }

            var (itemPrefix, name) = Split(item);
            var api = tenant.Directory.FindResource(itemPrefix ?? MicrosoftApis.GraphAppId) ?? throw Aadsts.UnknownResource(itemPrefix ?? item, tenant.Organization);
            if (resource is not null && resource != api)
                throw Aadsts.SeveralResources();
            resource = api;
            prefix ??= itemPrefix;
            if (name == Default)
                isDefault = true;
            else if (IsOpenIdScope(name))
                openId.Add(name.ToLowerInvariant());
            else
                permissions.Add(FindPermission(api, name)?.Name ?? throw Aadsts.UnknownScope(application, name, api));
        }

        if (isDefault && permissions.Count > 0)
            throw Aadsts.DefaultWithOthers();
        resource ??= tenant.Directory.FindResource(MicrosoftApis.GraphAppId)!;
        return new(scope, application, tenant, resource, prefix, permissions, openId, isDefault);
    }

    /// <summary>
    /// Reads the resource parameter of version 1, where a client asks for all that it holds at an API, and is always told who
    /// signed in and given a refresh token.
    /// </summary>
    public static ScopeRequest ForResource(string resource, Application application, TenantState tenant) =>
        Parse($"{OpenId} {Profile} {OfflineAccess} {resource}/{Default}", application, tenant);

    /// <summary>Reads the scope parameter of a client-credentials request: one API's name and <c>/.default</c>.</summary>
    public static ScopeRequest ParseForApp(string scope, TenantState tenant)
    {
        var items = scope.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length != 1 || Split(items[0]) is not ({ } prefix, Default))
            throw Aadsts.ScopeNeedsDefault(scope);
        var resource = tenant.Directory.FindResource(prefix) ?? throw Aadsts.UnknownResource(prefix, tenant.Organization);
        return new(scope, application: null, tenant, resource, prefix, [], [], isDefault: true);
    }

    /// <summary>The same request in another tenant, whose APIs are other objects, and may be fewer.</summary>
    public ScopeRequest In(TenantState other) => other == tenant || application is null ? this : Parse(Text, application, other);

    /// <summary>The permissions of this API that need consent: those asked for, or for <c>.default</c> those of the registration.</summary>
    public IReadOnlyList<string> PermissionsToConsent(Application application) =>
        IsDefault ? StaticPermissions(application, Resource) : [.. Permissions, .. Resource.IsGraph ? OpenIdScopes : []];

    /// <summary>The delegated permissions of an API that the registration lists.</summary>
    public static IReadOnlyList<string> StaticPermissions(Application application, ServicePrincipal api) =>
        [.. StaticIds(application, api, "Scope").Select(id => api.Permissions.FirstOrDefault(permission => permission.Kind == PermissionKind.Delegated && permission.Id == id)?.Name).OfType<string>()];

    /// <summary>The ids of one kind (Scope or Role) that the registration lists for an API.</summary>
    public static IEnumerable<string> StaticIds(Application application, ServicePrincipal api, string type) =>
        from entry in application.RequiredResourceAccess
        where entry!["resourceAppId"]?.GetValue<string>() == api.AppId
        from access in entry["resourceAccess"]!.AsArray()
        where access!["type"]?.GetValue<string>() == type
        select access["id"]!.GetValue<string>();

    public static bool IsOpenIdScope(string name) => name.ToLowerInvariant() is OpenId or Profile or Email or OfflineAccess;

    public static ApiPermission? FindPermission(ServicePrincipal api, string name) =>
        api.Permissions.FirstOrDefault(permission => permission.Kind == PermissionKind.Delegated && permission.IsEnabled && permission.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Cuts "https://graph.microsoft.com/User.Read" at the last slash. A name that ends in a slash itself keeps it:
    /// "https://management.azure.com//.default" is for the audience "https://management.azure.com/".
    /// </summary>
    private static (string? Prefix, string Name) Split(string item)
    {
        var slash = item.LastIndexOf('/');
        return slash < 0 ? (null, item) : (item[..slash], item[(slash + 1)..]);
    }
}
