using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;

namespace MicrosoftOAuth.Scripts;

/// <summary>Whether an address with variable parts still says which resource of Microsoft Graph it is.</summary>
internal static class GraphAddress
{
    private const string Variable = LiteralText.Placeholder;

    private static readonly string[] s_hosts =
    [
        .. Enum.GetValues(typeof(CloudEnvironment)).Cast<CloudEnvironment>().Select(cloud => MicrosoftCloud.Of(cloud).GraphHost).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>True where the host is evident enough to be none of Microsoft Graph's.</summary>
    internal static bool IsElsewhere(string address)
    {
        string[] ends = HostOf(address).Split([Variable], StringSplitOptions.None);
        return ends[0].Length + ends[ends.Length - 1].Length > 0 && !Array.Exists(s_hosts, host => ends.Length == 1
            ? host.Equals(ends[0], StringComparison.OrdinalIgnoreCase)
            : host.StartsWith(ends[0], StringComparison.OrdinalIgnoreCase) && host.EndsWith(ends[ends.Length - 1], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for a whole address at any host that is not one of Microsoft Graph's to the letter.</summary>
    internal static bool IsOfOtherService(string address) => HasScheme(address) && !s_hosts.Contains(HostOf(address), StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a resource that is evident; null where it could be any.</summary>
    /// <param name="address">The address, with a placeholder for each variable part.</param>
    /// <param name="isGraphs">True for an argument of a command that calls Microsoft Graph without being told its host.</param>
    internal static string? Evident(string address, bool isGraphs)
    {
        string[] segments = SegmentsOf(address);
        if (segments.Length == 0)
        {
            return null;
        }

        if (isGraphs && !HasScheme(address) && segments[0] != Variable)
        {
            return NamesResource(segments, IsVersion(segments[0]) ? 1 : 0) ? address : null;
        }

        if (!s_hosts.Contains(WithoutPort(segments[0]), StringComparer.OrdinalIgnoreCase))
        {
            // Another service's address is as evident as one can be; behind a variable, only the version shows where the path begins.
            return !isGraphs ? null
                : IsElsewhere(address) ? (segments[0].Contains(Variable) ? null : address)
                : segments.Length > 1 && IsVersion(segments[1]) && NamesResource(segments, 2) ? PathFrom(address, segments, 1)
                : null;
        }

        bool isVersionVariable = segments.Length > 1 && segments[1] == Variable;
        int first = isVersionVariable || (segments.Length > 1 && IsVersion(segments[1])) ? 2 : 1;
        return !NamesResource(segments, first) ? null : isVersionVariable ? PathFrom(address, segments, 2) : address;
    }

    /// <summary>True for <c>/me/{id}</c>: nothing is listed there by any id, so that the variable may be a word, which only running tells.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The address of a resource, with a placeholder for each variable part.</param>
    internal static bool HasUnknownWord(string method, string address)
    {
        string path = address.Split('?')[0];
        return !IsOfOtherService(address)
            && UpToVariables(path).ToArray() is { Length: > 0 } beginnings
            && PermissionFinder.Find(method, path).Template is null
            && beginnings.Any(beginning => Array.TrueForAll(CallText.Methods, any => PermissionFinder.Find(any, beginning).Template is null));
    }

    /// <summary>The beginnings of a path that end with a variable. A file's path, behind a colon, may be of variables.</summary>
    private static IEnumerable<string> UpToVariables(string path)
    {
        string[] segments = path.Split('/');
        int file = Array.FindIndex(segments, HasScheme(path) ? 1 : 0, segment => segment.EndsWith(':'));
        return Enumerable.Range(0, file < 0 ? segments.Length : file)
            .Where(i => segments[i] == Variable)
            .Select(i => string.Join("/", segments.Take(i + 1)));
    }

    /// <summary>False where the first word of the path is a variable, or a variable may bring more than the rest of its word. What a batch holds is in its body.</summary>
    private static bool NamesResource(string[] segments, int first) =>
        segments.Length > first
        && !segments[first].StartsWith(Variable, StringComparison.Ordinal)
        && !segments.Skip(first).Any(segment => segment == "$batch" || IsOpenEnded(segment))
        && !HasVariableWord([.. segments.Skip(first).TakeWhile(segment => !segment.EndsWith(':'))]);

    /// <summary>True for <c>/users/{id}/{id}</c>, whose second variable is no id but a word: each id follows one. A file's path, behind a colon, may be of variables.</summary>
    private static bool HasVariableWord(string[] segments) =>
        segments.Zip(segments.Skip(1), (one, next) => one == Variable && next == Variable).Contains(true);

    /// <summary>True for <c>users{id}</c>, where the variable may be a query or any number of further words.</summary>
    private static bool IsOpenEnded(string segment)
    {
        int before = segment.Length - Variable.Length - 1;
        return before >= 0 && segment.EndsWith(Variable, StringComparison.Ordinal) && (char.IsLetterOrDigit(segment[before]) || segment[before] == '}');
    }

    private static bool IsVersion(string segment) => segment.Equals("v1.0", StringComparison.OrdinalIgnoreCase) || segment.Equals("beta", StringComparison.OrdinalIgnoreCase);

    private static string PathFrom(string address, string[] segments, int first)
    {
        int question = address.IndexOf('?');
        return "/" + string.Join("/", segments.Skip(first)) + (question < 0 ? string.Empty : address.Substring(question));
    }

    private static string HostOf(string address) => !HasScheme(address) && address.StartsWith('/') ? string.Empty
        : WithoutPort(SegmentsOf(address).FirstOrDefault() ?? string.Empty);

    private static string WithoutPort(string host) => host.Split(':')[0];

    /// <summary>A scheme stands before the first slash; an address in a path or a query makes no whole one.</summary>
    private static bool HasScheme(string address)
    {
        int colon = address.IndexOf("://", StringComparison.Ordinal);
        return colon > 0 && address.IndexOfAny(['/', '?']) == colon + 1;
    }

    private static string[] SegmentsOf(string address)
    {
        string path = address.Split('?')[0].Trim();
        return path.Substring(HasScheme(path) ? path.IndexOf("://", StringComparison.Ordinal) + 3 : 0).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
    }
}
