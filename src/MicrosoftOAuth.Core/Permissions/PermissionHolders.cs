namespace MicrosoftOAuth.Core;

/// <summary>Finds out what a session's token or an app of the tenant holds.</summary>
/// <param name="context">Whose session.</param>
/// <param name="reports">Who watches.</param>
public sealed class PermissionHolders(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>The token of the session.</summary>
    /// <param name="forGraph">True for the token that calls of Microsoft Graph are made with; otherwise that of the session's own scopes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PermissionHolder> OfSessionAsync(bool forGraph, CancellationToken cancellationToken) => PermissionHolder.Of(
        forGraph
            ? await context.TokenForAsync(PermissionNeed.Session, TokenChoice.Cached, reports, cancellationToken).ConfigureAwait(false)
            : await context.GetTokenAsync([], TokenChoice.Cached, reports, cancellationToken).ConfigureAwait(false),
        context);

    /// <summary>An app, by what it was granted.</summary>
    /// <param name="reference">The app.</param>
    /// <param name="permissions">What is going to be asked: of APIs that are named with it, the tenant is asked what they offer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OAuthException">The app is not to be found, or may not be read.</exception>
    public async Task<PermissionHolder> OfAppAsync(AppReference reference, IReadOnlyList<string> permissions, CancellationToken cancellationToken)
    {
        OAuthApp app = await new ApplicationClient(context, reports).FindAsync(reference, cancellationToken).ConfigureAwait(false);
        return PermissionHolder.Of(
            app.ClientId,
            await new ConsentClient(context, reports).ComparePermissionsAsync(new AppReference(null, app.ObjectId, null), cancellationToken).ConfigureAwait(false)) with
        {
            Asking = HolderSession.Of(context),
            TenantId = context.TenantId,
            Place = HolderSession.PlaceOf(context),
            Offered = await OfferedAsync(permissions).ConfigureAwait(false),
        };
    }

    /// <summary>
    /// Adds what the app of a token requests and was granted, where the session may read that. Nobody is asked for anything,
    /// and a refusal leaves it unknown.
    /// </summary>
    public async Task<PermissionHolder> WithAppAsync(PermissionHolder holder, CancellationToken cancellationToken)
    {
        // A managed identity has no registration, and the client of an administrator is nobody's to change.
        if (holder.IsOfNoAppOfYours || holder.IsManagedIdentity)
        {
            return holder;
        }

        try
        {
            IReadOnlyList<AppPermission> ofApp = await new ConsentClient(context.WithoutAsking(), reports)
                .ComparePermissionsAsync(new AppReference(holder.ClientId, null, null), cancellationToken).ConfigureAwait(false);
            return holder with { OfApp = ofApp };
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.AppNotFound)
        {
            return holder with { IsRegisteredElsewhere = true };
        }
        catch (OAuthException e) when (!cancellationToken.IsCancellationRequested)
        {
            reports?.Report(new VerboseReport($"What the app requests and was granted stays unknown: {e.Message}"));
            return holder;
        }
    }

    private async Task<IReadOnlyList<ApiPermission>> OfferedAsync(IReadOnlyList<string> permissions)
    {
        List<ApiPermission> offered = [];
        foreach (string appId in permissions
            .Select(permission => new TokenApi(ScopeName.ResourceOf(permission)).Known?.AppId)
            .OfType<string>()
            .Where(id => id != MicrosoftApi.GraphAppId)
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await context.Apis.GetAsync(context, appId).ConfigureAwait(false) is { } api)
            {
                offered.AddRange([.. api.DelegatedPermissions, .. api.ApplicationPermissions]);
            }
        }

        return offered;
    }
}
