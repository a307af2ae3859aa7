using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>The variables that a command sets because it is told their names.</summary>
internal static class VariableNames
{
    private static readonly HashSet<string> s_setters = new(StringComparer.OrdinalIgnoreCase)
    {
        "Set-Variable", "sv", "set", "New-Variable", "nv", "Clear-Variable", "clv", "Remove-Variable", "rv",
    };

    private static readonly string[] s_switches = ["Force", "PassThru", "WhatIf", "wi", "Confirm", "cf", "Verbose", "vb", "Debug", "db"];

    /// <summary>Parameters that name a variable, beside those whose names end in Variable.</summary>
    private static readonly HashSet<string> s_named = new(StringComparer.OrdinalIgnoreCase) { "ov", "ev", "wv", "iv", "pv", "sv", "rhv" };

    /// <summary>The names, with null for one that only running tells, which may be any.</summary>
    internal static IReadOnlyList<string?> Of(CommandAst command)
    {
        bool isSetter = s_setters.Contains(command.GetCommandName() ?? string.Empty);
        List<string?> names = [];
        CommandParameterAst? open = null;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            Ast? name = element is CommandParameterAst parameter ? (NamesOne(parameter, isSetter) ? parameter.Argument : null)
                : open is null ? (isSetter && names.Count == 0 ? element : null)
                : NamesOne(open, isSetter) ? element
                : null;
            names.AddRange(name is null ? [] : Read(name));
            open = element is CommandParameterAst { Argument: null } next && !(isSetter && IsSwitch(next)) ? next : null;
        }

        return isSetter && names.Count == 0 ? [null] : names;
    }

    private static bool NamesOne(CommandParameterAst parameter, bool isSetter) =>
        s_named.Contains(parameter.ParameterName)
        || parameter.ParameterName.EndsWith("Variable", StringComparison.OrdinalIgnoreCase)
        || (isSetter && "Name".StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase));

    private static bool IsSwitch(CommandParameterAst parameter) =>
        Array.Exists(s_switches, name => name.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase));

    private static string?[] Read(Ast name) => name switch
    {
        StringConstantExpressionAst { Value: var one } => [WildcardPattern.ContainsWildcardCharacters(one) ? null : one.TrimStart('+')],
        ArrayLiteralAst several => [.. several.Elements.SelectMany(Read)],
        _ => [null],
    };
}
