using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Scripts;

/// <summary>
/// The web requests in a script, read with PowerShell's own parser; nothing is run. A request is evident where its method is, and as
/// much of its address as says which resource it is.
/// </summary>
internal sealed class ScriptCalls
{
    private static readonly HashSet<string> s_methods = new(StringComparer.OrdinalIgnoreCase) { "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "TRACE" };

    /// <summary>What the parser says of modules and types that only the machine has on which the script runs.</summary>
    private static readonly HashSet<string> s_ofOtherMachines = new(StringComparer.Ordinal) { "ModuleNotFoundDuringParse", "TypeNotFound" };

    private readonly string _file;
    private readonly ScriptVariables _variables;
    private readonly LiteralText _text;
    private readonly HashSet<string> _functions;

    private ScriptCalls(ScriptBlockAst script, string file)
    {
        _file = file;
        _variables = new ScriptVariables(script);
        _text = new LiteralText(_variables);
        _functions = new HashSet<string>(
            script.FindAll(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: true).Select(function => ((FunctionDefinitionAst)function).Name),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The requests of a file in the order in which they stand, without those that plainly go to another host.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the file is no valid script.</exception>
    internal static IReadOnlyList<ApiCall> Read(string path)
    {
        ScriptBlockAst script = Parse(path, out ParseError[] errors);
        if (Array.Find(errors, error => !s_ofOtherMachines.Contains(error.ErrorId)) is { } wrong)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"{path}, line {wrong.Extent.StartLineNumber}: {wrong.Message}",
                "Mend the script first; it could not be run either")
            {
                Target = path,
            };
        }

        ScriptCalls calls = new(script, Path.GetFileName(path));
        return [.. script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Select(command => calls.CallOf((CommandAst)command)).OfType<ApiCall>()];
    }

    private static ScriptBlockAst Parse(string path, out ParseError[] errors)
    {
        try
        {
            return Parser.ParseFile(path, out _, out errors);
        }
        catch (RuntimeException unreadable)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"{path} cannot be read: {unreadable.Message}", "See who may read it: Get-Acl", unreadable) { Target = path };
        }
    }

    /// <summary>The call of a command; null for another command, or where it plainly goes to another host.</summary>
    private ApiCall? CallOf(CommandAst command)
    {
        string name = WithoutModule(command.GetCommandName() ?? string.Empty);
        if (WebCommand.Named(name) is not { } web)
        {
            return null;
        }

        // What a function of the script's own does with its arguments is its own affair.
        if (_functions.Contains(name))
        {
            return NotEvident(command);
        }

        CommandArguments arguments = new(command, web, _variables);
        if (WebCommand.MayBeProgram(name) && (arguments.HasUnknown || !arguments.Has(WebCommand.Uri) || Texts(command).Any(text => text.StartsWith("--", StringComparison.Ordinal))))
        {
            string[] addresses = [.. Texts(command).Where(text => text.Contains("://"))];
            return addresses.Length > 0 && Array.TrueForAll(addresses, GraphAddress.IsElsewhere) ? null : NotEvident(command);
        }

        string? address = _text.Of(arguments.Value(WebCommand.Uri));
        if (address is not null && !web.IsGraphs && GraphAddress.IsElsewhere(address))
        {
            return null;
        }

        string? uri = address is null ? null : GraphAddress.Evident(address, web.IsGraphs);
        return uri is not null && MethodOf(arguments) is { } method ? new ApiCall(method, uri, PlaceOf(command)) : NotEvident(command);
    }

    private string? MethodOf(CommandArguments arguments)
    {
        bool isGiven = arguments.Has(WebCommand.Method) || arguments.Has(WebCommand.CustomMethod);
        string? method = !isGiven ? (arguments.AreOpen ? null : "GET")
            : _text.Of(arguments.Value(WebCommand.Method) ?? arguments.Value(WebCommand.CustomMethod));
        return method is null ? null
            : method.Equals("Default", StringComparison.OrdinalIgnoreCase) ? "GET"
            : s_methods.Contains(method) ? method.ToUpperInvariant()
            : null;
    }

    private IEnumerable<string> Texts(CommandAst command) => command.CommandElements.Skip(1).Select(_text.Of).OfType<string>();

    private ApiCall NotEvident(CommandAst command) =>
        new(null, null, $"{PlaceOf(command)} {command.Extent.Text.Split('\n')[0].TrimEnd('\r', '`', ' ')}");

    private string PlaceOf(CommandAst command) => $"{_file}:{command.Extent.StartLineNumber}";

    /// <summary>Without a module's name before it; a path is none.</summary>
    private static string WithoutModule(string name) => name.Split('\\') switch
    {
        [var module, var command] when module.Trim('.').Length > 0 && !module.Contains(':') => command,
        _ => name,
    };
}
