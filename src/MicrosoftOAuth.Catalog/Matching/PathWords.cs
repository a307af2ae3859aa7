namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The numbers of the words that mean something to the walk through the trie.</summary>
internal sealed class PathWords(LiteralTable literals)
{
    public readonly int Drive = literals.NumberOf("drive");
    public readonly int Drives = literals.NumberOf("drives");
    public readonly int Items = literals.NumberOf("items");
    public readonly int Root = literals.NumberOf("root");
    public readonly int Me = literals.NumberOf(SignedInUser.Me);
    public readonly int Users = literals.NumberOf(SignedInUser.Users);
}
