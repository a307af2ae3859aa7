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

    private readonly string _file;
    private readonly ScriptVariables _variables;
    private readonly LiteralText _text;
    private readonly HashSet<string> _functions;
    private readonly NextPages _nextPages;

    private ScriptCalls(ScriptBlockAst script, string file, CancellationToken cancellationToken)
    {
        _file = file;
        _variables = new ScriptVariables(script, cancellationToken);
        _text = new LiteralText(_variables);
        _functions = new HashSet<string>(
            script.FindAll(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: true).Select(function => ((FunctionDefinitionAst)function).Name),
            StringComparer.OrdinalIgnoreCase);
        _nextPages = new NextPages(_variables, command => RequestOf(command) is { } request && CallOf(request) is not null, AddressOfGet);
    }

    /// <summary>The requests of a file in the order in which they stand, without those that plainly go to another host.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the file cannot be read, or is no valid script.</exception>
    internal static IReadOnlyList<ApiCall> Read(string path, CancellationToken cancellationToken)
    {
        ScriptBlockAst script = ScriptText.Parse(path);
        ScriptCalls calls = new(script, Path.GetFileName(path), cancellationToken);
        List<ApiCall> found = [];
        foreach (Ast command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (calls.CallOf((CommandAst)command) is { } call)
            {
                found.Add(call);
            }
        }

        return found;
    }

    /// <summary>The call of a command; null for another command, or where it plainly goes to another host, or on to the next page of a call that is listed.</summary>
    private ApiCall? CallOf(CommandAst command) => RequestOf(command) is { } request && !_nextPages.Has(command) ? CallOf(request) : null;

    private Request? RequestOf(CommandAst command)
    {
        string name = WithoutModule(command.GetCommandName() ?? string.Empty);
        return WebCommand.Named(name) is { } web ? new Request(command, name, web, new CommandArguments(command, web, _variables)) : null;
    }

    /// <summary>The address of a GET; null for any other command. What a function of the script's own does is its own affair.</summary>
    private Ast? AddressOfGet(CommandAst command) =>
        RequestOf(command) is { } request && !_functions.Contains(request.Name) && MethodOf(request.Arguments) == "GET" ? request.Arguments.Value(WebCommand.Uri) : null;

    private ApiCall? CallOf(Request request)
    {
        (CommandAst command, string name, WebCommand web, CommandArguments arguments) = request;
        if (_functions.Contains(name))
        {
            return NotEvident(command, arguments.OfCall);
        }

        if (WebCommand.MayBeProgram(name) && (arguments.HasUnknown || !arguments.Has(WebCommand.Uri) || Texts(command).Any(text => text.StartsWith("--", StringComparison.Ordinal))))
        {
            string[] addresses = [.. Texts(command).Where(text => text.Contains("://"))];
            return addresses.Length > 0 && Array.TrueForAll(addresses, GraphAddress.IsElsewhere) ? null
                : NotEvident(command, command.CommandElements.Skip(1).Where(element => _text.Of(element)?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true));
        }

        string? address = TextOf(arguments.Value(WebCommand.Uri));
        if (address is not null && !web.IsGraphs && GraphAddress.IsElsewhere(address))
        {
            return null;
        }

        string? uri = address is null ? null : GraphAddress.Evident(address, web.IsGraphs);
        return uri is not null && MethodOf(arguments) is { } method ? new ApiCall(method, ShownText.OfAddress(uri), PlaceOf(command)) : NotEvident(command, arguments.OfCall);
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

    private IEnumerable<string> Texts(CommandAst command) => command.CommandElements.Skip(1).Select(TextOf).OfType<string>();

    /// <summary>What an argument says, without a login before its host.</summary>
    private string? TextOf(Ast? argument) => _text.Of(argument) is { } text ? ShownText.WithoutLogin(text) : null;

    private ApiCall NotEvident(CommandAst command, IEnumerable<CommandElementAst> ofCall) =>
        new(null, null, string.Join(" ", ofCall.Select(ShownText.Of).Prepend($"{PlaceOf(command)} {command.GetCommandName()}")));

    private string PlaceOf(CommandAst command) => $"{_file}:{command.Extent.StartLineNumber}";

    /// <summary>Without a module's name before it; a path is none.</summary>
    private static string WithoutModule(string name) => name.Split('\\') switch
    {
        [var module, var command] when module.Trim('.').Length > 0 && !module.Contains(':') => command,
        _ => name,
    };

    /// <summary>A command that sends a web request.</summary>
    private sealed record Request(CommandAst Command, string Name, WebCommand Web, CommandArguments Arguments);
}
