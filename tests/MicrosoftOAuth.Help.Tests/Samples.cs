namespace MicrosoftOAuth.Help.Tests;

/// <summary>The sample pages, copied beside the tests, and folders that go away by themselves.</summary>
public abstract class Samples : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("help-");

    protected static string Assembly { get; } = typeof(Samples).Assembly.GetName().Name!;

    protected static string AssemblyPath { get; } = typeof(Samples).Assembly.Location;

    protected string Folder => _folder.FullName;

    public virtual void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static string Page(string name) => Path.Combine(AppContext.BaseDirectory, "Pages", $"{name}.md");

    /// <summary>A copy of a sample page with one piece of text replaced.</summary>
    protected string Changed(string name, string old, string text)
    {
        var page = File.ReadAllText(Page(name)).ReplaceLineEndings("\n");
        Assert.Contains(old, page, StringComparison.Ordinal);
        var path = Path.Combine(Folder, $"{name}.md");
        File.WriteAllText(path, page.Replace(old, text, StringComparison.Ordinal));
        return path;
    }
}
