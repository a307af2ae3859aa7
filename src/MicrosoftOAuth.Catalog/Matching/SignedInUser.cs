namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// <c>/me</c> is short for <c>/users/{id}</c> of the signed-in user, at the root and wherever both stand side by side
/// (<c>/education/me</c>). Microsoft's list often has only one of the two.
/// </summary>
internal static class SignedInUser
{
    private const int DeepestPlace = 1;

    private static readonly PathSegment Me = new("me", SegmentKind.Word);
    private static readonly PathSegment Users = new("users", SegmentKind.Word);
    private static readonly PathSegment SomeUser = new("{id}", SegmentKind.Key);

    /// <summary>The words that stand for a user, for those who look whether both are there.</summary>
    public static IReadOnlyList<PathSegment> Words { get; } = [Me, Users];

    /// <summary>The same path in the other form; <see langword="null"/> where it has none.</summary>
    /// <param name="segments">The path.</param>
    /// <param name="sideBySide">Whether both words stand side by side after so many of its segments.</param>
    public static PathSegment[]? Twin(PathSegment[] segments, Func<int, bool> sideBySide)
    {
        for (int i = 0; i <= Math.Min(DeepestPlace, segments.Length - 1); i++)
        {
            if (IsWord(segments[i], Me) && sideBySide(i))
                return [.. segments.Take(i), Users, SomeUser, .. segments.Skip(i + 1)];
            if (IsWord(segments[i], Users) && i + 1 < segments.Length && sideBySide(i))
                return [.. segments.Take(i), Me, .. segments.Skip(i + 2)];
        }

        return null;
    }

    /// <summary>The same path in the other form, if the index has both forms and the path names a user.</summary>
    public static PathSegment[]? Twin(PathTrie trie, PathSegment[] segments) => Twin(segments, after =>
    {
        int node = PathTrie.Root;
        for (int i = 0; i < after && node != PathTrie.None; i++)
            node = trie.LiteralChild(node, segments[i].Text);
        if (node == PathTrie.None || trie.LiteralChild(node, Me.Text) == PathTrie.None)
            return false;
        int users = trie.LiteralChild(node, Users.Text);
        return users != PathTrie.None && (IsWord(segments[after], Me) || IsUser(trie, users, segments[after + 1]));
    });

    private static bool IsWord(PathSegment segment, PathSegment word) =>
        segment.Kind == SegmentKind.Word && segment.Text.Equals(word.Text, StringComparison.OrdinalIgnoreCase);

    // "/users/delta" names no user.
    private static bool IsUser(PathTrie trie, int users, PathSegment segment) =>
        trie.PlaceholderChild(users, segment) != PathTrie.None
        && (segment.Kind == SegmentKind.Key || trie.LiteralChild(users, segment.Text) == PathTrie.None);
}
