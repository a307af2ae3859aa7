using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>The arguments of a web command as they stand, by parameter.</summary>
internal sealed class CommandArguments
{
    private readonly WebCommand _of;
    private readonly Dictionary<string, Ast?> _values = new(StringComparer.OrdinalIgnoreCase);

    internal CommandArguments(CommandAst command, WebCommand of, ScriptVariables variables)
    {
        _of = of;
        List<Ast> positional = [];
        (string? Name, bool Takes) open = default;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            switch (element)
            {
                case CommandParameterAst parameter:
                    open = Name(parameter);
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    Spread(variables.EntriesOf(splatted));
                    break;
                case var value when open.Takes:
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
            _values[free[i]] = positional[i];
        }
    }

    /// <summary>True where something that is not evident is splatted, which may bring any argument.</summary>
    internal bool AreOpen { get; private set; }

    /// <summary>True where a parameter is named that the command does not have.</summary>
    internal bool HasUnknown { get; private set; }

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

        Give(name, parameter.Argument);
        return default;
    }

    private void Spread(IReadOnlyList<(string Key, Ast? Value)>? entries)
    {
        AreOpen |= entries is null;
        foreach ((string key, Ast? value) in entries ?? [])
        {
            Give(_of.Parameter(key), value);
        }
    }

    private void Give(string? name, Ast? value)
    {
        if (name is not null)
        {
            _values[name] = value;
        }
    }
}
