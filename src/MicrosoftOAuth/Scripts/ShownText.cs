using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Scripts;

/// <summary>What is shown of scripts and addresses: enough to find the call by, and nothing that may be somebody's secret.</summary>
internal static class ShownText
{
    private const string Hidden = "(...)";

    /// <summary>How deep an expression may lie in others to be shown.</summary>
    private const int Deepest = 100;

    private static readonly Regex s_login = new(@"(?<=://)[^/?\s'""]*@", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>An address without a login before its host and, where that is none of Microsoft Graph's, without its query, which may be a signature.</summary>
    internal static string OfAddress(string address)
    {
        string text = WithoutLogin(address);
        return GraphAddress.IsOfOtherService(text) ? UpTo(text, text.IndexOfAny(['?', '#'])) : text;
    }

    /// <summary>A text without a login before its host.</summary>
    internal static string WithoutLogin(string text) => s_login.Replace(text, string.Empty);

    /// <summary>
    /// The first line of an argument: names and literal text as they stand, without what a query or a login before the host may keep
    /// secret. The arguments of commands and methods within it are none of the call's, and are left out with them.
    /// </summary>
    internal static string Of(CommandElementAst element)
    {
        string line = s_login.Replace(Plain(element).Split('\n')[0].TrimEnd('\r', '`', ' '), "...@");
        return UpTo(line, line.IndexOf('?')) + (line.Contains('?') && line[0] is '"' or '\'' ? line.Substring(0, 1) : string.Empty);
    }

    private static string UpTo(string text, int query) => query < 0 ? text : text.Substring(0, query) + "?...";

    private static string Plain(CommandElementAst element)
    {
        string source = element.Extent.Text;
        StringBuilder shown = new();
        int at = 0;
        foreach (Ast part in HiddenOf(element, 0))
        {
            int start = part.Extent.StartOffset - element.Extent.StartOffset;
            shown.Append(source, at, start - at).Append(part is SubExpressionAst ? "$" : string.Empty).Append(Hidden);
            at = part.Extent.EndOffset - element.Extent.StartOffset;
        }

        return shown.Append(source, at, source.Length - at).ToString();
    }

    /// <summary>The parts that are not shown, in the order in which they stand.</summary>
    private static IEnumerable<Ast> HiddenOf(Ast part, int depth) =>
        depth < Deepest && PartsOf(part) is { } parts ? parts.SelectMany(one => HiddenOf(one, depth + 1)) : [part];

    /// <summary>What an expression is made of, where it is nothing more than that; null for what runs something.</summary>
    private static IEnumerable<Ast>? PartsOf(Ast part) => part switch
    {
        ConstantExpressionAst or VariableExpressionAst or TypeExpressionAst => [],
        CommandParameterAst parameter => parameter.Argument is null ? [] : [parameter.Argument],
        ExpandableStringExpressionAst text => text.NestedExpressions,
        ParenExpressionAst parentheses => ScriptVariables.ExpressionOf(parentheses.Pipeline) is { } inner ? [inner] : null,
        SubExpressionAst { SubExpression: { Traps: null, Statements: { Count: 1 } statements } } => ScriptVariables.ExpressionOf(statements[0]) is { } inner ? [inner] : null,
        BinaryExpressionAst both => [both.Left, both.Right],
        ArrayLiteralAst several => several.Elements,
        ConvertExpressionAst cast => [cast.Child],
        UsingExpressionAst ofCaller => [ofCaller.SubExpression],
        InvokeMemberExpressionAst => null,
        MemberExpressionAst member => [member.Expression, member.Member],
        IndexExpressionAst item => [item.Target, item.Index],
        _ => null,
    };
}
