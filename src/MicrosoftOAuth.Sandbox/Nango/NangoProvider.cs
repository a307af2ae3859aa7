namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>A provider that Nango knows.</summary>
/// <param name="Key">Its key.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="AuthMode">OAUTH2, OAUTH2_CC, TWO_STEP or BASIC.</param>
/// <param name="AuthorizationUrl">Where a user signs in; ${…} stands for a value of the connection.</param>
/// <param name="TokenUrl">Where codes are redeemed.</param>
/// <param name="DefaultScopes">The scopes of an integration that names none, separated by commas.</param>
internal sealed record NangoProvider(string Key, string DisplayName, string AuthMode, string? AuthorizationUrl, string? TokenUrl, string DefaultScopes)
{
    private const string SignIn = "https://login.microsoftonline.com/";

    /// <summary>The providers that sign in with Microsoft, and one that does not. Nango's providers.yaml has the rest.</summary>
    public static IReadOnlyList<NangoProvider> All { get; } =
    [
        Common("microsoft", "Microsoft"),
        Common("microsoft-excel", "Microsoft Excel"),
        Common("microsoft-planner", "Microsoft Planner"),
        Common("microsoft-powerpoint", "Microsoft PowerPoint"),
        Common("microsoft-teams", "Microsoft Teams"),
        Common("microsoft-people", "Microsoft People"),
        Common("microsoft-word", "Microsoft Word"),
        Common("microsoft-entra-id", "Microsoft Entra ID"),
        Common("one-drive", "OneDrive"),
        Common("one-note", "OneNote"),
        Common("outlook", "Outlook"),
        Common("sharepoint-online", "SharePoint Online"),
        Common("microsoft-power-bi", "Microsoft Power BI"),
        OfTenant("microsoft-tenant-specific", "Microsoft (tenant specific)", "tenant", "offline_access"),
        OfTenant("microsoft-teams-bot", "Microsoft Teams Bot", "tenantId", "offline_access,.default"),
        new("microsoft-oauth2-cc", "Microsoft (client credentials)", "OAUTH2_CC", null, SignIn + "${tenantId}/oauth2/v2.0/token", ""),
        new("microsoft-oauth2-cc-cert", "Microsoft (client credentials, certificate)", "TWO_STEP", null, SignIn + "${tenantId}/oauth2/v2.0/token", ""),
        new("azure-devops", "Azure DevOps", "BASIC", null, null, ""),
    ];

    public static NangoProvider? Find(string key) => All.FirstOrDefault(provider => provider.Key == key);

    private static NangoProvider Common(string key, string displayName) =>
        new(key, displayName, "OAUTH2", SignIn + "common/oauth2/v2.0/authorize", SignIn + "common/oauth2/v2.0/token", "offline_access,.default");

    private static NangoProvider OfTenant(string key, string displayName, string parameter, string scopes) =>
        new(key, displayName, "OAUTH2", $"{SignIn}${{{parameter}}}/oauth2/v2.0/authorize", $"{SignIn}${{{parameter}}}/oauth2/v2.0/token", scopes);
}
