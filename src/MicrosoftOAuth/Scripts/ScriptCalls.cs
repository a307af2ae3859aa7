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
    private readonly CommandNames _names;
    private readonly NextPages _nextPages;

    private ScriptCalls(ScriptBlockAst script, string file, CancellationToken cancellationToken)
    {
        _file = file;
        _variables = new ScriptVariables(script, cancellationToken);
        _text = new LiteralText(_variables);
        _names = new CommandNames(script, _variables, _text);
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
        string? name = _names.Of(command);
        WebCommand? web = name is not null ? _names.Web(name) : _names.MayBeAny(command) ? WebCommand.Unknown : null;
        if (web is null)
        {
            return null;
        }

        CommandArguments arguments = new(command, web, _variables);
        bool isUnknown = web == WebCommand.Unknown;
        return isUnknown && !(arguments.Has(WebCommand.Uri) && HasMethod(arguments)) ? null
            : new Request(command, name ?? string.Empty, web, arguments, isUnknown || (name is not null && _names.IsOwn(name)));
    }

    private Ast? AddressOfGet(CommandAst command) =>
        RequestOf(command) is { IsOwnAffair: false } request && MethodOf(request.Arguments) == "GET" ? request.Arguments.Value(WebCommand.Uri) : null;

    private ApiCall? CallOf(Request request)
    {
        (CommandAst command, string name, WebCommand web, CommandArguments arguments, bool isOwnAffair) = request;
        if (isOwnAffair)
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
        return uri is not null && MethodOf(arguments) is { } method && !GraphAddress.HasUnknownWord(method, uri) ? new ApiCall(method, ShownText.OfAddress(uri), PlaceOf(command)) : NotEvident(command, arguments.OfCall);
    }

    private string? MethodOf(CommandArguments arguments)
    {
        string? method = !HasMethod(arguments) ? (arguments.AreOpen ? null : "GET")
            : _text.Of(arguments.Value(WebCommand.Method) ?? arguments.Value(WebCommand.CustomMethod));
        return method is null ? null
            : method.Equals("Default", StringComparison.OrdinalIgnoreCase) ? "GET"
            : s_methods.Contains(method) ? method.ToUpperInvariant()
            : null;
    }

    private static bool HasMethod(CommandArguments arguments) => arguments.Has(WebCommand.Method) || arguments.Has(WebCommand.CustomMethod);

    private IEnumerable<string> Texts(CommandAst command) => command.CommandElements.Skip(1).Select(TextOf).OfType<string>();

    /// <summary>What an argument says, without a login before its host.</summary>
    private string? TextOf(Ast? argument) => _text.Of(argument) is { } text ? ShownText.WithoutLogin(text) : null;

    private ApiCall NotEvident(CommandAst command, IEnumerable<CommandElementAst> ofCall) =>
        new(null, null, string.Join(" ", ofCall.Select(ShownText.Of).Prepend($"{PlaceOf(command)} {NameOf(command)}")));

    private static string NameOf(CommandAst command) =>
        command.GetCommandName() ?? (command.InvocationOperator == TokenKind.Dot ? ". " : "& ") + ShownText.Of(command.CommandElements[0]);

    private string PlaceOf(CommandAst command) => $"{_file}:{command.Extent.StartLineNumber}";

    /// <summary>A command that sends a web request. What a function of the script's own does with its arguments is its own affair, and so it is of a command that is not evident.</summary>
    private sealed record Request(CommandAst Command, string Name, WebCommand Web, CommandArguments Arguments, bool IsOwnAffair);
}
