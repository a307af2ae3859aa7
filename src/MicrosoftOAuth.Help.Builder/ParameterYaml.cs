using System.Globalization;
using Markdig.Syntax;

namespace MicrosoftOAuth.Help;

/// <summary>Reads a parameter's yaml.</summary>
internal static class ParameterYaml
{
    private const string AcceptedValues = "Accepted values";

    private static readonly string[] s_keys =
    [
        "Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters",
    ];

    private static readonly string[] s_neverEmpty = ["Type", "Parameter Sets"];

    public static HelpParameterTraits Read(FencedCodeBlock fence, string parameter, HelpErrors errors)
    {
        var yaml = YamlLines.Read(fence, errors);
        foreach (var missing in s_keys.Where(key => !yaml.ContainsKey(key)))
            errors.Add(fence.Line + 1, $"The yaml of {parameter} needs '{missing}:'.");
        foreach (var (key, (_, line)) in yaml)
        {
            if (key != AcceptedValues && !s_keys.Contains(key))
                errors.Add(line, $"'{key}' is no key of a parameter's yaml.");
        }

        string Text(string key) => yaml.TryGetValue(key, out var entry) ? entry.Value : "";
        string[] List(string key) => Text(key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool Flag(string key) => Choice(key, "True") || (!Choice(key, "False") && Wrong(key, "True or False"));
        bool Choice(string key, string value) => Text(key) == value || !yaml.ContainsKey(key);
        bool Wrong(string key, string wanted)
        {
            errors.Add(yaml[key].Line, $"'{key}' is {wanted}, not '{Text(key)}'.");
            return false;
        }

        int? position = null;
        if (int.TryParse(Text("Position"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            position = number;
        else if (!Choice("Position", "Named"))
            Wrong("Position", "a number or Named");
        foreach (var key in s_neverEmpty.Where(key => yaml.ContainsKey(key) && Text(key).Length == 0))
            Wrong(key, "given");
        if (!Choice("Accept pipeline input", "False") && !Text("Accept pipeline input").StartsWith("True", StringComparison.Ordinal))
            Wrong("Accept pipeline input", "False, or True with the ways in brackets");

        return new HelpParameterTraits(
            Text("Type"),
            List("Parameter Sets"),
            List("Aliases"),
            List(AcceptedValues),
            Flag("Required"),
            position,
            Text("Default value"),
            Text("Accept pipeline input"),
            Flag("Accept wildcard characters"));
    }
}
