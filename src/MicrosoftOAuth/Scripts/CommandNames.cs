using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>Which command a script calls by a name: one of its own functions, an alias that it sets, or what a variable holds.</summary>
internal sealed class CommandNames
{
    private static readonly HashSet<string> s_setters = new(StringComparer.OrdinalIgnoreCase) { "Set-Alias", "sal", "New-Alias", "nal" };

    private readonly ScriptVariables _variables;
    private readonly LiteralText _text;
    private readonly HashSet<string> _own;
    private readonly Dictionary<string, WebCommand> _aliases = new(StringComparer.OrdinalIgnoreCase);

    internal CommandNames(ScriptBlockAst script, ScriptVariables variables, LiteralText text)
    {
        _variables = variables;
        _text = text;
        _own = new HashSet<string>(
            script.FindAll(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: true).Select(function => ((FunctionDefinitionAst)function).Name),
            StringComparer.OrdinalIgnoreCase);
        foreach (Ast command in script.FindAll(ast => ast is CommandAst setter && s_setters.Contains(WithoutModule(setter.GetCommandName() ?? string.Empty)), searchNestedScriptBlocks: true))
        {
            Note(new CommandArguments((CommandAst)command, WebCommand.Alias, variables));
        }
    }

    /// <summary>A command's name without its module, as far as it is evident; null where it is not, or is none: a block or another script.</summary>
    internal string? Of(CommandAst command) =>
        _text.Of(command.CommandElements[0]) is { } name && !name.Contains(LiteralText.Placeholder) ? WithoutModule(name.Trim()) : null;

    /// <summary>The web command of a name; null for any other.</summary>
    internal WebCommand? Web(string name) => _aliases.TryGetValue(name, out WebCommand? web) ? web : WebCommand.Named(name);

    /// <summary>True for a name that the script itself gives to something, which does with its arguments what it likes.</summary>
    internal bool IsOwn(string name) => _own.Contains(name);

    /// <summary>True where only running tells which command it is. A block is read itself, and so is another script, if it is to be.</summary>
    internal bool MayBeAny(CommandAst command) => command.CommandElements[0] switch
    {
        StringConstantExpressionAst or ScriptBlockExpressionAst => false,
        VariableExpressionAst variable when _variables.ValueOf(variable) is ScriptBlockExpressionAst => false,
        var name => _text.Of(name)?.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) != true && Of(command) is null,
    };

    private void Note(CommandArguments alias)
    {
        if (_text.Of(alias.Value(WebCommand.AliasName)) is not { } name)
        {
            return;
        }

        string? value = _text.Of(alias.Value(WebCommand.AliasValue)) is { } text && !text.Contains(LiteralText.Placeholder) ? WithoutModule(text) : null;
        WebCommand? web = value is null ? WebCommand.Unknown : Web(value);
        if ((Web(name) is { } before && before != web) || (value is not null && IsOwn(value)))
        {
            // It is one command here and another there, or a function.
            _own.Add(name);
        }

        if (web is not null && !_aliases.ContainsKey(name))
        {
            _aliases[name] = web;
        }
    }

    /// <summary>Without a module's name before it; a path is none.</summary>
    private static string WithoutModule(string name) => name.Split('\\') switch
    {
        [var module, var command] when module.Trim('.').Length > 0 && !module.Contains(':') => command,
        _ => name,
    };
}
