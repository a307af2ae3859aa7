namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// <c>/me</c> is short for <c>/users/{id}</c> of the signed-in user, at the root and wherever both stand side by side
/// (<c>/education/me</c>). Microsoft's list often has only one of the two.
/// </summary>
internal static class SignedInUser
{
    private static readonly PathSegment Me = new("me", SegmentKind.Word);
    private static readonly PathSegment Users = new("users", SegmentKind.Word);
    private static readonly PathSegment SomeUser = new("{id}", SegmentKind.Key);

    /// <summary>The same path in the other form; <see langword="null"/> where it has none.</summary>
    public static PathSegment[]? Twin(PathTrie trie, PathSegment[] segments)
    {
        int node = PathTrie.Root;
        for (int i = 0; i < Math.Min(segments.Length, 2); i++)
        {
            if (segments[i].Kind != SegmentKind.Word)
                return null;
            int users = trie.LiteralChild(node, Users.Text);
            bool sideBySide = users != PathTrie.None && trie.LiteralChild(node, Me.Text) != PathTrie.None;
            if (sideBySide && IsWord(segments[i], Me))
                return [.. segments.Take(i), Users, SomeUser, .. segments.Skip(i + 1)];
            if (sideBySide && IsWord(segments[i], Users) && i + 1 < segments.Length && IsUser(trie, users, segments[i + 1]))
                return [.. segments.Take(i), Me, .. segments.Skip(i + 2)];
            node = trie.LiteralChild(node, segments[i].Text);
            if (node == PathTrie.None)
                return null;
        }

        return null;
    }

    private static bool IsWord(PathSegment segment, PathSegment word) =>
        segment.Text.Equals(word.Text, StringComparison.OrdinalIgnoreCase);

    // "/users/delta" names no user.
    private static bool IsUser(PathTrie trie, int users, PathSegment segment) =>
        trie.PlaceholderChild(users, segment) != PathTrie.None
        && (segment.Kind == SegmentKind.Key || trie.LiteralChild(users, segment.Text) == PathTrie.None);
}
