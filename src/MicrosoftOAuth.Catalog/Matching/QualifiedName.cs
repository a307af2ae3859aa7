namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Names with Graph's namespace, of types and of bound operations.</summary>
internal static class QualifiedName
{
    public const string Namespace = "microsoft.graph.";

    /// <summary>The name after the last dot, parameters kept: <c>microsoft.graph.networkaccess.revoke</c> is <c>revoke</c>.</summary>
    public static string Unqualified(string text)
    {
        int end = text.IndexOf('(', StringComparison.Ordinal);
        int dot = text.LastIndexOf('.', end < 0 ? text.Length - 1 : end);
        return text.Substring(dot + 1);
    }
}
