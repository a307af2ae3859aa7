using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>Whatever sets a variable, or an entry of what it holds.</summary>
/// <param name="Statement">The part of the script that does.</param>
/// <param name="Function">The function that it stands in; null for none.</param>
/// <param name="Value">What is assigned; null where only running tells.</param>
/// <param name="Key">The entry that is set; null for the variable itself.</param>
/// <param name="IsQualified">True where the name says in which scope.</param>
internal sealed record VariableWrite(Ast Statement, FunctionDefinitionAst? Function, ExpressionAst? Value, string? Key, bool IsQualified)
{
    internal int Start => Statement.Extent.StartOffset;

    internal int End => Statement.Extent.EndOffset;

    /// <summary>
    /// The next page of a collection is no other value: it takes the permission of the first one
    /// (https://learn.microsoft.com/graph/paging).
    /// </summary>
    internal bool IsNextPage => NextPages.IsNextLink(Value);

    /// <summary>True for a use that is never reached without it.</summary>
    internal bool Reaches(Ast use)
    {
        Ast block = Statement;
        while (block is not (StatementBlockAst or NamedBlockAst) && block.Parent is { } parent && !IsOptional(block, parent))
        {
            block = parent;
        }

        return End <= use.Extent.StartOffset && use.Extent.EndOffset <= block.Extent.EndOffset;
    }

    /// <summary>True for a part that may be left out when the whole is run.</summary>
    /// <remarks>By name what Windows PowerShell does not have: <c>??</c>, <c>??=</c>, <c>? :</c>, <c>&amp;&amp;</c> and <c>||</c>.</remarks>
    private static bool IsOptional(Ast part, Ast whole) => whole switch
    {
        IfStatementAst choice => !ReferenceEquals(part, choice.Clauses[0].Item1),
        SwitchStatementAst choice => !ReferenceEquals(part, choice.Condition),
        ForStatementAst loop => ReferenceEquals(part, loop.Iterator),
        ParameterAst => true,
        BinaryExpressionAst both => both.Operator.ToString() is "And" or "Or" or "QuestionQuestion" && !IsFirst(part, whole),
        AssignmentStatementAst assignment => assignment.Operator.ToString() == "QuestionQuestionEquals" && !IsFirst(part, whole),
        MemberExpressionAst or IndexExpressionAst => !IsFirst(part, whole),
        _ => whole.GetType().Name is "TernaryExpressionAst" or "PipelineChainAst" && !IsFirst(part, whole),
    };

    private static bool IsFirst(Ast part, Ast whole) => part.Extent.StartOffset == whole.Extent.StartOffset;
}
