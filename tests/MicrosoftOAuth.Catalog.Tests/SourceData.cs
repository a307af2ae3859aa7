namespace MicrosoftOAuth.Catalog.Tests;

/// <summary>Where Microsoft's files lie on a developer's machine: in shared/data beside the repository or above it.</summary>
internal static class SourceData
{
    /// <summary>The folder; <see langword="null"/> where it is absent.</summary>
    public static string? Folder { get; } = Find();

    public static string GraphPermissions => Path.Combine(Folder!, "graph-permissions");

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}

/// <summary>A test that needs the files that the index is made from.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SourceDataFactAttribute : FactAttribute
{
    public SourceDataFactAttribute()
    {
        if (SourceData.Folder is null)
            Skip = "The source files of the permission index are not on this machine (shared/data beside the repository).";
    }
}
