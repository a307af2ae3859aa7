using System.Globalization;

namespace MicrosoftOAuth.Shell.Tests;

/// <summary>A folder with a tiny script module and the scripts of one test, and the Shell run on them in this process.</summary>
public sealed class ShellBench : IDisposable
{
    private const string Module = """
        function Get-Thing {
            [CmdletBinding()] param([string] $Name = 'bolt')
            [pscustomobject] @{ PSTypeName = 'Bench.Thing'; Name = $Name; Size = 3 }
        }
        function Set-Thing {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Name)
            if ($PSCmdlet.ShouldProcess($Name, 'Change')) { "changed $Name" } else { "left $Name" }
        }
        function Write-Failure {
            [CmdletBinding()] param([switch] $Fatal)
            $failure = [System.Management.Automation.ErrorRecord]::new([Exception]::new('It broke.'), 'ItBroke', 'InvalidOperation', $null)
            $failure.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('The thing broke.')
            $failure.ErrorDetails.RecommendedAction = 'Glue it.'
            if ($Fatal) { $PSCmdlet.ThrowTerminatingError($failure) }
            $PSCmdlet.WriteError($failure)
        }
        function Get-Noise {
            [CmdletBinding()] param()
            $PSCmdlet.WriteWarning('mind the gap')
            $PSCmdlet.WriteVerbose('in detail')
            $PSCmdlet.WriteDebug('from below')
            $PSCmdlet.WriteInformation('by the way', [string[]] @())
        }
        function Get-Login {
            [CmdletBinding()] param([Parameter(Mandatory)] [string] $User, [Parameter(Mandatory)] [securestring] $Secret)
            "$User has $($Secret.Length) characters"
        }
        """;

    private const string Format = """
        <Configuration><ViewDefinitions><View>
          <Name>Thing</Name>
          <ViewSelectedBy><TypeName>Bench.Thing</TypeName></ViewSelectedBy>
          <TableControl>
            <TableHeaders>
              <TableColumnHeader><Label>What it is</Label><Width>20</Width></TableColumnHeader>
              <TableColumnHeader><Label>How big</Label></TableColumnHeader>
            </TableHeaders>
            <TableRowEntries><TableRowEntry><TableColumnItems>
              <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
              <TableColumnItem><PropertyName>Size</PropertyName></TableColumnItem>
            </TableColumnItems></TableRowEntry></TableRowEntries>
          </TableControl>
        </View></ViewDefinitions></Configuration>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shell-tests-");

    public ShellBench()
    {
        Write("Bench.psm1", Module);
        Write("Bench.Format.ps1xml", Format);
        Manifest = Write("Bench.psd1", """
            @{
                RootModule = 'Bench.psm1'; ModuleVersion = '1.0'; FormatsToProcess = 'Bench.Format.ps1xml'
                FunctionsToExport = 'Get-Thing', 'Set-Thing', 'Write-Failure', 'Get-Noise', 'Get-Login'
            }
            """);
    }

    public string Manifest { get; }

    public string Folder => _folder.FullName;

    internal static ShellTerminal Redirected(string input = "") => new()
    {
        In = new StringReader(input),
        Out = new StringWriter(CultureInfo.InvariantCulture),
        Error = new StringWriter(CultureInfo.InvariantCulture),
    };

    internal static ShellTerminal Screen(string input = "") => Redirected(input) with
    {
        InIsTerminal = true, OutIsTerminal = true, ErrorIsTerminal = true, Colours = true,
    };

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal ShellRun Run(ShellTerminal terminal, params string[] args) => new(Program.Run(args, terminal, Manifest), terminal);

    internal ShellRun Run(params string[] args) => Run(Redirected(), args);

    internal ShellRun RunCommand(string command, string input = "") => Run(Redirected(input), "-Command", command);

    internal ShellRun RunScript(string script, params string[] args) => Run([Write("script.ps1", script), .. args]);

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>What a run of the Shell left behind.</summary>
internal sealed record ShellRun(int Code, ShellTerminal Terminal)
{
    public string Out { get; } = Terminal.Out.ToString()!.Replace(Environment.NewLine, "\n", StringComparison.Ordinal);

    public string Error { get; } = Terminal.Error.ToString()!.Replace(Environment.NewLine, "\n", StringComparison.Ordinal);
}
