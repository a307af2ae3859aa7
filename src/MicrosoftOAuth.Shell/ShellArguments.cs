using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Shell;

/// <summary>What the Shell was asked to do: one of the nested records.</summary>
internal abstract record ShellArguments
{
    public const string Usage = """
        Runs PowerShell with the MicrosoftOAuth module loaded, on a machine that has the .NET SDK and no pwsh.

          dotnet run --project src/MicrosoftOAuth.Shell -- script.ps1 [-Name value] [-Switch] [-Name:value] [value ...]
          dotnet run --project src/MicrosoftOAuth.Shell -- -Command 'Get-MsOAuthContext'
          dotnet run --project src/MicrosoftOAuth.Shell
          dotnet run --project src/MicrosoftOAuth.Shell -- -Help

        Without arguments it reads commands: from you, at a prompt, or from redirected input.

        The engine is System.Management.Automation alone. The commands of Microsoft.PowerShell.Utility and
        Microsoft.PowerShell.Management (Write-Host, Select-Object, Get-Content ...) are not there: use this module,
        the core commands (ForEach-Object, Where-Object, Import-Module ...), .NET and $Host.UI.WriteLine().

        Exit codes: 0 done, 1 a terminating error, N after 'exit N', 2 wrong arguments, 130 stopped with Ctrl+C.
        """;

    private ShellArguments()
    {
    }

    public static ShellArguments Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
            return new Loop();

        string first = arguments[0];
        if (first is "-?" or "-h" or "--help" || IsOption(first, "-Help"))
            return new Help();

        if (IsOption(first, "-Command") || IsOption(first, "-c"))
        {
            // Several words make one text, as after pwsh -Command.
            string text = string.Join(' ', arguments.Skip(1));
            return string.IsNullOrWhiteSpace(text) ? new Wrong("-Command needs a text to run.") : new Command(text);
        }

        if (first.StartsWith('-'))
            return new Wrong($"'{first}' is not an option of the Shell. A script's own parameters follow its path.");
        if (!first.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            return new Wrong($"'{first}' is not a .ps1 file. To run a command, put -Command before it.");

        string path = Path.GetFullPath(first);
        return File.Exists(path)
            ? new Script(path, ScriptArguments.Parse(arguments.Skip(1)))
            : new Wrong($"There is no script '{path}'.");
    }

    private static bool IsOption(string argument, string name) => argument.Equals(name, StringComparison.OrdinalIgnoreCase);

    public sealed record Help : ShellArguments;

    public sealed record Loop : ShellArguments;

    public sealed record Command(string Text) : ShellArguments;

    public sealed record Script(string Path, IReadOnlyList<CommandParameter> Arguments) : ShellArguments;

    public sealed record Wrong(string Reason) : ShellArguments;
}
