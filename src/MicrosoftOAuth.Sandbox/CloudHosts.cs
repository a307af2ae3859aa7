namespace MicrosoftOAuth.Sandbox;

/// <summary>The host names of Microsoft's clouds ("National clouds" and "Microsoft Graph national cloud deployments").</summary>
internal static class CloudHosts
{
    public static bool IsSignIn(string host) => host.ToLowerInvariant() is
        "login.microsoftonline.com" or "login.windows.net" or "login.microsoft.com" or "sts.windows.net"
        or "login.microsoftonline.us" or "login.usgovcloudapi.net"
        or "login.partner.microsoftonline.cn" or "login.chinacloudapi.cn";

    public static bool IsGraph(string host) => host.ToLowerInvariant() is
        "graph.microsoft.com" or "graph.microsoft.us" or "dod-graph.microsoft.us" or "microsoftgraph.chinacloudapi.cn";

    public static bool IsResourceManager(string host) => host.ToLowerInvariant() is
        "management.azure.com" or "management.usgovcloudapi.net" or "management.chinacloudapi.cn";

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
