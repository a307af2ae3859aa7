namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The numbers of the words that mean something to the walk through the trie.</summary>
internal sealed class PathWords(LiteralTable literals)
{
    public int Drive { get; } = literals.NumberOf("drive");

    public int Drives { get; } = literals.NumberOf("drives");

    public int Items { get; } = literals.NumberOf("items");

    public int Root { get; } = literals.NumberOf("root");

    public int Me { get; } = literals.NumberOf(SignedInUser.Me);

    public int Users { get; } = literals.NumberOf(SignedInUser.Users);
}
