using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>What sets one variable, as far as some part of a script sees it; in order, so that the last before a use is found at once.</summary>
internal sealed class VariableWrites
{
    internal static readonly VariableWrites None = new([]);

    private readonly VariableWrite[] _byEnd;
    private readonly int[] _ends;
    private readonly ScriptBlockAst? _block;

    internal VariableWrites(IReadOnlyList<VariableWrite> all)
    {
        All = all;
        _byEnd = [.. all.Where(write => write.Key is null && !write.IsNextPage).OrderBy(write => write.End)];
        _ends = [.. _byEnd.Select(write => write.End)];
        ScriptBlockAst?[] blocks = [.. _byEnd.Select(write => BlockAround<ScriptBlockAst>(write.Statement)).Distinct()];
        _block = blocks.Length == 1 ? blocks[0] : null;
        Keys = [.. all.Select(write => write.Key).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whatever sets it, in no order.</summary>
    internal IReadOnlyList<VariableWrite> All { get; }

    /// <summary>The entries that are set later; an empty name for one that only running tells.</summary>
    internal IReadOnlyList<string> Keys { get; }

    /// <summary>What the variable holds where it is used; null where that is not evident.</summary>
    internal ExpressionAst? ValueAt(Ast use)
    {
        VariableWrite? last = _byEnd.Length == 1 ? _byEnd[0]
            // A block that is run later, or again, may see any of several.
            : _block is not null && _block == BlockAround<ScriptBlockAst>(use) && FirstAfter(use.Extent.StartOffset) is var after && after > 0 ? _byEnd[after - 1]
            : null;
        return last is not null && last.Reaches(use) && !ComesRound(last, use) ? last.Value : null;
    }

    /// <summary>The nearest block of a kind around a part.</summary>
    internal static T? BlockAround<T>(Ast ast)
        where T : Ast
    {
        Ast? around = ast.Parent;
        while (around is not null and not T)
        {
            around = around.Parent;
        }

        return (T?)around;
    }

    /// <summary>True where a loop sets it again after the use, so that the use sees it the next time round.</summary>
    private bool ComesRound(VariableWrite last, Ast use)
    {
        for (Ast? loop = BlockAround<LoopStatementAst>(use); loop is not null; loop = BlockAround<LoopStatementAst>(loop))
        {
            if (!IsWithin(last, loop) && HasAnyWithin(loop))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasAnyWithin(Ast loop)
    {
        for (int i = FirstAfter(loop.Extent.StartOffset); i < _byEnd.Length && _ends[i] <= loop.Extent.EndOffset; i++)
        {
            if (IsWithin(_byEnd[i], loop))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(VariableWrite write, Ast block) => block.Extent.StartOffset <= write.Start && write.End <= block.Extent.EndOffset;

    /// <summary>The place of the first that ends after an offset.</summary>
    private int FirstAfter(int offset)
    {
        int found = Array.BinarySearch(_ends, offset + 1);
        if (found < 0)
        {
            return ~found;
        }

        while (found > 0 && _ends[found - 1] > offset)
        {
            found--;
        }

        return found;
    }
}
