using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>
/// The calls for the further pages of a collection. Such a page takes what the first one takes (https://learn.microsoft.com/graph/paging),
/// so that there is nothing to list where the script's own calls, and nothing else, bring its address.
/// </summary>
/// <param name="variables">The variables of the script.</param>
/// <param name="isListed">Whether a command is listed, if it is for no further page.</param>
/// <param name="addressOf">The address of a command that is a GET; null for any other command.</param>
internal sealed class NextPages(ScriptVariables variables, Func<CommandAst, bool> isListed, Func<CommandAst, Ast?> addressOf)
{
    private readonly Dictionary<(VariableWrites Of, bool IsPage), bool> _known = [];

    /// <summary>True for a GET of a further page whose first one is listed.</summary>
    internal bool Has(CommandAst command)
    {
        ExpressionAst? address = Bare(addressOf(command));
        if ((PageOf(address) ?? address) is not VariableExpressionAst variable)
        {
            return false;
        }

        var from = (variables.WritesOf(variable), !ReferenceEquals(variable, address));
        if (!_known.TryGetValue(from, out bool isKnown))
        {
            isKnown = PagesBehind(address) is { } pages && AreOfListed(pages);
            _known[from] = isKnown;
        }

        return isKnown;
    }

    /// <summary>True for an address that a page itself names.</summary>
    internal static bool IsNextLink(ExpressionAst? value) => LinkOwner(value) is not null;

    /// <summary>Looks at whatever sets the variables that hold pages, and those that their addresses come from.</summary>
    private bool AreOfListed(IEnumerable<VariableWrites> pages)
    {
        HashSet<VariableWrites> seen = [];
        Stack<VariableWrites> open = new(pages);
        bool hasFirst = false;
        while (open.Count > 0)
        {
            VariableWrites page = open.Pop();
            if (seen.Add(page) && !Follow(page, open, ref hasFirst))
            {
                return false;
            }
        }

        return hasFirst;
    }

    /// <summary>False where anything but an answer to a call may be in a variable; pages that its calls are for are still to be looked at.</summary>
    private bool Follow(VariableWrites page, Stack<VariableWrites> open, ref bool hasFirst)
    {
        if (_known.TryGetValue((page, true), out bool isKnown))
        {
            hasFirst |= isKnown;
            return isKnown;
        }

        foreach (VariableWrite write in page.All.Where(write => !HoldsNothing(write)))
        {
            CommandAst? command = write is { Key: null, Statement: AssignmentStatementAst { Operator: TokenKind.Equals } assignment } ? Answered(assignment.Right) : null;
            VariableWrites[]? before = command is null ? null : PagesBehind(Bare(addressOf(command)));
            if (command is null || (before is null && !isListed(command)))
            {
                return false;
            }

            hasFirst |= before is null;
            Array.ForEach(before ?? [], open.Push);
        }

        return true;
    }

    /// <summary>The variables with the pages that name an address; null where it may be another.</summary>
    private VariableWrites[]? PagesBehind(ExpressionAst? address)
    {
        if (PageOf(address) is { } page)
        {
            return [variables.WritesOf(page)];
        }

        VariableWrite[] all = address is VariableExpressionAst variable ? [.. variables.WritesOf(variable).All.Where(write => !HoldsNothing(write))] : [];
        VariableExpressionAst?[] pages = [.. all.Select(write => write.Key is null ? PageOf(Bare(write.Value)) : null)];
        return pages.Length == 0 || pages.Contains(null) ? null : [.. pages.Select(one => variables.WritesOf(one!))];
    }

    private static VariableExpressionAst? PageOf(ExpressionAst? address) => Bare(LinkOwner(address)) as VariableExpressionAst;

    private static ExpressionAst? LinkOwner(ExpressionAst? value) => value switch
    {
        InvokeMemberExpressionAst => null,
        MemberExpressionAst { Static: false } member when IsLink(member.Member) => member.Expression,
        IndexExpressionAst item when IsLink(item.Index) => item.Target,
        _ => null,
    };

    private static bool IsLink(Ast name) => name is StringConstantExpressionAst { Value: var text } && text.Equals("@odata.nextLink", StringComparison.OrdinalIgnoreCase);

    private static bool HoldsNothing(VariableWrite write) => write is { Key: null, Value: VariableExpressionAst { VariablePath.UserPath: var name } } && name.Equals("null", StringComparison.OrdinalIgnoreCase);

    /// <summary>The command whose answer a statement gives as it is, or read from its text.</summary>
    private static CommandAst? Answered(Ast? statement) => statement switch
    {
        PipelineAst { PipelineElements: { Count: 2 } elements } when "ConvertFrom-Json".Equals((elements[1] as CommandAst)?.GetCommandName(), StringComparison.OrdinalIgnoreCase) => Answered(elements[0]),
        PipelineAst { PipelineElements: { Count: 1 } elements } => Answered(elements[0]),
        CommandExpressionAst bare => Answered(bare.Expression),
        ParenExpressionAst parentheses => Answered(parentheses.Pipeline),
        ConvertExpressionAst cast => Answered(cast.Child),
        InvokeMemberExpressionAst => null,
        MemberExpressionAst { Member: StringConstantExpressionAst { Value: "Content" } } text => Answered(text.Expression),
        CommandAst command => command,
        _ => null,
    };

    private static ExpressionAst? Bare(Ast? value) => value switch
    {
        ParenExpressionAst parentheses => Bare(ScriptVariables.ExpressionOf(parentheses.Pipeline)),
        ConvertExpressionAst cast => Bare(cast.Child),
        _ => value as ExpressionAst,
    };
}
