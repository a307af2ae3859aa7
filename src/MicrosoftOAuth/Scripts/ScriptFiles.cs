using System.Management.Automation;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Scripts;

/// <summary>The files that a user means by a path.</summary>
/// <param name="paths">The session's own reading of paths.</param>
internal sealed class ScriptFiles(PathIntrinsics paths)
{
    /// <summary>The files that a path with wildcards stands for.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotFound"/> or <see cref="OAuthErrorKind.InvalidArgument"/>: there are none.</exception>
    internal IReadOnlyList<string> Like(string path)
    {
        try
        {
            string[] files = [.. paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider).Select(file => Checked(file, path, provider))];
            return files.Length > 0 ? files : throw Nothing(path);
        }
        catch (RuntimeException unreadable) when (IsOfPath(unreadable))
        {
            throw Nothing(path, unreadable);
        }
    }

    /// <summary>The file of a path as it is spelt.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotFound"/> or <see cref="OAuthErrorKind.InvalidArgument"/>: it is none.</exception>
    internal string At(string path)
    {
        try
        {
            string file = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return Checked(file, path, provider);
        }
        catch (RuntimeException unreadable) when (IsOfPath(unreadable))
        {
            throw Nothing(path, unreadable);
        }
    }

    /// <summary>No such item, drive or provider, or wildcards that are none.</summary>
    private static bool IsOfPath(RuntimeException failure) => failure is SessionStateException or ProviderInvocationException or WildcardPatternException;

    private static string Checked(string file, string path, ProviderInfo provider) =>
        provider.Name == "FileSystem" && File.Exists(file) ? file
        : provider.Name == "FileSystem" && !Directory.Exists(file) ? throw Nothing(path)
        : throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            $"'{path}' is no file.",
            "Name the scripts in it: Get-ChildItem <folder> -Recurse -Include *.ps1, *.psm1 | Test-MsOAuthPermission")
        {
            Target = path,
        };

    private static OAuthException Nothing(string path, Exception? cause = null) => new(
        OAuthErrorKind.NotFound,
        $"There is no file '{path}'.",
        "Check the path: Get-ChildItem *.ps1. Wildcards are for -Path; -LiteralPath takes a name as it is spelt",
        cause)
    {
        Target = path,
    };
}
