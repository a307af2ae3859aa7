using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Grants for an app: delegated grants and app-role assignments. There is one delegated grant for each client, API
/// and user (or everyone), whose scope is replaced whole, so every change here reads, merges and writes back.
/// Source: https://learn.microsoft.com/graph/permissions-grant-via-msgraph.
/// </summary>
/// <param name="context">Who grants.</param>
/// <param name="reports">Who watches.</param>
public sealed class ConsentClient(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>The word for a tenant-wide grant.</summary>
    public const string Everyone = "Everyone";

    private readonly GraphClient _graph = context.Graph(reports);
    private readonly ApplicationClient _applications = new(context, reports);
    private readonly RequestedPermissions _requested = new(context, reports);
    private readonly GrantLedger _ledger = new(context.Graph(reports));

    /// <summary>
    /// Grants what the app requests. The service principals are made where they are missing; grants that exist are
    /// extended and never narrowed.
    /// </summary>
    /// <param name="reference">The app.</param>
    /// <param name="userId">Sign-in name or object id of the one user to grant for; null for everyone.</param>
    /// <param name="cancellationToken">Ends the work between two grants.</param>
    /// <returns>One result for each permission; a refusal of one leaves the others to be granted.</returns>
    public async Task<IReadOnlyList<ConsentResult>> GrantAsync(AppReference reference, string? userId, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        string? principal = userId is null ? null : await UserIdAsync(userId, cancellationToken).ConfigureAwait(false);
        ServicePrincipalResource client = await _applications.EnsureServicePrincipalAsync(app.AppId!, cancellationToken).ConfigureAwait(false);
        List<ConsentResult> results = [];
        foreach (IGrouping<string, (OAuthApi? Api, string ApiAppId, ApiPermission? Permission, ResourceAccess Entry)> of in
            (await _requested.ReadAsync(app, cancellationToken).ConfigureAwait(false)).GroupBy(entry => entry.ApiAppId, StringComparer.OrdinalIgnoreCase))
        {
            Wanted wanted = new(
                app.AppId!,
                client.Id!,
                await ResourceAsync(of.Key, cancellationToken).ConfigureAwait(false),
                of.First().Api?.Name ?? of.Key,
                principal);
            results.AddRange(of.Where(entry => entry.Permission is null).Select(entry => wanted.Result(
                entry.Entry.Id.ToString(),
                RequestedPermissions.KindOf(entry.Entry.Type),
                ConsentStatus.Failed,
                "The API does not offer a permission with this id.")));
            results.AddRange(await GrantDelegatedAsync(wanted, Names(of, PermissionKind.Delegated), cancellationToken).ConfigureAwait(false));
            results.AddRange(await GrantRolesAsync(wanted, of.Where(entry => entry.Permission?.Kind == PermissionKind.Application).Select(entry => entry.Permission!), cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Lists what is granted to an app, whoever granted it.</summary>
    public async Task<IReadOnlyList<ConsentGrant>> ListAsync(AppReference reference, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        return await ListAsync(app, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an app requests and what it was granted, side by side.</summary>
    public async Task<IReadOnlyList<AppPermission>> ComparePermissionsAsync(AppReference reference, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ConsentGrant> grants = await ListAsync(app, cancellationToken).ConfigureAwait(false);
        List<AppPermission> all = [];
        foreach ((OAuthApi? api, string apiAppId, ApiPermission? permission, ResourceAccess entry) in await _requested.ReadAsync(app, cancellationToken).ConfigureAwait(false))
        {
            all.Add(new AppPermission
            {
                ClientId = app.AppId!,
                Api = api?.Name ?? apiAppId,
                ApiAppId = apiAppId,
                Permission = permission?.Name ?? entry.Id.ToString(),
                Kind = RequestedPermissions.KindOf(entry.Type),
                Id = entry.Id,
                RequiresAdminConsent = permission?.RequiresAdminConsent ?? true,
                Requested = true,
            });
        }

        all.AddRange(grants
            .Where(grant => !all.Exists(permission => IsOf(grant, permission)))
            .GroupBy(grant => (grant.ApiAppId, grant.Permission, grant.Kind))
            .Select(grant => new AppPermission
            {
                ClientId = app.AppId!,
                Api = grant.First().Api,
                ApiAppId = grant.Key.ApiAppId,
                Permission = grant.Key.Permission,
                Kind = grant.Key.Kind,
                Requested = false,
            }));
        return [.. all.Select(permission => permission with { GrantedFor = [.. grants.Where(grant => IsOf(grant, permission)).Select(grant => grant.GrantedFor)] })];
    }

    /// <summary>Revokes grants. Delegated names are taken out of their grant, which goes when none is left.</summary>
    public async Task<IReadOnlyList<ConsentResult>> RevokeAsync(IReadOnlyList<ConsentGrant> grants, CancellationToken cancellationToken)
    {
        List<ConsentResult> results = [];
        foreach (IGrouping<string, ConsentGrant> of in grants.GroupBy(grant => grant.GrantId, StringComparer.Ordinal))
        {
            ConsentGrant first = of.First();
            if (first.Kind == PermissionKind.Application)
            {
                await _ledger.RemoveRoleAsync(first, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _ledger.NarrowAsync(first.GrantId, [.. of.Select(grant => grant.Permission)], cancellationToken).ConfigureAwait(false);
            }

            results.AddRange(of.Select(grant => new ConsentResult(grant.ClientId, grant.Api, grant.Permission, grant.Kind, ConsentStatus.Revoked, grant.GrantedFor)));
        }

        return results;
    }

    private static bool IsOf(ConsentGrant grant, AppPermission permission) =>
        grant.Kind == permission.Kind
        && grant.ApiAppId.Equals(permission.ApiAppId, StringComparison.OrdinalIgnoreCase)
        && grant.Permission.Equals(permission.Permission, StringComparison.OrdinalIgnoreCase);

    private static string[] Names(IEnumerable<(OAuthApi? Api, string ApiAppId, ApiPermission? Permission, ResourceAccess Entry)> entries, PermissionKind kind) =>
        [.. entries.Where(entry => entry.Permission?.Kind == kind).Select(entry => entry.Permission!.Name)];

    private async Task<IReadOnlyList<ConsentGrant>> ListAsync(ApplicationResource app, CancellationToken cancellationToken)
    {
        ServicePrincipalResource? client = await _applications.FindServicePrincipalAsync(app.AppId!, cancellationToken).ConfigureAwait(false);
        return client is null ? [] : await _ledger.ReadAsync(app.AppId!, client.Id!, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ConsentResult>> GrantDelegatedAsync(Wanted wanted, string[] names, CancellationToken cancellationToken)
    {
        if (names.Length == 0)
        {
            return [];
        }

        try
        {
            IReadOnlyCollection<string> before = await _ledger.WidenAsync(wanted.ClientObjectId, wanted.ResourceObjectId, wanted.UserId, names, cancellationToken).ConfigureAwait(false);
            return [.. names.Select(name => wanted.Result(name, PermissionKind.Delegated, before.Contains(name, StringComparer.OrdinalIgnoreCase) ? ConsentStatus.AlreadyGranted : ConsentStatus.Granted))];
        }
        catch (OAuthException e) when (!cancellationToken.IsCancellationRequested && IsAboutThisGrant(e))
        {
            return [.. names.Select(name => wanted.Result(name, PermissionKind.Delegated, ConsentStatus.Failed, e.Message))];
        }
    }

    private async Task<IReadOnlyList<ConsentResult>> GrantRolesAsync(Wanted wanted, IEnumerable<ApiPermission> roles, CancellationToken cancellationToken)
    {
        List<ConsentResult> results = [];
        foreach (ApiPermission role in roles)
        {
            if (wanted.UserId is not null)
            {
                results.Add(wanted.Result(role.Name, role.Kind, ConsentStatus.NotApplicable, "An application permission is granted to the app for everyone, not for one user."));
                continue;
            }

            try
            {
                bool isNew = await _ledger.AddRoleAsync(wanted.ClientObjectId, wanted.ResourceObjectId, role.Id, cancellationToken).ConfigureAwait(false);
                results.Add(wanted.Result(role.Name, role.Kind, isNew ? ConsentStatus.Granted : ConsentStatus.AlreadyGranted));
            }
            catch (OAuthException e) when (!cancellationToken.IsCancellationRequested && IsAboutThisGrant(e))
            {
                results.Add(wanted.Result(role.Name, role.Kind, ConsentStatus.Failed, e.Message));
            }
        }

        return results;
    }

    /// <summary>Failures that leave the other permissions to be tried; a lost session does not.</summary>
    private static bool IsAboutThisGrant(OAuthException failure) => failure.Kind is
        OAuthErrorKind.PermissionDenied or OAuthErrorKind.InvalidRequest or OAuthErrorKind.Conflict or OAuthErrorKind.NotFound
        or OAuthErrorKind.ServiceError or OAuthErrorKind.ConsentRequired;

    private async Task<string> ResourceAsync(string apiAppId, CancellationToken cancellationToken) =>
        (await _applications.EnsureServicePrincipalAsync(apiAppId, cancellationToken).ConfigureAwait(false)).Id!;

    private async Task<string> UserIdAsync(string user, CancellationToken cancellationToken) =>
        (await _graph.FindAsync(
            GraphCall.Get($"/users/{Uri.EscapeDataString(user)}?$select=id", PermissionNeed.ReadUsers),
            GraphJson.Default.DirectoryObjectResource,
            cancellationToken).ConfigureAwait(false))?.Id
        ?? throw new OAuthException(OAuthErrorKind.NotFound, $"The tenant has no user '{user}'.", "Name the user by sign-in name or object id.") { Target = user };

    /// <summary>What is to be granted of one API.</summary>
    private sealed record Wanted(string ClientId, string ClientObjectId, string ResourceObjectId, string Api, string? UserId)
    {
        internal ConsentResult Result(string permission, PermissionKind kind, ConsentStatus status, string? reason = null) =>
            new(ClientId, Api, permission, kind, status, UserId ?? Everyone, reason);
    }
}
