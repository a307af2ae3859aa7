namespace MicrosoftOAuth.Core;

/// <summary>
/// Where Nango's Microsoft providers sign in, which decides what kind of app they work with. Source: NangoHQ/nango,
/// packages/providers/providers.yaml.
/// </summary>
internal static class NangoProviders
{
    /// <summary>The provider for an app that only its own tenant may sign in to.</summary>
    internal const string TenantSpecific = "microsoft-tenant-specific";

    private static readonly HashSet<string> s_atCommon = new(StringComparer.OrdinalIgnoreCase)
    {
        "microsoft", "microsoft-excel", "microsoft-planner", "microsoft-powerpoint", "microsoft-teams", "microsoft-people",
        "microsoft-word", "microsoft-entra-id", "one-drive", "one-note", "outlook", "sharepoint-online", "microsoft-power-bi",
        "microsoft-ads", "azure-blob-storage",
    };

    private static readonly HashSet<string> s_clientCredentials = new(StringComparer.OrdinalIgnoreCase)
    {
        "microsoft-oauth2-cc", "microsoft-intune", "microsoft-excel-oauth2-cc", "microsoft-power-bi-oauth2-cc", "microsoft-powerpoint-oauth2-cc",
        "microsoft-word-oauth2-cc", "sharepoint-online-oauth2-cc", "microsoft-business-central", "microsoft-oauth2-cc-cert", "sharepoint-online-v1",
    };

    /// <summary>True where users sign in at /common, which a SingleTenant app refuses (AADSTS50194).</summary>
    internal static bool SignsInAtCommon(string provider) => s_atCommon.Contains(provider);

    /// <summary>True where the app's id and secret belong to each connection, and the integration takes none.</summary>
    internal static bool HoldsSecretOnConnection(string provider) => s_clientCredentials.Contains(provider);

    /// <summary>For completion.</summary>
    internal static IEnumerable<string> All => s_atCommon.Append(TenantSpecific).Concat(s_clientCredentials);
}
