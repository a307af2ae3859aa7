using System.Security;

namespace MicrosoftOAuth.Core;

/// <summary>Hands an app over to an integration, after the checks that spare the first user an error.</summary>
/// <param name="context">Where the app is registered.</param>
/// <param name="nango">Where it goes.</param>
/// <param name="reports">Who watches.</param>
public sealed class IntegrationRegistrar(OAuthContext context, NangoClient nango, IProgress<OAuthReport>? reports)
{
    /// <summary>The redirect URI of Nango's cloud.</summary>
    public const string NangoCallback = "https://api.nango.dev/oauth/callback";

    private readonly ApplicationClient _applications = new(context, reports);
    private readonly RequestedPermissions _requested = new(context, reports);

    /// <summary>Registers the app.</summary>
    /// <param name="reference">The app.</param>
    /// <param name="id">The integration's id there.</param>
    /// <param name="provider">Nango's provider.</param>
    /// <param name="displayName">The name there; null for the app's own.</param>
    /// <param name="secret">The client secret.</param>
    /// <param name="scopes">What users are asked for; empty for the app's delegated permissions.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OAuthException">The app and the provider do not go together, or Nango refuses.</exception>
    public async Task<Integration> RegisterAsync(AppReference reference, string id, string provider, string? displayName, SecureString secret, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        Check(app, provider);
        IReadOnlyList<string> asked = scopes.Count > 0 ? scopes : await DelegatedAsync(app, cancellationToken).ConfigureAwait(false);
        Warn(app, asked);
        return await nango.RegisterAsync(id, provider, displayName ?? app.DisplayName!, app.AppId!, secret, asked, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(ApplicationResource app, string provider)
    {
        if (NangoProviders.HoldsSecretOnConnection(provider))
        {
            throw new OAuthException(
                OAuthErrorKind.IntegrationRejected,
                $"Nango's provider {provider} keeps client id and secret on each connection, so the integration takes none.",
                "Make the integration in Nango without credentials and pass id and secret with each connection.")
            {
                Target = provider,
            };
        }

        if (NangoProviders.SignsInAtCommon(provider) && SignInAudiences.Parse(app.SignInAudience) == SignInAudience.SingleTenant)
        {
            throw new OAuthException(
                OAuthErrorKind.AudienceMismatch,
                $"{app.DisplayName} is a SingleTenant app, and Nango's provider {provider} signs users in at /common: every one of them would get AADSTS50194.",
                $"Use -Provider {NangoProviders.TenantSpecific}, or widen the app: Set-MsOAuthApp -ClientId {app.AppId} -SignInAudience MultiTenant")
            {
                ServiceCode = "AADSTS50194",
                Target = app.AppId,
            };
        }
    }

    private void Warn(ApplicationResource app, IReadOnlyList<string> scopes)
    {
        if (!scopes.Contains("offline_access", StringComparer.OrdinalIgnoreCase))
        {
            reports?.Report(new WarningReport($"offline_access is not among the permissions, so Nango gets no refresh token and each connection ends after an hour. Add it: Add-MsOAuthPermission -ClientId {app.AppId} -DelegatedPermission offline_access"));
        }

        if (!(app.Web?.RedirectUris ?? []).Exists(uri => uri.EndsWith("/oauth/callback", StringComparison.Ordinal)))
        {
            reports?.Report(new WarningReport($"{app.DisplayName} has no redirect URI of Nango's, so sign-ins will end with AADSTS50011. Add it: Add-MsOAuthRedirectUri -ClientId {app.AppId} -Platform Web -Uri {NangoCallback}"));
        }
    }

    private async Task<IReadOnlyList<string>> DelegatedAsync(ApplicationResource app, CancellationToken cancellationToken) =>
    [
        .. (await _requested.ReadAsync(app, cancellationToken).ConfigureAwait(false))
            .Where(entry => entry.Permission?.Kind == Catalog.PermissionKind.Delegated)
            .Select(entry => entry.ApiAppId == MicrosoftApi.GraphAppId || entry.Api?.Audience is null ? entry.Permission!.Name : $"{entry.Api.Audience}/{entry.Permission!.Name}"),
    ];
}
