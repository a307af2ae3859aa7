using System.Text;
using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The path of a node, readable: <c>/users/{id}/messages</c>.</summary>
internal static class PathTemplate
{
    public static string Of(PathTrie trie, int node)
    {
        int depth = 0;
        for (int at = node; at != PathTrie.Root; at = trie.ParentOf(at))
            depth++;
        int[] segments = new int[depth];
        for (int at = node; at != PathTrie.Root; at = trie.ParentOf(at))
            segments[--depth] = trie.SegmentOf(at);

        var template = new StringBuilder();
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i] == IndexLayout.PathAddressSegment)
                template.Append(":/{path}").Append(i < segments.Length - 1 ? ":" : string.Empty);
            else if (segments[i] == IndexLayout.PlaceholderSegment)
                template.Append("/{id}");
            else
                template.Append('/').Append(Readable(trie.Literals.TextOf(segments[i])));
        }

        return template.ToString();
    }

    // range(address) is shown as range(address={address}).
    private static string Readable(string literal)
    {
        int parenthesis = literal.IndexOf('(', StringComparison.Ordinal);
        return parenthesis < 0 ? literal : Called(literal, parenthesis);
    }

    private static string Called(string literal, int parenthesis)
    {
        string[] names = literal.Substring(parenthesis + 1, literal.Length - parenthesis - 2).Split(',');
        return $"{literal.Substring(0, parenthesis)}({string.Join(",", names.Select(name => $"{name}={{{name}}}"))})";
    }
}
