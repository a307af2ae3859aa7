namespace MicrosoftOAuth.Core;

/// <summary>Where to sign in: one of Microsoft's clouds, or the practice tenant.</summary>
public enum CloudEnvironment
{
    /// <summary>The worldwide cloud.</summary>
    Global,

    /// <summary>US Government (GCC High, L4).</summary>
    USGov,

    /// <summary>US Government, Department of Defense (L5).</summary>
    USGovDoD,

    /// <summary>China, operated by 21Vianet.</summary>
    China,

    /// <summary>The practice tenant: in this process, with the worldwide cloud's host names, and nothing leaves the machine.</summary>
    Sandbox,
}

/// <summary>
/// The hosts of one cloud. Source: https://learn.microsoft.com/graph/deployments and
/// https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud.
/// </summary>
/// <param name="Environment">Which cloud.</param>
/// <param name="LoginHost">Host of the authority.</param>
/// <param name="GraphHost">Host of Microsoft Graph.</param>
/// <param name="ResourceManagerHost">Host of Azure Resource Manager.</param>
/// <param name="PortalHost">Host of the Microsoft Entra admin center.</param>
public sealed record MicrosoftCloud(
    CloudEnvironment Environment,
    string LoginHost,
    string GraphHost,
    string ResourceManagerHost,
    string PortalHost)
{
    private static readonly MicrosoftCloud[] s_all =
    [
        new(CloudEnvironment.Global, "login.microsoftonline.com", "graph.microsoft.com", "management.azure.com", "entra.microsoft.com"),
        new(CloudEnvironment.USGov, "login.microsoftonline.us", "graph.microsoft.us", "management.usgovcloudapi.net", "entra.microsoft.us"),
        new(CloudEnvironment.USGovDoD, "login.microsoftonline.us", "dod-graph.microsoft.us", "management.usgovcloudapi.net", "entra.microsoft.us"),
        new(CloudEnvironment.China, "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "management.chinacloudapi.cn", "entra.microsoftonline.cn"),
        new(CloudEnvironment.Sandbox, "login.microsoftonline.com", "graph.microsoft.com", "management.azure.com", "entra.microsoft.com"),
    ];

    /// <summary>Microsoft Graph's audience: <c>https://</c> and its host.</summary>
    public string GraphAudience => "https://" + GraphHost;

    /// <summary>Azure Resource Manager's audience.</summary>
    public string ResourceManagerAudience => "https://" + ResourceManagerHost;

    /// <summary>The hosts of one cloud.</summary>
    public static MicrosoftCloud Of(CloudEnvironment environment) => s_all[(int)environment];

    /// <summary>
    /// Whom a federated token is for, in each cloud
    /// (https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations).
    /// </summary>
    internal string TokenExchangeAudience => Environment switch
    {
        CloudEnvironment.USGov or CloudEnvironment.USGovDoD => "api://AzureADTokenExchangeUSGov",
        CloudEnvironment.China => "api://AzureADTokenExchangeChina",
        _ => "api://AzureADTokenExchange",
    };

    /// <summary>How the host of an External ID tenant ends, after the tenant's name.</summary>
    internal const string ExternalIdSuffix = ".ciamlogin.com";

    /// <summary>True for the sign-in host of an External ID tenant.</summary>
    internal static bool IsExternalIdHost(string host) => host.EndsWith(ExternalIdSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the sign-in host of any of Microsoft's clouds.</summary>
    internal static bool IsLoginHost(string host) => Array.Exists(s_all, cloud => cloud.LoginHost.Equals(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>The real cloud of a sign-in host; null for any other host. The two of the US Government share theirs.</summary>
    internal static MicrosoftCloud? OfLoginHost(string host) => Array.Find(s_all, cloud => cloud.LoginHost.Equals(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>The authority for a tenant: an id, a domain, or <c>common</c>, <c>organizations</c>, <c>consumers</c>.</summary>
    public string Authority(string tenant) => $"https://{LoginHost}/{tenant}";
}
