using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// <c>/me</c> is short for <c>/users/{id}</c> of the signed-in user, at the root and wherever both stand side by side
/// (<c>/education/me</c>). Microsoft's list often has only one of the two.
/// </summary>
internal sealed class SignedInUser(PathTrie trie)
{
    public const string Me = "me";
    public const string Users = "users";

    /// <summary>How many segments may come before the user at most.</summary>
    public const int DeepestPlace = 1;

    /// <summary>The node of the same path in the other form; <see cref="PathTrie.None"/> where it has none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="length">How many of its segments.</param>
    /// <param name="method">The method's number.</param>
    public int FindTwin(ParsedPath path, int length, int method)
    {
        int node = PathTrie.Root;
        for (int i = 0; i <= DeepestPlace && i < length && node != PathTrie.None; i++)
        {
            int literal = path.Segments[i].Kind == SegmentKind.Word ? path.Literals[i] : LiteralTable.None;
            if (literal != LiteralTable.None && (literal == trie.Words.Me || literal == trie.Words.Users))
            {
                int me = trie.Child(node, trie.Words.Me);
                int users = trie.Child(node, trie.Words.Users);
                var walk = new PathWalk(trie, path, length, method);
                if (me != PathTrie.None && users != PathTrie.None && literal == trie.Words.Me)
                    return walk.From(trie.Child(users, IndexLayout.PlaceholderSegment), i + 1);
                if (me != PathTrie.None && users != PathTrie.None && i + 1 < length && IsUser(users, path, i + 1))
                    return walk.From(me, i + 2);
            }

            node = trie.Child(node, literal);
        }

        return PathTrie.None;
    }

    // "/users/delta" names no user.
    private bool IsUser(int users, ParsedPath path, int index)
    {
        int literal = path.Literals[index];
        return trie.PlaceholderChild(users, path.Segments[index].Kind, literal) != PathTrie.None
            && trie.Child(users, literal) == PathTrie.None;
    }
}
