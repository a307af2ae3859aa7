namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Names with Graph's namespace, of types and of bound operations.</summary>
internal static class QualifiedName
{
    public const string Namespace = "microsoft.graph.";

    /// <summary>Where the name after the last dot begins, parameters kept: <c>microsoft.graph.networkaccess.revoke</c> is <c>revoke</c>.</summary>
    public static int Unqualified(char[] text, PathSegment segment)
    {
        int end = Array.IndexOf(text, '(', segment.Start, segment.Length);
        int last = end < 0 ? segment.Start + segment.Length - 1 : end;
        return Array.LastIndexOf(text, '.', last, last - segment.Start + 1) + 1;
    }
}
