namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Takes from a URL what is not the resource's path: scheme, host, version, query and fragment.</summary>
internal static class GraphUrl
{
    // https://learn.microsoft.com/graph/deployments
    private static readonly string[] Hosts =
    [
        "graph.microsoft.com",
        "graph.microsoft.us",
        "dod-graph.microsoft.us",
        "microsoftgraph.chinacloudapi.cn",
        "graph.microsoft.de",
    ];

    /// <summary>The path without slashes at its ends, still encoded; <see langword="null"/> if the URL is another service's.</summary>
    public static string? PathOf(string url)
    {
        string rest = url.Trim();
        int end = rest.IndexOfAny(['?', '#']);
        if (end >= 0)
            rest = rest.Substring(0, end);

        int scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && IsHttp(rest.Substring(0, scheme)))
        {
            string? afterHost = AfterHost(rest.Substring(scheme + 3));
            if (afterHost is null)
                return null;
            rest = afterHost;
        }
        else
        {
            rest = rest.TrimStart('/');
            rest = AfterHost(rest) ?? rest;
        }

        rest = WithoutVersion(rest.TrimStart('/')).TrimStart('/');
        return rest.EndsWith('/') ? rest.Substring(0, rest.Length - 1) : rest;
    }

    private static bool IsHttp(string scheme) =>
        scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("http", StringComparison.OrdinalIgnoreCase);

    private static string? AfterHost(string text)
    {
        int end = text.IndexOf('/', StringComparison.Ordinal);
        string host = end < 0 ? text : text.Substring(0, end);
        int port = host.IndexOf(':', StringComparison.Ordinal);
        if (port >= 0)
            host = host.Substring(0, port);
        return Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) ? text.Substring(end < 0 ? text.Length : end) : null;
    }

    private static string WithoutVersion(string path)
    {
        int end = path.IndexOf('/', StringComparison.Ordinal);
        string first = end < 0 ? path : path.Substring(0, end);
        bool isVersion = first.Equals("v1.0", StringComparison.OrdinalIgnoreCase) || first.Equals("beta", StringComparison.OrdinalIgnoreCase);
        return isVersion ? path.Substring(first.Length) : path;
    }
}
