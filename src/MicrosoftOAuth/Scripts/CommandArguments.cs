using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>The arguments of a web command as they stand, by parameter.</summary>
internal sealed class CommandArguments
{
    private readonly CommandAst _command;
    private readonly WebCommand _of;
    private readonly HashSet<Ast> _shown = [];
    private readonly Dictionary<string, Ast?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    internal CommandArguments(CommandAst command, WebCommand of, ScriptVariables variables)
    {
        _command = command;
        _of = of;
        List<Ast> positional = [];
        (CommandParameterAst? Parameter, string? Name, bool Takes) open = default;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            switch (element)
            {
                case CommandParameterAst parameter:
                    (string? name, bool takes) = Name(parameter);
                    open = (parameter, name, takes);
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    _shown.Add(splatted);
                    Spread(variables.EntriesOf(splatted));
                    break;
                case var value when open.Takes:
                    Show(open.Name, open.Parameter!, value);
                    Give(open.Name, value);
                    open = default;
                    break;
                default:
                    positional.Add(element);
                    break;
            }
        }

        // The named ones are taken out first, wherever they stand.
        string[] free = [.. of.Positions.Where(name => !_values.ContainsKey(name))];
        for (int i = 0; i < Math.Min(free.Length, positional.Count); i++)
        {
            Show(free[i], positional[i]);
            _values[free[i]] = positional[i];
        }
    }

    /// <summary>True where something that is not evident is splatted, which may bring any argument.</summary>
    internal bool AreOpen { get; private set; }

    /// <summary>True where a parameter is named that the command does not have.</summary>
    internal bool HasUnknown { get; private set; }

    /// <summary>What says which call it is, as it stands: method and address, and what is splatted. The rest may be anybody's secret.</summary>
    internal IEnumerable<CommandElementAst> OfCall => _command.CommandElements.Where(_shown.Contains);

    /// <summary>True where a parameter is given.</summary>
    internal bool Has(string parameter) => _values.ContainsKey(parameter);

    /// <summary>A parameter's value; null where it is not given, or is set elsewhere.</summary>
    internal Ast? Value(string parameter) => _values.TryGetValue(parameter, out Ast? value) ? value : null;

    private (string? Name, bool Takes) Name(CommandParameterAst parameter)
    {
        string? name = _of.Parameter(parameter.ParameterName);
        HasUnknown |= name is null;
        if (parameter.Argument is null)
        {
            return (name, _of.TakesValue(name));
        }

        Show(name, parameter);
        Give(name, parameter.Argument);
        return default;
    }

    private void Spread(IReadOnlyList<(string Key, Ast? Value)>? entries)
    {
        AreOpen |= entries is null;
        foreach ((string key, Ast? value) in entries ?? [])
        {
            // What stands in the command itself wins, wherever it stands.
            string? name = _of.Parameter(key);
            if (name is not null && !_given.Contains(name))
            {
                _values[name] = value;
            }
        }
    }

    private void Show(string? name, params Ast[] elements)
    {
        if (name is WebCommand.Uri or WebCommand.Method or WebCommand.CustomMethod)
        {
            _shown.UnionWith(elements);
        }
    }

    private void Give(string? name, Ast? value)
    {
        if (name is not null)
        {
            _values[name] = value;
            _given.Add(name);
        }
    }
}
