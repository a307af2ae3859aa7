namespace MicrosoftOAuth.Sandbox.Tests;

/// <summary>The folder shared/data beside the repository, where there is one.</summary>
internal static class SharedData
{
    public const string Absence = "The folder shared/data is not beside the repository.";

    public static string? Folder { get; } = Find();

    public static string File(string path) => Path.Combine(Folder!, path);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (System.IO.Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}

/// <summary>A test that reads shared/data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
            Skip = SharedData.Absence;
    }
}
