using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// The state of one file's run, reached by the commands through a constant variable of the runspace.
/// Owns the folder behind $TestDrive.
/// </summary>
internal sealed class PesterRun(string file) : IDisposable
{
    public const string VariableName = "______standIn";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pester-");

    public string File => file;

    public PesterBlock Root { get; } = new(parent: null, name: "", data: null, skip: false, body: null);

    /// <summary>Describe, It and the setups mean something in discovery only.</summary>
    public bool Discovering { get; set; } = true;

    /// <summary>The block whose body is being discovered, or which is being run.</summary>
    public PesterBlock Block { get; set; } = null!;

    /// <summary>The test being run.</summary>
    public PesterTest? Test { get; set; }

    /// <summary>Errors that belong to no test, with the path they are reported under.</summary>
    public List<(string[] Path, ErrorRecord Error)> Strays { get; } = [];

    public string TestDrive => Path.Combine(_folder.FullName, "TestDrive");

    /// <summary>
    /// A script of one line that starts the run phase. It must be a file: only a script file has a script scope,
    /// and Pester gives each test file's run one of its own.
    /// </summary>
    public string WriteEntryScript()
    {
        var path = Path.Combine(_folder.FullName, "Run.ps1");
        System.IO.File.WriteAllText(path, InvokePesterBlockCommand.Name);
        return path;
    }

    public IReadOnlyList<PesterResult> Results() =>
    [
        .. Root.Tests().Select(ResultOf),
        .. Strays.Select(stray => new PesterResult(stray.Path, PesterOutcome.Failed, PesterErrorText.Of(stray.Error, file))),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    private PesterResult ResultOf(PesterTest test)
    {
        string[] path = [.. test.Path()];
        if (test.Finished && test.Skip)
            return new(path, PesterOutcome.Skipped, Error: null);
        if (test.Finished && test.Errors.Count == 0)
            return new(path, PesterOutcome.Passed, Error: null);

        var errors = test.Finished ? test.Errors : [.. test.Parent!.Lineage().SelectMany(block => block.Errors)];
        var text = errors.Count == 0
            ? "The run ended before this test did."
            : string.Join(Environment.NewLine, errors.Select(error => PesterErrorText.Of(error, file)));
        return new(path, PesterOutcome.Failed, text);
    }
}
