using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The permissions that an app's registration requests. Graph replaces the whole list, so what is there is always
/// sent along.
/// </summary>
/// <param name="context">Who does it.</param>
/// <param name="reports">Who watches.</param>
public sealed class RequestedPermissions(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    internal const string ScopeType = "Scope";
    internal const string RoleType = "Role";

    private readonly ApplicationClient _applications = new(context, reports);
    private readonly ApiDirectory _apis = new(context.Graph(reports));

    /// <summary>Finds the permissions by name; nothing is changed.</summary>
    /// <exception cref="OAuthException">The API or a name is unknown; the nearest names are in the message.</exception>
    public async Task<IReadOnlyList<ApiPermission>> ResolveAsync(string api, IEnumerable<string> delegated, IEnumerable<string> application, CancellationToken cancellationToken)
    {
        OAuthApi found = await _apis.FindAsync(api, cancellationToken).ConfigureAwait(false);
        return
        [
            .. delegated.Select(name => found.Find(name, PermissionKind.Delegated)).Distinct(),
            .. application.Select(name => found.Find(name, PermissionKind.Application)).Distinct(),
        ];
    }

    /// <summary>Adds permissions to the request; returns those that were not in it before.</summary>
    public async Task<IReadOnlyList<AppPermission>> AddAsync(AppReference reference, IReadOnlyList<ApiPermission> permissions, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        List<RequiredResourceAccess> all = app.RequiredResourceAccess ?? [];
        List<ApiPermission> added = [];
        foreach (ApiPermission permission in permissions)
        {
            RequiredResourceAccess? of = all.Find(entry => entry.ResourceAppId.Equals(permission.ApiAppId, StringComparison.OrdinalIgnoreCase));
            if (of is null)
            {
                all.Add(of = new RequiredResourceAccess { ResourceAppId = permission.ApiAppId });
            }

            if (!of.ResourceAccess.Exists(entry => Is(entry, permission)))
            {
                of.ResourceAccess.Add(new ResourceAccess { Id = permission.Id, Type = TypeOf(permission.Kind) });
                added.Add(permission);
            }
        }

        await SaveAsync(app, all, added.Count > 0, cancellationToken).ConfigureAwait(false);
        return [.. added.Select(permission => Describe(app.AppId!, permission, requested: true))];
    }

    /// <summary>Takes permissions out of the request; returns those that were in it. Grants stay until they are revoked.</summary>
    public async Task<IReadOnlyList<AppPermission>> RemoveAsync(AppReference reference, IReadOnlyList<ApiPermission> permissions, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        List<RequiredResourceAccess> all = app.RequiredResourceAccess ?? [];
        List<ApiPermission> removed = [];
        foreach (ApiPermission permission in permissions)
        {
            RequiredResourceAccess? of = all.Find(entry => entry.ResourceAppId.Equals(permission.ApiAppId, StringComparison.OrdinalIgnoreCase));
            if (of?.ResourceAccess.RemoveAll(entry => Is(entry, permission)) > 0)
            {
                removed.Add(permission);
            }
        }

        all.RemoveAll(entry => entry.ResourceAccess.Count == 0);
        await SaveAsync(app, all, removed.Count > 0, cancellationToken).ConfigureAwait(false);
        return [.. removed.Select(permission => Describe(app.AppId!, permission, requested: false))];
    }

    /// <summary>The permissions that a registration requests, with their names.</summary>
    internal async Task<IReadOnlyList<(OAuthApi? Api, string ApiAppId, ApiPermission? Permission, ResourceAccess Entry)>> ReadAsync(ApplicationResource app, CancellationToken cancellationToken)
    {
        List<(OAuthApi?, string, ApiPermission?, ResourceAccess)> requested = [];
        foreach (RequiredResourceAccess of in app.RequiredResourceAccess ?? [])
        {
            OAuthApi? api = await _apis.FindByAppIdAsync(of.ResourceAppId, cancellationToken).ConfigureAwait(false);
            requested.AddRange(of.ResourceAccess.Select(entry => (api, of.ResourceAppId, api?.Find(entry.Id, KindOf(entry.Type)), entry)));
        }

        return requested;
    }

    internal static PermissionKind KindOf(string type) => type == RoleType ? PermissionKind.Application : PermissionKind.Delegated;

    internal static string TypeOf(PermissionKind kind) => kind == PermissionKind.Application ? RoleType : ScopeType;

    private static bool Is(ResourceAccess entry, ApiPermission permission) => entry.Id == permission.Id && entry.Type == TypeOf(permission.Kind);

    private static AppPermission Describe(string clientId, ApiPermission permission, bool requested) => new()
    {
        ClientId = clientId,
        Api = permission.Api,
        ApiAppId = permission.ApiAppId,
        Permission = permission.Name,
        Kind = permission.Kind,
        Id = permission.Id,
        RequiresAdminConsent = permission.RequiresAdminConsent,
        Requested = requested,
    };

    private Task SaveAsync(ApplicationResource app, List<RequiredResourceAccess> all, bool changed, CancellationToken cancellationToken)
    {
        if (changed)
        {
            return _applications.PatchAsync(app, new ApplicationResource { RequiredResourceAccess = all }, cancellationToken);
        }

        reports?.Report(new VerboseReport($"{app.DisplayName} requests just this already; nothing was changed."));
        return Task.CompletedTask;
    }
}
