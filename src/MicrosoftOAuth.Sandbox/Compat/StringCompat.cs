#if NETFRAMEWORK
namespace MicrosoftOAuth.Sandbox;

/// <summary>An overload that .NET Framework lacks.</summary>
internal static class StringCompat
{
    /// <summary>Ordinal, whatever the comparison says: the framework's own Replace is, and nothing else is asked for here.</summary>
    public static string Replace(this string text, string old, string replacement, StringComparison comparison)
    {
        System.Diagnostics.Debug.Assert(comparison == StringComparison.Ordinal, "Only an ordinal comparison is supported.");
        return text.Replace(old, replacement);
    }
}
#endif
