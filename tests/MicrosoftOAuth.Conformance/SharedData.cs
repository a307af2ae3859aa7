namespace MicrosoftOAuth.Conformance;

/// <summary>The folder shared/data beside the repository, where there is one.</summary>
public static class SharedData
{
    public const string Absence = "The folder shared/data is not beside the repository.";

    public static string? Folder { get; } = Find();

    public static string File(string path) => Path.Combine(Folder ?? throw new DirectoryNotFoundException(Absence), path);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
