namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Finds the resource's path in a URL: between scheme, host and version on one side and query and fragment on the other.</summary>
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

    private static readonly string[] Versions = ["v1.0", "beta"];

    // What Microsoft's list has at the root, though it is called below /directory.
    // Source: https://learn.microsoft.com/graph/api/directory-list-devicelocalcredentials
    private static readonly string[] Directory = ["directory"];
    private static readonly string[] ListedAtRoot = ["deviceLocalCredentials"];

    private static readonly string[] Schemes = ["https://", "http://"];

    /// <summary>Where the path begins and ends, without slashes at its ends, still encoded.</summary>
    /// <returns>False if the URL is another service's or has no path.</returns>
    public static bool TryFindPath(string url, out int start, out int end)
    {
        start = 0;
        end = 0;
        while (end < url.Length && url[end] != '?' && url[end] != '#')
            end++;
        while (start < end && char.IsWhiteSpace(url[start]))
            start++;
        while (end > start && char.IsWhiteSpace(url[end - 1]))
            end--;

        int authority = AfterScheme(url, start, end);
        int afterHost = AfterHost(url, authority < 0 ? SkipSlashes(url, start, end) : authority, end);
        if (authority >= 0 && afterHost < 0)
            return false;
        start = SkipSlashes(url, afterHost < 0 ? start : afterHost, end);

        int version = EndOfSegment(url, start, end);
        if (IsOneOf(Versions, url, start, version))
            start = SkipSlashes(url, version, end);
        start = SkipDirectory(url, start, end);
        if (end > start && url[end - 1] == '/')
            end--;
        return end > start;
    }

    // Behind "https://"; -1 where there is none.
    private static int AfterScheme(string url, int start, int end)
    {
        foreach (string scheme in Schemes)
        {
            if (end - start >= scheme.Length && string.Compare(url, start, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return start + scheme.Length;
        }

        return -1;
    }

    // Behind a host of Microsoft Graph and its port; -1 where there is none.
    private static int AfterHost(string url, int start, int end)
    {
        int segment = EndOfSegment(url, start, end);
        int host = start;
        while (host < segment && url[host] != ':')
            host++;
        return IsOneOf(Hosts, url, start, host) ? segment : -1;
    }

    // Behind "directory/" where the list has what follows without it; a key in parentheses may be next.
    private static int SkipDirectory(string url, int start, int end)
    {
        int next = EndOfSegment(url, start, end) + 1;
        if (!IsOneOf(Directory, url, start, next - 1))
            return start;
        int word = next;
        while (word < end && url[word] is not ('/' or '('))
            word++;
        return IsOneOf(ListedAtRoot, url, next, word) ? next : start;
    }

    private static bool IsOneOf(string[] words, string url, int start, int end)
    {
        foreach (string word in words)
        {
            if (word.Length == end - start && string.Compare(url, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        }

        return false;
    }

    private static int EndOfSegment(string url, int start, int end)
    {
        while (start < end && url[start] != '/')
            start++;
        return start;
    }

    private static int SkipSlashes(string url, int start, int end)
    {
        while (start < end && url[start] == '/')
            start++;
        return start;
    }
}
