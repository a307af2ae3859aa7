namespace MicrosoftOAuth.Sandbox;

/// <summary>The host names of Microsoft's clouds ("National clouds" and "Microsoft Graph national cloud deployments").</summary>
internal static class CloudHosts
{
    private static readonly HashSet<string> SignIn = new(StringComparer.OrdinalIgnoreCase)
    {
        "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net",
        "login.microsoftonline.us", "login.usgovcloudapi.net",
        "login.partner.microsoftonline.cn", "login.chinacloudapi.cn",
    };

    private static readonly HashSet<string> Graph = new(StringComparer.OrdinalIgnoreCase)
    {
        "graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn",
    };

    private static readonly HashSet<string> ResourceManager = new(StringComparer.OrdinalIgnoreCase)
    {
        "management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn",
    };

    /// <summary>Every host there is, in lower case.</summary>
    public static IReadOnlyList<string> All { get; } = [.. SignIn, .. Graph, .. ResourceManager];

    public static bool IsSignIn(string host) => SignIn.Contains(host);

    public static bool IsGraph(string host) => Graph.Contains(host);

    public static bool IsResourceManager(string host) => ResourceManager.Contains(host);

    /// <summary>The Graph host of the cloud that a sign-in host belongs to.</summary>
    public static string GraphFor(string signInHost) => signInHost.ToLowerInvariant() switch
    {
        "login.microsoftonline.us" or "login.usgovcloudapi.net" => "graph.microsoft.us",
        "login.partner.microsoftonline.cn" or "login.chinacloudapi.cn" => "microsoftgraph.chinacloudapi.cn",
        _ => "graph.microsoft.com",
    };

    /// <summary>The name that a cloud's issuers have, whichever of its sign-in hosts was asked.</summary>
    public static string IssuerHostFor(string signInHost) => "login." + InstanceNameFor(signInHost);

    public static string InstanceNameFor(string signInHost) => signInHost.ToLowerInvariant() switch
    {
        "login.microsoftonline.us" or "login.usgovcloudapi.net" => "microsoftonline.us",
        "login.partner.microsoftonline.cn" or "login.chinacloudapi.cn" => "partner.microsoftonline.cn",
        _ => "microsoftonline.com",
    };
}
