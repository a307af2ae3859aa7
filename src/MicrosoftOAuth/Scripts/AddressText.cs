using System.Management.Automation.Language;
using System.Text;

namespace MicrosoftOAuth.Scripts;

/// <summary>What a literal of a script says of an address.</summary>
internal static class AddressText
{
    private const string Placeholder = "{id}";

    /// <summary>The text of a literal, with a placeholder for each variable in it; null for anything else, which only running tells.</summary>
    internal static string? Of(Ast value) => value switch
    {
        StringConstantExpressionAst constant => constant.Value,
        ExpandableStringExpressionAst { StringConstantType: StringConstantType.DoubleQuoted } text => WithPlaceholders(text, quoted: 1),
        ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord } text => WithPlaceholders(text, quoted: 0),
        _ => null,
    };

    /// <summary>True for an address at a host of Microsoft Graph.</summary>
    internal static bool IsGraphs(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Host.StartsWith("graph.microsoft.", StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith("-graph.microsoft.us", StringComparison.OrdinalIgnoreCase) || uri.Host.StartsWith("microsoftgraph.", StringComparison.OrdinalIgnoreCase));

    /// <summary>False where the host, the version or the first word of the path is a variable, so that it could be any call.</summary>
    internal static bool NamesResource(string address)
    {
        int host = address.IndexOf("://", StringComparison.Ordinal);
        string[] segments = address.Substring(host < 0 ? 0 : host + 3).Split('?')[0].Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int first = host < 0 ? 0 : 1;
        if (segments.Length > first && (segments[first].Equals("v1.0", StringComparison.OrdinalIgnoreCase) || segments[first].Equals("beta", StringComparison.OrdinalIgnoreCase)))
        {
            first++;
        }

        return segments.Length > first && !segments.Take(first + 1).Any(segment => segment.StartsWith(Placeholder, StringComparison.Ordinal));
    }

    private static string WithPlaceholders(ExpandableStringExpressionAst text, int quoted)
    {
        string source = text.Extent.Text;
        int start = text.Extent.StartOffset;
        StringBuilder address = new();
        int at = quoted;
        foreach (ExpressionAst nested in text.NestedExpressions)
        {
            address.Append(Plain(source.Substring(at, nested.Extent.StartOffset - start - at))).Append(Placeholder);
            at = nested.Extent.EndOffset - start;
        }

        return address.Append(Plain(source.Substring(at, source.Length - quoted - at))).ToString();
    }

    /// <summary>Without PowerShell's own marks: no address contains a backtick, and a quote is doubled.</summary>
    private static string Plain(string part) => part.Replace("`", string.Empty).Replace("\"\"", "\"");
}
