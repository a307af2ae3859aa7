using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An enterprise application: an application's presence in the tenant.</summary>
internal sealed class ServicePrincipal : DirectoryObject, ISecretHolder, IOwned
{
    private IReadOnlyList<ApiPermission>? permissions;

    /// <param name="id">The object id.</param>
    /// <param name="appId">The application's id.</param>
    /// <param name="permissions">The API's permissions where they are known already; null reads them from the properties.</param>
    /// <param name="plan">What it is like until somebody writes to it; null for one that begins empty.</param>
    public ServicePrincipal(string id, string appId, IReadOnlyList<ApiPermission>? permissions = null, Plan? plan = null)
        : base(EntityTypes.ServicePrincipal, id, plan)
    {
        AppId = appId;
        this.permissions = permissions;
        if (plan is null)
            Set("appId", appId);
    }

    public string AppId { get; }

    public string DisplayName => Text("displayName") ?? "";

    public bool IsEnabled => Flag("accountEnabled") ?? true;

    public bool IsAssignmentRequired => Flag("appRoleAssignmentRequired") ?? false;

    public IReadOnlyList<string> Names => Texts("servicePrincipalNames");

    public List<string> OwnerIds => field ??= [.. Plan?.OwnerIds ?? []];

    public List<ClientSecret> Secrets => field ??= ClientSecret.OfPlan(this, Plan);

    public Dictionary<string, byte[]> Certificates => field ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The permissions that the API behind this service principal publishes.</summary>
    public IReadOnlyList<ApiPermission> Permissions => permissions ??= ApiPermission.ReadAll(this);

    public bool IsGraph => AppId == MicrosoftApis.GraphAppId;

    /// <summary>Copies what a service principal mirrors of its application.</summary>
    public void Mirror(Application application)
    {
        Set("appDisplayName", application.DisplayName);
        Set("displayName", application.DisplayName);
        Set("appDescription", application.Text("description"));
        Set("signInAudience", application.SignInAudience);
        Set("homepage", application.Properties["web"]?["homePageUrl"]?.GetValue<string>());
        Set("logoutUrl", application.Properties["web"]?["logoutUrl"]?.GetValue<string>());
        Properties["servicePrincipalNames"] = ToArray([AppId, .. application.IdentifierUris]);
        Properties["replyUrls"] = ToArray(
        [
            .. application.RedirectUris(ClientPlatform.Web),
            .. application.RedirectUris(ClientPlatform.Spa),
            .. application.RedirectUris(ClientPlatform.PublicClient),
        ]);
        MirrorList("appRoles", application.List("appRoles"));
        MirrorList("oauth2PermissionScopes", application.Properties["api"]?["oauth2PermissionScopes"] as JsonArray);
        if (application.Properties["info"] is { } info)
            Properties["info"] = info.DeepClone();
        permissions = null;
    }

    private void MirrorList(string name, JsonArray? list)
    {
        if (list is { Count: > 0 })
            Properties[name] = list.DeepClone();
        else
            Properties.Remove(name);
    }

    private static JsonArray ToArray(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode)JsonValue.Create(item))]);
}
