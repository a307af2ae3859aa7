using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Scripts;

/// <summary>
/// The web requests in a script, read with PowerShell's own parser; nothing is run. A request is evident where its method and address
/// are literal text, variable parts of the address aside.
/// </summary>
internal static class ScriptCalls
{
    private const string Get = "GET";

    private static readonly Dictionary<string, bool> s_commands = new(StringComparer.OrdinalIgnoreCase)
    {
        // True for those that call any host, and are left out where it is evident that it is not Microsoft Graph.
        ["Invoke-MsOAuthRequest"] = false,
        ["Invoke-MgGraphRequest"] = false,
        ["Invoke-GraphRequest"] = false,
        ["Invoke-MgRestMethod"] = false,
        ["Invoke-RestMethod"] = true,
        ["irm"] = true,
        ["Invoke-WebRequest"] = true,
        ["iwr"] = true,
        ["curl"] = true,
        ["wget"] = true,
    };

    private static readonly HashSet<string> s_methods = new(StringComparer.OrdinalIgnoreCase) { Get, "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE" };

    /// <summary>The requests of a file in the order in which they stand.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the file is no valid script.</exception>
    internal static IReadOnlyList<ApiCall> Read(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"{path}, line {errors[0].Extent.StartLineNumber}: {errors[0].Message}",
                "Mend the script first; it could not be run either")
            {
                Target = path,
            };
        }

        return
        [
            .. script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
                .Where(command => s_commands.ContainsKey(command.GetCommandName() ?? string.Empty))
                .Select(command => CallOf(command, Path.GetFileName(path)))
                .OfType<ApiCall>(),
        ];
    }

    /// <summary>The call of a command; null where it plainly goes to another host.</summary>
    private static ApiCall? CallOf(CommandAst command, string file)
    {
        CommandArguments arguments = CommandArguments.Of(command);
        Ast? uriText = arguments.Named("Uri");
        Ast? methodText = arguments.Named("Method") ?? arguments.Named("CustomMethod");
        Queue<Ast> others = new(arguments.Positional);
        if (methodText is null && others.Count > 0 && AddressText.Of(others.Peek()) is { } word && s_methods.Contains(word))
        {
            methodText = others.Dequeue();
        }

        uriText ??= others.Count > 0 ? others.Dequeue() : null;
        string? uri = uriText is null ? null : AddressText.Of(uriText);
        string? method = methodText is not null ? AddressText.Of(methodText) : arguments.AreSplatted ? null : Get;
        if (uri is not null && s_commands[command.GetCommandName()] && !AddressText.IsGraphs(uri))
        {
            return null;
        }

        string place = $"{file}:{command.Extent.StartLineNumber}";
        return uri is not null && method is not null && s_methods.Contains(method) && AddressText.NamesResource(uri)
            ? new ApiCall(method.ToUpperInvariant(), uri, place)
            : new ApiCall(null, null, $"{place} {FirstLine(command)}");
    }

    private static string FirstLine(CommandAst command) => command.Extent.Text.Split('\n')[0].TrimEnd('\r', '`', ' ');
}
