using System.Runtime.CompilerServices;

namespace MicrosoftOAuth.Core;

/// <summary>App registrations and their enterprise applications: finding, making, changing, deleting.</summary>
/// <param name="context">Who does it.</param>
/// <param name="reports">Who watches.</param>
public sealed class ApplicationClient(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>What an app object needs; without $select Graph sends twice as much and charges for it.</summary>
    private const string Select = "id,appId,displayName,uniqueName,signInAudience,createdDateTime,deletedDateTime,isFallbackPublicClient,publisherDomain,tags,web,spa,publicClient,api,optionalClaims,requiredResourceAccess,passwordCredentials,keyCredentials";

    private readonly GraphClient _graph = context.Graph(reports);

    /// <summary>Finds exactly one app.</summary>
    /// <exception cref="OAuthException">None, or several by the display name.</exception>
    public async Task<OAuthApp> FindAsync(AppReference reference, CancellationToken cancellationToken)
    {
        ApplicationResource app = await ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(app, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists apps.</summary>
    /// <param name="filter">An OData filter; null for all.</param>
    /// <param name="search">Words that the display name contains; null for all.</param>
    /// <param name="top">How many at most; null for all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<OAuthApp> ListAsync(string? filter, string? search, int? top, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> options = ["$select=" + Select];
        if (filter is not null)
        {
            options.Add("$filter=" + Uri.EscapeDataString(filter));
        }

        if (search is not null)
        {
            options.Add("$search=" + Uri.EscapeDataString($"\"displayName:{search.Replace("\"", string.Empty)}\""));
        }

        options.Add("$top=" + Math.Min(top ?? 100, 100).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (search is not null)
        {
            options.Add("$count=true");
        }

        GraphCall call = GraphCall.Get("/applications?" + string.Join("&", options), PermissionNeed.ReadApplications) with { IsAdvancedQuery = search is not null };
        int given = 0;
        await foreach (ApplicationResource app in _graph.ListAsync(call, GraphJson.Default.GraphPageApplicationResource, cancellationToken).ConfigureAwait(false))
        {
            yield return new OAuthApp(app, context.TenantId);
            if (++given == top)
            {
                yield break;
            }
        }
    }

    /// <summary>Lists deleted apps that can still be restored (30 days).</summary>
    public async IAsyncEnumerable<OAuthApp> ListDeletedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get("/directory/deletedItems/microsoft.graph.application?$top=100", PermissionNeed.ReadApplications);
        await foreach (ApplicationResource app in _graph.ListAsync(call, GraphJson.Default.GraphPageApplicationResource, cancellationToken).ConfigureAwait(false))
        {
            yield return new OAuthApp(app, context.TenantId);
        }
    }

    /// <summary>Registers an app, and its enterprise application as the portal does.</summary>
    /// <exception cref="OAuthException">The name exists, a redirect URI is not acceptable, or Graph refuses.</exception>
    public async Task<OAuthApp> CreateAsync(NewApp app, CancellationToken cancellationToken)
    {
        ApplicationResource body = app.ToResource();
        app = app with { Owners = await OwnerIdsAsync(app.Owners, cancellationToken).ConfigureAwait(false) };
        if (app.UniqueName is not null)
        {
            return await UpsertAsync(app, body, cancellationToken).ConfigureAwait(false);
        }

        if (!app.AllowSameName)
        {
            await RefuseSameNameAsync(app.DisplayName, cancellationToken).ConfigureAwait(false);
        }

        GraphCall post = GraphCall.Post("/applications", body, GraphJson.Default.ApplicationResource, PermissionNeed.WriteApplications);
        ApplicationResource made = await _graph.SendAsync(post, GraphJson.Default.ApplicationResource, cancellationToken).ConfigureAwait(false);
        return await CompleteAsync(made, app, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes an app.</summary>
    public async Task<OAuthApp> UpdateAsync(AppReference reference, AppChange change, CancellationToken cancellationToken)
    {
        ApplicationResource app = await ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        if (change.ToResource(app) is { } body)
        {
            await PatchAsync(app, body, cancellationToken).ConfigureAwait(false);
        }

        if (change.VisibleToUsers is { } visible)
        {
            await SetVisibilityAsync(app, visible, change.HomePage ?? app.Web?.HomePageUrl, cancellationToken).ConfigureAwait(false);
        }

        return await FindAsync(new AppReference(null, app.Id, null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an app; it can be restored for 30 days.</summary>
    public Task DeleteAsync(OAuthApp app, CancellationToken cancellationToken) =>
        _graph.ExecuteAsync(GraphCall.Delete($"/applications/{app.ObjectId}", PermissionNeed.WriteApplications), cancellationToken);

    /// <summary>Deletes a deleted app for good.</summary>
    public Task PurgeAsync(OAuthApp app, CancellationToken cancellationToken) =>
        Replication.WaitAsync(
            _graph,
            "The deletion",
            async () =>
            {
                await _graph.ExecuteAsync(GraphCall.Delete($"/directory/deletedItems/{app.ObjectId}", PermissionNeed.WriteApplications), cancellationToken).ConfigureAwait(false);
                return true;
            },
            Replication.IsUnknownYet,
            cancellationToken);

    /// <summary>Brings a deleted app back.</summary>
    public async Task<OAuthApp> RestoreAsync(AppReference reference, CancellationToken cancellationToken)
    {
        OAuthApp deleted = await FindDeletedAsync(reference, cancellationToken).ConfigureAwait(false);
        GraphCall post = new(HttpMethod.Post, $"/directory/deletedItems/{deleted.ObjectId}/restore", PermissionNeed.WriteApplications);
        await _graph.ExecuteAsync(post, cancellationToken).ConfigureAwait(false);
        return await FindAgainAsync(deleted.ObjectId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds exactly one deleted app.</summary>
    public async Task<OAuthApp> FindDeletedAsync(AppReference reference, CancellationToken cancellationToken)
    {
        if (reference.ToString().Length == 0)
        {
            throw AppErrors.NotNamed();
        }

        List<OAuthApp> found = [];
        await foreach (OAuthApp app in ListDeletedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reference.ObjectId is not null ? app.ObjectId.Equals(reference.ObjectId, StringComparison.OrdinalIgnoreCase)
                : reference.ClientId is not null ? app.ClientId.Equals(reference.ClientId, StringComparison.OrdinalIgnoreCase)
                : app.DisplayName.Equals(reference.DisplayName, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(app);
            }
        }

        return found switch
        {
            [OAuthApp only] => only,
            [] => throw new OAuthException(
                OAuthErrorKind.AppNotFound,
                $"No deleted app is known as '{reference}'. Deleted apps are kept for 30 days.",
                "List them: Get-MsOAuthApp -Deleted")
            {
                Target = reference,
            },
            _ => throw AppErrors.Ambiguous(reference.ToString(), found.Select(app => (app.ClientId, app.ObjectId))),
        };
    }

    /// <summary>Finds exactly one app as Graph has it.</summary>
    internal async Task<ApplicationResource> ResolveAsync(AppReference reference, CancellationToken cancellationToken)
    {
        if (reference.ObjectId is { } objectId)
        {
            ApplicationResource app = await GetAsync($"/applications/{AppErrors.CheckId(objectId, "object id")}", cancellationToken).ConfigureAwait(false)
                ?? throw AppErrors.NotFound("object id", objectId);
            return reference.ClientId is null || reference.ClientId.Equals(app.AppId, StringComparison.OrdinalIgnoreCase)
                ? app
                : throw AppErrors.TwoApps(reference, app);
        }

        if (reference.ClientId is { } clientId)
        {
            return await GetAsync($"/applications(appId='{AppErrors.CheckId(clientId, "client id")}')", cancellationToken).ConfigureAwait(false)
                ?? (await GetAsync($"/applications/{clientId}", cancellationToken).ConfigureAwait(false) is { } named
                    ? throw AppErrors.ObjectIdAsClientId(clientId, named)
                    : throw AppErrors.NotFound("client id", clientId));
        }

        if (reference.DisplayName is { Length: > 0 } name)
        {
            List<ApplicationResource> found = await NamedAsync(name, cancellationToken).ConfigureAwait(false);
            return found switch
            {
                [ApplicationResource only] => only,
                [] => throw AppErrors.NotFound("display name", name),
                _ => throw AppErrors.Ambiguous(name, found.Select(app => (app.AppId!, app.Id!))),
            };
        }

        throw AppErrors.NotNamed();
    }

    /// <summary>Sends a change.</summary>
    internal Task PatchAsync(ApplicationResource app, ApplicationResource change, CancellationToken cancellationToken) =>
        _graph.ExecuteAsync(
            GraphCall.Patch($"/applications/{app.Id}", change, GraphJson.Default.ApplicationResource, PermissionNeed.WriteApplications),
            cancellationToken);

    /// <summary>The enterprise application; null where the tenant has none.</summary>
    internal Task<ServicePrincipalResource?> FindServicePrincipalAsync(string clientId, CancellationToken cancellationToken) =>
        _graph.FindAsync(
            GraphCall.Get($"/servicePrincipals(appId='{clientId}')?$select=id,appId,displayName,tags,homepage", PermissionNeed.ReadApplications),
            GraphJson.Default.ServicePrincipalResource,
            cancellationToken);

    /// <summary>The enterprise application, made where it is missing; waits until the new app can be referred to.</summary>
    internal async Task<ServicePrincipalResource> EnsureServicePrincipalAsync(string clientId, CancellationToken cancellationToken)
    {
        if (await FindServicePrincipalAsync(clientId, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        // The tag is what the portal sets, and what makes the app appear in its list of enterprise applications.
        ServicePrincipalResource body = new() { AppId = clientId, Tags = ["WindowsAzureActiveDirectoryIntegratedApp"] };
        GraphCall post = GraphCall.Post("/servicePrincipals", body, GraphJson.Default.ServicePrincipalResource, PermissionNeed.WriteApplications);
        try
        {
            return await Replication.WaitAsync(
                _graph,
                "The new app",
                () => _graph.SendAsync(post, GraphJson.Default.ServicePrincipalResource, cancellationToken),
                Replication.IsUnknownYet,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.Conflict)
        {
            // Somebody else was quicker.
            return await FindServicePrincipalAsync(clientId, cancellationToken).ConfigureAwait(false)
                ?? throw new OAuthException(OAuthErrorKind.Conflict, e.Message, e.Remedy, e);
        }
    }

    private async Task<OAuthApp> UpsertAsync(NewApp app, ApplicationResource body, CancellationToken cancellationToken)
    {
        string path = $"/applications(uniqueName={GraphCall.Literal(app.UniqueName!)})";
        body.UniqueName = null;
        if (await GetAsync(path, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            _graph.Reports?.Report(new VerboseReport($"The app with the unique name '{app.UniqueName}' exists ({existing.AppId}); it is brought up to date."));
            AppChange difference = new() { NewDisplayName = app.DisplayName, SignInAudience = app.SignInAudience };
            if (difference.ToResource(existing) is { } change)
            {
                await PatchAsync(existing, change, cancellationToken).ConfigureAwait(false);
            }

            await new RedirectUriEditor(this).AddAsync(existing, app.RedirectUris, cancellationToken).ConfigureAwait(false);
            return await CompleteAsync(await ResolveAsync(new AppReference(null, existing.Id, null), cancellationToken).ConfigureAwait(false), app, cancellationToken).ConfigureAwait(false);
        }

        GraphCall create = GraphCall.Patch(path, body, GraphJson.Default.ApplicationResource, PermissionNeed.WriteApplications) with { Prefer = "create-if-missing" };
        ApplicationResource made = await _graph.SendAsync(create, GraphJson.Default.ApplicationResource, cancellationToken).ConfigureAwait(false);
        return await CompleteAsync(made, app, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OAuthApp> CompleteAsync(ApplicationResource made, NewApp app, CancellationToken cancellationToken)
    {
        foreach (string ownerId in app.Owners)
        {
            await AddOwnerAsync(made, ownerId, cancellationToken).ConfigureAwait(false);
        }

        ServicePrincipalResource? servicePrincipal = app.WithServicePrincipal
            ? await EnsureServicePrincipalAsync(made.AppId!, cancellationToken).ConfigureAwait(false)
            : null;
        return new OAuthApp(made, context.TenantId, servicePrincipal);
    }

    /// <summary>Object ids of the owners to be, found before anything is made.</summary>
    private async Task<string[]> OwnerIdsAsync(IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        foreach (string owner in owners)
        {
            DirectoryObjectResource user = await _graph.FindAsync(
                GraphCall.Get($"/users/{Uri.EscapeDataString(owner)}?$select=id", PermissionNeed.ReadUsers),
                GraphJson.Default.DirectoryObjectResource,
                cancellationToken).ConfigureAwait(false)
                ?? throw new OAuthException(OAuthErrorKind.NotFound, $"There is no user '{owner}' to own the app. Nothing was made or changed.", "Name owners by sign-in name or object id.") { Target = owner };
            ids.Add(user.Id ?? owner);
        }

        return [.. ids];
    }

    private async Task AddOwnerAsync(ApplicationResource app, string ownerId, CancellationToken cancellationToken)
    {
        DirectoryReference reference = new() { Id = $"{context.Cloud.GraphAudience}/v1.0/directoryObjects/{ownerId}" };
        GraphCall post = GraphCall.Post($"/applications/{app.Id}/owners/$ref", reference, GraphJson.Default.DirectoryReference, PermissionNeed.WriteApplications);
        try
        {
            await Replication.WaitAsync(
                _graph,
                "The new app",
                async () =>
                {
                    await _graph.ExecuteAsync(post, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                e => e.Kind == OAuthErrorKind.NotFound,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Message.Contains("already exist"))
        {
            _graph.Reports?.Report(new VerboseReport($"{ownerId} owns the app already."));
        }
    }

    private async Task RefuseSameNameAsync(string name, CancellationToken cancellationToken)
    {
        List<ApplicationResource> same = await NamedAsync(name, cancellationToken).ConfigureAwait(false);
        if (same.Count > 0)
        {
            throw AppErrors.NameExists(name, same);
        }
    }

    private async Task SetVisibilityAsync(ApplicationResource app, bool visible, string? homePage, CancellationToken cancellationToken)
    {
        ServicePrincipalResource servicePrincipal = await EnsureServicePrincipalAsync(app.AppId!, cancellationToken).ConfigureAwait(false);
        List<string> tags = servicePrincipal.Tags ?? [];
        if (visible && string.IsNullOrEmpty(homePage) && string.IsNullOrEmpty(servicePrincipal.Homepage))
        {
            _graph.Reports?.Report(new WarningReport($"{app.DisplayName} has no home page, so users have nothing to click. Set one: Set-MsOAuthApp -ClientId {app.AppId} -HomePage <address>"));
        }

        if (tags.Contains(OAuthApp.HiddenTag, StringComparer.Ordinal) != visible)
        {
            _graph.Reports?.Report(new VerboseReport($"{app.DisplayName} is {(visible ? "visible to" : "hidden from")} users already."));
            return;
        }

        ServicePrincipalResource body = new() { Tags = visible ? [.. tags.Where(tag => tag != OAuthApp.HiddenTag)] : [.. tags, OAuthApp.HiddenTag] };
        await _graph.ExecuteAsync(
            GraphCall.Patch($"/servicePrincipals/{servicePrincipal.Id}", body, GraphJson.Default.ServicePrincipalResource, PermissionNeed.WriteApplications),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<OAuthApp> DescribeAsync(ApplicationResource app, CancellationToken cancellationToken) =>
        new(app, context.TenantId, await FindServicePrincipalAsync(app.AppId!, cancellationToken).ConfigureAwait(false));

    private async Task<OAuthApp> FindAgainAsync(string objectId, CancellationToken cancellationToken) =>
        await Replication.WaitAsync(
            _graph,
            "The app",
            () => FindAsync(new AppReference(null, objectId, null), cancellationToken),
            e => e.Kind == OAuthErrorKind.AppNotFound,
            cancellationToken).ConfigureAwait(false);

    private Task<ApplicationResource?> GetAsync(string path, CancellationToken cancellationToken) =>
        _graph.FindAsync(GraphCall.Get($"{path}?$select={Select}", PermissionNeed.ReadApplications), GraphJson.Default.ApplicationResource, cancellationToken);

    private async Task<List<ApplicationResource>> NamedAsync(string name, CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get($"/applications?$filter=displayName eq {GraphCall.Literal(name)}&$select={Select}", PermissionNeed.ReadApplications);
        return await _graph.ReadAllAsync(call, GraphJson.Default.GraphPageApplicationResource, cancellationToken).ConfigureAwait(false);
    }
}
