namespace MicrosoftOAuth.Core;

/// <summary>The APIs that apps can ask permissions of.</summary>
public static class ApiList
{
    /// <summary>The APIs that are known by name. Microsoft Graph comes with its permissions; the others' are the tenant's to say.</summary>
    public static IEnumerable<OAuthApi> Known(OAuthContext? context)
    {
        MicrosoftCloud cloud = context?.Cloud ?? MicrosoftCloud.Of(CloudEnvironment.Global);
        return MicrosoftApi.All.Select(api => api.AppId == MicrosoftApi.GraphAppId
            ? ApiDirectory.GraphFromIndex(cloud)
            : new OAuthApi(api.Name, api.AppId, api.AudienceIn(cloud), servicePrincipalId: null, new Lazy<IReadOnlyList<ApiPermission>>(() => [])));
    }

    /// <summary>
    /// One API as the tenant offers it, Microsoft Graph too, read once in a session; null where the tenant does not have it or does
    /// not let it be read. Asks nobody, and takes no longer than ten seconds.
    /// </summary>
    public static Task<OAuthApi?> OfferedAsync(OAuthContext context, string nameOrAppId) => context.Apis.GetAsync(context, nameOrAppId);

    /// <summary>One API with its permissions, from the tenant where it is not Microsoft Graph.</summary>
    public static Task<OAuthApi> FindAsync(OAuthContext context, string nameOrAppId, IProgress<OAuthReport>? reports, CancellationToken cancellationToken) =>
        new ApiDirectory(context.Graph(reports)).FindAsync(nameOrAppId, cancellationToken);
}
