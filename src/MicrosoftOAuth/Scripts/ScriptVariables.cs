using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>
/// What the variables of a script hold where they are used, as far as it holds for every run: the value that was assigned last before
/// the use, in a block that the use stands in. Whatever else may set the variable in between makes its value unknown.
/// </summary>
internal sealed class ScriptVariables
{
    private static readonly HashSet<string> s_setters = new(StringComparer.OrdinalIgnoreCase)
    {
        "Set-Variable", "sv", "set", "New-Variable", "nv", "Clear-Variable", "clv", "Remove-Variable", "rv",
    };

    /// <summary>Parameters that name a variable, beside those whose names end in Variable.</summary>
    private static readonly HashSet<string> s_named = new(StringComparer.OrdinalIgnoreCase) { "ov", "ev", "wv", "iv", "pv", "sv", "rhv" };

    private readonly Dictionary<string, List<Write>> _writes = new(StringComparer.OrdinalIgnoreCase);

    internal ScriptVariables(ScriptBlockAst script)
    {
        foreach (Ast ast in script.FindAll(static _ => true, searchNestedScriptBlocks: true))
        {
            Note(ast);
        }
    }

    /// <summary>What a variable holds where it is used; null where that is not evident.</summary>
    /// <remarks>
    /// The next page of a collection is no other value: it takes the permission of the first one
    /// (https://learn.microsoft.com/graph/paging).
    /// </remarks>
    internal ExpressionAst? ValueOf(VariableExpressionAst use)
    {
        List<Write> writes = SeenBy(use).FindAll(write => write.Key is null && !IsNextPage(write.Value));
        Write? last = writes.Count == 1 ? writes[0]
            // A block that is run later, or again, may see any of several.
            : writes.TrueForAll(write => BlockAround<ScriptBlockAst>(write.Statement) == BlockAround<ScriptBlockAst>(use)) ? writes.FindLast(write => write.IsBefore(use))
            : null;
        return last is not null && last.Reaches(use) && !writes.Exists(write => ComesRound(write, last, use)) ? last.Value : null;
    }

    /// <summary>The entries of a hashtable that is splatted, null as the value of one that is set later; null where they are not evident.</summary>
    internal IReadOnlyList<(string Key, Ast? Value)>? EntriesOf(VariableExpressionAst splatted)
    {
        ExpressionAst? value = ValueOf(splatted);
        if ((value is ConvertExpressionAst ordered ? ordered.Child : value) is not HashtableAst table)
        {
            return null;
        }

        List<(string Key, Ast? Value)> entries = [];
        foreach (Tuple<ExpressionAst, StatementAst> pair in table.KeyValuePairs)
        {
            entries.Add(((pair.Item1 as StringConstantExpressionAst)?.Value ?? string.Empty, ExpressionOf(pair.Item2)));
        }

        entries.AddRange(SeenBy(splatted).Where(write => write.Key is not null).Select(write => (write.Key!, (Ast?)null)));
        return entries.Exists(entry => entry.Key.Length == 0) ? null : entries;
    }

    /// <summary>The expression that a statement is; null for any other statement.</summary>
    internal static ExpressionAst? ExpressionOf(StatementAst statement) => statement switch
    {
        CommandExpressionAst command => command.Expression,
        PipelineAst { PipelineElements: { Count: 1 } elements } => (elements[0] as CommandExpressionAst)?.Expression,
        _ => null,
    };

    /// <summary>A function's own variable hides those of the same name outside; where it has none, any of them may be meant.</summary>
    private List<Write> SeenBy(VariableExpressionAst use)
    {
        if (!use.VariablePath.IsVariable || !_writes.TryGetValue(NameOf(use), out List<Write>? all))
        {
            return [];
        }

        FunctionDefinitionAst? function = FunctionAround(use);
        return use.VariablePath.IsUnqualified && all.Exists(write => write.Key is null && !write.IsQualified && write.Function == function)
            ? all.FindAll(write => write.IsQualified || write.Function == function)
            : all;
    }

    private void Note(Ast ast)
    {
        switch (ast)
        {
            case AssignmentStatementAst assignment:
                NoteTarget(assignment.Left, assignment, assignment.Operator == TokenKind.Equals ? ExpressionOf(assignment.Right) : null);
                break;
            case ForEachStatementAst loop:
                Add(loop.Variable, loop);
                break;
            case ParameterAst parameter:
                Add(parameter.Name, parameter);
                break;
            case UnaryExpressionAst { Child: VariableExpressionAst variable, TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus }:
                Add(variable, ast);
                break;
            case ConvertExpressionAst { Child: VariableExpressionAst variable } byReference when byReference.Type.TypeName.Name.ToUpperInvariant() is "REF":
                Add(variable, ast);
                break;
            case InvokeMemberExpressionAst { Expression: VariableExpressionAst variable, Member: StringConstantExpressionAst { Value: var member } } call
                when member.ToUpperInvariant() is "ADD" or "REMOVE" or "CLEAR" or "SET_ITEM":
                Add(variable, ast, null, (call.Arguments?.FirstOrDefault() as StringConstantExpressionAst)?.Value ?? string.Empty);
                break;
            case CommandAst command:
                NoteNames(command);
                break;
        }
    }

    private void NoteTarget(ExpressionAst target, Ast statement, ExpressionAst? value)
    {
        switch (target)
        {
            case VariableExpressionAst variable:
                Add(variable, statement, value);
                break;
            case AttributedExpressionAst typed:
                NoteTarget(typed.Child, statement, value);
                break;
            case ParenExpressionAst parentheses when ExpressionOf(parentheses.Pipeline) is { } inner:
                NoteTarget(inner, statement, null);
                break;
            case ArrayLiteralAst several:
                foreach (ExpressionAst one in several.Elements)
                {
                    NoteTarget(one, statement, null);
                }

                break;
            case MemberExpressionAst { Expression: VariableExpressionAst variable, Member: var member }:
                Add(variable, statement, null, (member as StringConstantExpressionAst)?.Value ?? string.Empty);
                break;
            case IndexExpressionAst { Target: VariableExpressionAst variable, Index: var index }:
                Add(variable, statement, null, (index as StringConstantExpressionAst)?.Value ?? string.Empty);
                break;
        }
    }

    /// <summary>Commands that are told a variable's name.</summary>
    private void NoteNames(CommandAst command)
    {
        bool isSetter = s_setters.Contains(command.GetCommandName() ?? string.Empty);
        CommandParameterAst? before = null;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            bool namesOne = before is not null && (before.ParameterName.EndsWith("Variable", StringComparison.OrdinalIgnoreCase) || s_named.Contains(before.ParameterName));
            if (element is StringConstantExpressionAst { Value: var name } && (isSetter || namesOne))
            {
                Add(name.TrimStart('+'), element);
            }

            before = element as CommandParameterAst;
        }
    }

    private void Add(VariableExpressionAst variable, Ast statement, ExpressionAst? value = null, string? key = null)
    {
        // One of a drive, such as $env:PATH, is none of the script's.
        if (variable.VariablePath.IsVariable)
        {
            Add(NameOf(variable), statement, value, key, isQualified: !variable.VariablePath.IsUnqualified);
        }
    }

    private void Add(string name, Ast statement) => Add(name, statement, value: null, key: null, isQualified: false);

    private void Add(string name, Ast statement, ExpressionAst? value, string? key, bool isQualified)
    {
        if (!_writes.TryGetValue(name, out List<Write>? writes))
        {
            writes = [];
            _writes[name] = writes;
        }

        writes.Add(new Write(statement, FunctionAround(statement), value, key, isQualified));
    }

    private static string NameOf(VariableExpressionAst variable)
    {
        string path = variable.VariablePath.UserPath;
        return path.Substring(path.LastIndexOf(':') + 1);
    }

    /// <summary>True for what a loop sets after the use, so that the use sees it the next time round.</summary>
    private static bool ComesRound(Write write, Write last, Ast use)
    {
        for (Ast? loop = BlockAround<LoopStatementAst>(use); loop is not null; loop = BlockAround<LoopStatementAst>(loop))
        {
            if (write != last && Holds(loop, write.Statement) && !Holds(loop, last.Statement))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(Ast block, Ast part) => block.Extent.StartOffset <= part.Extent.StartOffset && part.Extent.EndOffset <= block.Extent.EndOffset;

    private static FunctionDefinitionAst? FunctionAround(Ast ast) => BlockAround<FunctionDefinitionAst>(ast);

    private static T? BlockAround<T>(Ast ast)
        where T : Ast
    {
        Ast? around = ast.Parent;
        while (around is not null and not T)
        {
            around = around.Parent;
        }

        return (T?)around;
    }

    private static bool IsNextPage(ExpressionAst? value) => value switch
    {
        MemberExpressionAst member => member.Member is StringConstantExpressionAst { Value: "@odata.nextLink" },
        IndexExpressionAst item => item.Index is StringConstantExpressionAst { Value: "@odata.nextLink" },
        _ => false,
    };

    /// <summary>Whatever sets a variable, or an entry (<paramref name="Key"/>) of what it holds.</summary>
    private sealed record Write(Ast Statement, FunctionDefinitionAst? Function, ExpressionAst? Value, string? Key, bool IsQualified)
    {
        internal bool IsBefore(Ast use) => Statement.Extent.EndOffset <= use.Extent.StartOffset;

        /// <summary>True for a use that is never reached without it.</summary>
        internal bool Reaches(Ast use)
        {
            Ast block = Statement;
            while (block is not (StatementBlockAst or NamedBlockAst) && block.Parent is { } parent)
            {
                block = parent;
            }

            return IsBefore(use) && use.Extent.EndOffset <= block.Extent.EndOffset;
        }
    }
}
