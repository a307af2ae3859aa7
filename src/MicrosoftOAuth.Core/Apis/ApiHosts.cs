using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>Which API an address belongs to, by its host.</summary>
internal static class ApiHosts
{
    /// <summary>
    /// Where the host is not that of the audience. Sources, in order: https://learn.microsoft.com/previous-versions/office/office-365-api/;
    /// /sharepoint/dev/sp-add-ins/complete-basic-operations-using-sharepoint-rest-endpoints; /azure/key-vault/general/about-keys-secrets-certificates;
    /// /power-platform/admin/new-datacenter-regions; /dynamics365/fin-ops-core/dev-itpro/data-entities/services-home-page;
    /// /graph/integrate-with-onenote; /azure/storage/common/storage-account-overview; /rest/api/azure/devops;
    /// /power-bi/developer/embedded/embed-sample-for-customers-national-clouds; /defender-endpoint/api/exposed-apis-list;
    /// /defender-xdr/api-supported.
    /// </summary>
    private static readonly (string Api, string Pattern)[] s_patterns =
    [
        ("Office 365 Exchange Online", @"^outlook\.office\.com$"),
        ("SharePoint Online", @"\.sharepoint(-mil)?\.(com|us|cn)$"),
        ("Azure Key Vault", @"\.vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)$"),
        ("Dynamics CRM", @"\.crm\d*\.(dynamics\.com|microsoftdynamics\.us|appsplatform\.us|dynamics\.cn)$"),
        ("Dynamics ERP", @"\.(operations(\.[a-z]+)?|cloudax)\.dynamics\.com$"),
        ("OneNote", @"^(www\.)?onenote\.com$"),
        ("Azure Storage", @"\.(blob|dfs|file|queue|table)\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$"),
        ("Azure Service Management", @"^management\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$"),
        ("Azure DevOps", @"(^|\.)(dev\.azure|visualstudio)\.com$"),
        ("Power BI Service", @"^api\.(powerbi\.com|powerbi\.cn|(high\.|mil\.)?powerbigov\.us)$"),
        ("WindowsDefenderATP", @"^api(-[a-z0-9]+)?\.securitycenter\.(microsoft|windows)\.com$"),
        ("Microsoft Threat Protection", @"^api(-[a-z0-9]+)?\.security\.microsoft\.com$"),
    ];

    /// <summary>None of them comes near it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The API at whose host an address is, in any cloud; null for a path, and for a host that is not known here.</summary>
    internal static MicrosoftApi? Find(string address) => HostOf(address) is not { } host ? null
        : MicrosoftApi.All.FirstOrDefault(api => api.IsAudience($"https://{host}"))
        ?? s_patterns.Where(known => Regex.IsMatch(host, known.Pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, s_patience))
            .Select(known => MicrosoftApi.Find(known.Api))
            .FirstOrDefault();

    /// <summary>Why no permission is found for an address of an API.</summary>
    /// <param name="address">The address as it is shown, or its host.</param>
    /// <param name="api">The API.</param>
    internal static string Unlisted(string address, MicrosoftApi api) =>
        $"{address} is an address of {api.Name}, for whose calls Microsoft publishes no list of permissions.{api.AccessNoteBehind}";

    /// <summary>The host of an address, its scheme left out or not; null for a path.</summary>
    internal static string? HostOf(string address)
    {
        string text = address.Trim();
        bool isPath = text.StartsWith('/') || (!text.Contains("://") && !text.Split('/', '?', '#')[0].Contains('.')) || text.StartsWith("v1.0", StringComparison.OrdinalIgnoreCase);
        return !isPath && Uri.TryCreate(text.Contains("://") ? text : "https://" + text, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Host : null;
    }
}
