namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>A thread's own <see cref="ParsedPath"/>, so that reading a path allocates nothing.</summary>
internal static class PathScratch
{
    // An endless path's room is not kept.
    private const int MostKept = 8192;

    [ThreadStatic]
    private static ParsedPath? t_path;

    public static ParsedPath Rent()
    {
        ParsedPath path = t_path ?? new ParsedPath();
        t_path = null;
        return path;
    }

    public static void Return(ParsedPath path)
    {
        if (path.Text.Length <= MostKept)
            t_path = path;
    }
}
