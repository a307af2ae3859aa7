using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>
/// What the variables of a script hold where they are used, as far as it holds for every run: the value that was assigned last before
/// the use, in a block that the use stands in. Whatever else may set the variable in between makes its value unknown.
/// </summary>
internal sealed class ScriptVariables
{
    private readonly Dictionary<string, List<VariableWrite>> _writes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Name, FunctionDefinitionAst? Function, bool IsQualified), VariableWrites> _seen = [];

    /// <summary>True where something is set whose name only running tells.</summary>
    private bool _isAnySet;

    internal ScriptVariables(ScriptBlockAst script, CancellationToken cancellationToken)
    {
        foreach (Ast ast in script.FindAll(static _ => true, searchNestedScriptBlocks: true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Note(ast);
        }
    }

    /// <summary>What a variable holds where it is used; null where that is not evident.</summary>
    internal ExpressionAst? ValueOf(VariableExpressionAst use) => _isAnySet ? null : SeenBy(use).ValueAt(use);

    /// <summary>Whatever may set a variable, as far as its use sees it; none where that is not evident.</summary>
    internal VariableWrites WritesOf(VariableExpressionAst use) => _isAnySet ? VariableWrites.None : SeenBy(use);

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

        entries.AddRange(SeenBy(splatted).Keys.Select(key => (key, (Ast?)null)));
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
    private VariableWrites SeenBy(VariableExpressionAst use)
    {
        if (!use.VariablePath.IsVariable || !_writes.TryGetValue(NameOf(use), out List<VariableWrite>? all))
        {
            return VariableWrites.None;
        }

        FunctionDefinitionAst? function = use.VariablePath.IsUnqualified ? FunctionAround(use) : null;
        var from = (NameOf(use).ToUpperInvariant(), function, !use.VariablePath.IsUnqualified);
        if (!_seen.TryGetValue(from, out VariableWrites? seen))
        {
            bool hasOwn = use.VariablePath.IsUnqualified && all.Exists(write => write.Key is null && !write.IsQualified && write.Function == function);
            seen = new VariableWrites(hasOwn ? all.FindAll(write => write.IsQualified || write.Function == function) : all);
            _seen[from] = seen;
        }

        return seen;
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

    private void NoteNames(CommandAst command)
    {
        foreach (string? name in VariableNames.Of(command))
        {
            _isAnySet |= name is null;
            Add(name ?? string.Empty, command);
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
        if (!_writes.TryGetValue(name, out List<VariableWrite>? writes))
        {
            writes = [];
            _writes[name] = writes;
        }

        writes.Add(new VariableWrite(statement, FunctionAround(statement), value, key, isQualified));
    }

    private static string NameOf(VariableExpressionAst variable)
    {
        string path = variable.VariablePath.UserPath;
        return path.Substring(path.LastIndexOf(':') + 1);
    }

    private static FunctionDefinitionAst? FunctionAround(Ast ast) => VariableWrites.BlockAround<FunctionDefinitionAst>(ast);
}
