using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Reads and writes grants, one request at a time. What exists is merged, never replaced.</summary>
internal sealed class GrantLedger(GraphClient graph)
{
    private const string AllPrincipals = "AllPrincipals";
    private const string Principal = "Principal";

    private readonly ApiDirectory _apis = new(graph);
    private readonly Dictionary<string, OAuthApi?> _byServicePrincipal = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All grants to a client, one for each permission.</summary>
    internal async Task<IReadOnlyList<ConsentGrant>> ReadAsync(string clientId, string clientObjectId, CancellationToken cancellationToken)
    {
        List<ConsentGrant> grants = [];
        foreach (DelegatedGrantResource grant in await DelegatedAsync($"clientId eq '{clientObjectId}'", cancellationToken).ConfigureAwait(false))
        {
            OAuthApi? api = await ApiAsync(grant.ResourceId!, cancellationToken).ConfigureAwait(false);
            grants.AddRange(Names(grant.Scope).Select(name => new ConsentGrant(
                clientId,
                api?.Name ?? grant.ResourceId!,
                api?.AppId ?? string.Empty,
                name,
                PermissionKind.Delegated,
                grant.ConsentType == Principal ? grant.PrincipalId ?? Principal : ConsentClient.Everyone,
                grant.Id!)));
        }

        foreach (AppRoleAssignmentResource role in await RolesAsync(clientObjectId, cancellationToken).ConfigureAwait(false))
        {
            OAuthApi? api = await ApiAsync(role.ResourceId!, cancellationToken).ConfigureAwait(false);
            grants.Add(new ConsentGrant(
                clientId,
                api?.Name ?? role.ResourceDisplayName ?? role.ResourceId!,
                api?.AppId ?? string.Empty,
                api?.Find(role.AppRoleId!.Value, PermissionKind.Application)?.Name ?? role.AppRoleId!.Value.ToString(),
                PermissionKind.Application,
                ConsentClient.Everyone,
                $"{role.ResourceId}/{role.Id}"));
        }

        return grants;
    }

    /// <summary>Adds names to the delegated grant; returns the names that were in it before.</summary>
    internal async Task<IReadOnlyCollection<string>> WidenAsync(string clientObjectId, string resourceObjectId, string? userId, string[] names, CancellationToken cancellationToken)
    {
        DelegatedGrantResource? grant = await FindAsync(clientObjectId, resourceObjectId, userId, cancellationToken).ConfigureAwait(false);
        if (grant is null)
        {
            try
            {
                await CreateAsync(clientObjectId, resourceObjectId, userId, names, cancellationToken).ConfigureAwait(false);
                return [];
            }
            catch (OAuthException e) when (e.Kind == OAuthErrorKind.Conflict)
            {
                // It exists after all: made a moment ago, and the list did not know it yet.
                grant = await Replication.WaitAsync(
                    graph,
                    "The grant",
                    async () => await FindAsync(clientObjectId, resourceObjectId, userId, cancellationToken).ConfigureAwait(false) ?? throw new OAuthException(OAuthErrorKind.NotFound, e.Message, e.Remedy, e),
                    Replication.IsUnknownYet,
                    cancellationToken).ConfigureAwait(false);
            }
        }

        string[] before = Names(grant.Scope);
        string[] missing = [.. names.Except(before, StringComparer.OrdinalIgnoreCase)];
        if (missing.Length > 0)
        {
            await SetScopeAsync(grant.Id!, [.. before, .. missing], cancellationToken).ConfigureAwait(false);
        }

        return before;
    }

    /// <summary>Takes names out of a delegated grant.</summary>
    internal async Task NarrowAsync(string grantId, string[] names, CancellationToken cancellationToken)
    {
        string path = $"/oauth2PermissionGrants/{Uri.EscapeDataString(grantId)}";
        DelegatedGrantResource grant = await graph.SendAsync(GraphCall.Get(path, PermissionNeed.ReadGrants), GraphJson.Default.DelegatedGrantResource, cancellationToken).ConfigureAwait(false);
        string[] rest = [.. Names(grant.Scope).Except(names, StringComparer.OrdinalIgnoreCase)];
        if (rest.Length > 0)
        {
            await SetScopeAsync(grantId, rest, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await graph.ExecuteAsync(GraphCall.Delete(path, PermissionNeed.WriteDelegatedGrants), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Assigns an application permission; false where it was assigned before.</summary>
    internal async Task<bool> AddRoleAsync(string clientObjectId, string resourceObjectId, Guid roleId, CancellationToken cancellationToken)
    {
        IReadOnlyList<AppRoleAssignmentResource> present = await RolesAsync(clientObjectId, cancellationToken).ConfigureAwait(false);
        if (present.Any(role => role.AppRoleId == roleId && role.ResourceId == resourceObjectId))
        {
            return false;
        }

        AppRoleAssignmentResource body = new() { PrincipalId = clientObjectId, ResourceId = resourceObjectId, AppRoleId = roleId };
        GraphCall post = GraphCall.Post($"/servicePrincipals/{resourceObjectId}/appRoleAssignedTo", body, GraphJson.Default.AppRoleAssignmentResource, PermissionNeed.WriteAppRoleGrants);
        try
        {
            await Replication.WaitAsync(
                graph,
                "The enterprise application",
                () => graph.SendAsync(post, GraphJson.Default.AppRoleAssignmentResource, cancellationToken),
                Replication.IsUnknownYet,
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OAuthException e) when (e.Message.Contains("already exists"))
        {
            return false;
        }
    }

    /// <summary>Takes an application permission away.</summary>
    internal Task RemoveRoleAsync(ConsentGrant grant, CancellationToken cancellationToken)
    {
        string[] ids = grant.GrantId.Split('/');
        return graph.ExecuteAsync(GraphCall.Delete($"/servicePrincipals/{ids[0]}/appRoleAssignedTo/{ids[1]}", PermissionNeed.WriteAppRoleGrants), cancellationToken);
    }

    private static string[] Names(string? scope) => (scope ?? string.Empty).Split([' '], StringSplitOptions.RemoveEmptyEntries);

    private async Task CreateAsync(string clientObjectId, string resourceObjectId, string? userId, string[] names, CancellationToken cancellationToken)
    {
        DelegatedGrantResource body = new()
        {
            ClientId = clientObjectId,
            ResourceId = resourceObjectId,
            ConsentType = userId is null ? AllPrincipals : Principal,
            PrincipalId = userId,
            Scope = string.Join(" ", names),
        };
        GraphCall post = GraphCall.Post("/oauth2PermissionGrants", body, GraphJson.Default.DelegatedGrantResource, PermissionNeed.WriteDelegatedGrants);
        await Replication.WaitAsync(
            graph,
            "The enterprise application",
            () => graph.SendAsync(post, GraphJson.Default.DelegatedGrantResource, cancellationToken),
            Replication.IsUnknownYet,
            cancellationToken).ConfigureAwait(false);
    }

    private Task SetScopeAsync(string grantId, string[] names, CancellationToken cancellationToken) =>
        graph.ExecuteAsync(
            GraphCall.Patch(
                $"/oauth2PermissionGrants/{Uri.EscapeDataString(grantId)}",
                new DelegatedGrantResource { Scope = string.Join(" ", names) },
                GraphJson.Default.DelegatedGrantResource,
                PermissionNeed.WriteDelegatedGrants),
            cancellationToken);

    private async Task<DelegatedGrantResource?> FindAsync(string clientObjectId, string resourceObjectId, string? userId, CancellationToken cancellationToken)
    {
        IReadOnlyList<DelegatedGrantResource> all = await DelegatedAsync($"clientId eq '{clientObjectId}'", cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(grant => grant.ResourceId == resourceObjectId
            && (userId is null ? grant.ConsentType == AllPrincipals : grant.ConsentType == Principal && grant.PrincipalId == userId));
    }

    private async Task<IReadOnlyList<DelegatedGrantResource>> DelegatedAsync(string filter, CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get($"/oauth2PermissionGrants?$filter={Uri.EscapeDataString(filter)}", PermissionNeed.ReadGrants);
        return await graph.ReadAllAsync(call, GraphJson.Default.GraphPageDelegatedGrantResource, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<AppRoleAssignmentResource>> RolesAsync(string clientObjectId, CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get($"/servicePrincipals/{clientObjectId}/appRoleAssignments", PermissionNeed.ReadApplications);
        return await graph.ReadAllAsync(call, GraphJson.Default.GraphPageAppRoleAssignmentResource, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OAuthApi?> ApiAsync(string servicePrincipalId, CancellationToken cancellationToken)
    {
        if (!_byServicePrincipal.TryGetValue(servicePrincipalId, out OAuthApi? api))
        {
            ServicePrincipalResource? resource = await graph.FindAsync(
                GraphCall.Get($"/servicePrincipals/{servicePrincipalId}?$select=id,appId,displayName", PermissionNeed.ReadApplications),
                GraphJson.Default.ServicePrincipalResource,
                cancellationToken).ConfigureAwait(false);
            _byServicePrincipal[servicePrincipalId] = api = resource is null ? null : await _apis.FindByAppIdAsync(resource.AppId!, cancellationToken).ConfigureAwait(false);
        }

        return api;
    }
}
