using System.Globalization;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Scripts;

/// <summary>What an expression of a script says as it stands, with a placeholder for each part that only running tells.</summary>
/// <param name="variables">The variables of the script.</param>
internal sealed class LiteralText(ScriptVariables variables)
{
    internal const string Placeholder = "{id}";

    /// <summary>More than any address has; what grows beyond it is none.</summary>
    private const int Longest = 8192;

    /// <summary>How deep a value may lie in others. What lies deeper is none: no script that a person wrote needs more.</summary>
    private const int Deepest = 100;

    private static readonly Regex s_item = new(@"\{\{|\}\}|\{(?<index>\d{1,2})[^{}]*\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Dictionary<Ast, string?> _values = [];
    private int _depth;
    private bool _isTooDeep;

    /// <summary>The text; null where nothing of it is evident.</summary>
    internal string? Of(Ast? value)
    {
        if (_depth == 0)
        {
            _isTooDeep = false;
        }

        _isTooDeep |= _depth >= Deepest;
        if (_isTooDeep)
        {
            return null;
        }

        _depth++;
        string? text = Read(value);
        _depth--;
        return _isTooDeep ? null : text;
    }

    private string? Read(Ast? value) => value switch
    {
        StringConstantExpressionAst constant => constant.Value,
        ConstantExpressionAst constant => Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        ExpandableStringExpressionAst { StringConstantType: StringConstantType.DoubleQuoted } text => Short(Expanded(text, quoted: 1)),
        ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord } text => Short(Expanded(text, quoted: 0)),
        ParenExpressionAst parentheses => Of(ScriptVariables.ExpressionOf(parentheses.Pipeline)),
        SubExpressionAst { SubExpression.Statements: { Count: 1 } statements } => Of(ScriptVariables.ExpressionOf(statements[0])),
        ConvertExpressionAst cast when cast.Type.TypeName.Name.ToUpperInvariant() is "STRING" or "URI" or "SYSTEM.URI" => Of(cast.Child),
        BinaryExpressionAst { Operator: TokenKind.Plus } sum => Short(Joined(Of(sum.Left), Of(sum.Right))),
        BinaryExpressionAst { Operator: TokenKind.Format } format => Short(Formatted(format)),
        UsingExpressionAst ofCaller => Of(ofCaller.SubExpression),
        VariableExpressionAst variable => OfVariable(variable),
        InvokeMemberExpressionAst => null,
        MemberExpressionAst { Static: true, Expression: TypeExpressionAst type, Member: StringConstantExpressionAst name }
            when type.TypeName.Name.EndsWith("Method", StringComparison.OrdinalIgnoreCase) => name.Value,
        _ => null,
    };

    private string? OfVariable(VariableExpressionAst variable)
    {
        if (variables.ValueOf(variable) is not { } value)
        {
            return null;
        }

        // Kept, since a variable in a variable in a variable would be read again for each time it is named.
        if (!_values.TryGetValue(value, out string? known))
        {
            known = Of(value);
            if (!_isTooDeep)
            {
                _values[value] = known;
            }
        }

        return known;
    }

    private string Expanded(ExpandableStringExpressionAst text, int quoted)
    {
        string source = text.Extent.Text;
        int start = text.Extent.StartOffset;
        StringBuilder expanded = new();
        int at = quoted;
        foreach (ExpressionAst nested in text.NestedExpressions)
        {
            expanded.Append(Plain(source.Substring(at, nested.Extent.StartOffset - start - at))).Append(Of(nested) ?? Placeholder);
            at = nested.Extent.EndOffset - start;
        }

        return expanded.Append(Plain(source.Substring(at, source.Length - quoted - at))).ToString();
    }

    private string? Formatted(BinaryExpressionAst format)
    {
        Ast[] items = format.Right is ArrayLiteralAst list ? [.. list.Elements] : [format.Right];
        return Of(format.Left) is not { } pattern ? null : s_item.Replace(pattern, item =>
            !item.Groups["index"].Success ? item.Value.Substring(1)
            : int.Parse(item.Groups["index"].Value, CultureInfo.InvariantCulture) is var index && index < items.Length ? Of(items[index]) ?? Placeholder
            : Placeholder);
    }

    private static string? Joined(string? left, string? right) =>
        left is null && right is null ? null : (left ?? Placeholder) + (right ?? Placeholder);

    private static string? Short(string? text) => text?.Length > Longest ? null : text;

    /// <summary>Without PowerShell's own marks: no address contains a backtick, and a quote is doubled.</summary>
    private static string Plain(string part) => part.Replace("`", string.Empty).Replace("\"\"", "\"");
}
