using System.Collections;
using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>What discovery found: a block or a test.</summary>
internal abstract class PesterItem(PesterBlock? parent, string name, object? data, bool skip)
{
    public PesterBlock? Parent => parent;

    /// <summary>The name, its templates filled in once the run has come this far.</summary>
    public string Name { get; set; } = name;

    /// <summary>The element of -ForEach that this copy belongs to.</summary>
    public object? Data => data;

    public bool Skip { get; set; } = skip;

    public List<ErrorRecord> Errors { get; } = [];

    /// <summary>What -ForEach puts into scope: $_ for any element, a variable per key for a dictionary.</summary>
    public Dictionary<string, object?> Variables()
    {
        var variables = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (data is null)
            return variables;
        variables["_"] = data;
        if (PesterFormat.Bare(data) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
                variables.TryAdd(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value);
        }

        return variables;
    }

    public IEnumerable<string> Path() =>
        parent is null ? [] : [.. parent.Path(), Name];
}

internal sealed class PesterTest(PesterBlock parent, string name, object? data, bool skip, ScriptBlock body)
    : PesterItem(parent, name, data, skip)
{
    public ScriptBlock Body => body;

    /// <summary>Set when the test's own turn is over. Whatever stops the run before that leaves it false.</summary>
    public bool Finished { get; set; }
}

/// <summary>A Describe or Context, or the file itself (without parent and name).</summary>
internal sealed class PesterBlock(PesterBlock? parent, string name, object? data, bool skip, ScriptBlock? body)
    : PesterItem(parent, name, data, skip)
{
    public ScriptBlock? Body => body;

    /// <summary>Tests and blocks as the file has them: Pester runs them in that order.</summary>
    public List<PesterItem> Items { get; } = [];

    public ScriptBlock? BeforeAll { get; set; }

    public ScriptBlock? AfterAll { get; set; }

    public ScriptBlock? BeforeEach { get; set; }

    public ScriptBlock? AfterEach { get; set; }

    public bool HasTests => Items.Exists(item => item is PesterTest or PesterBlock { HasTests: true });

    public IEnumerable<PesterTest> Tests() =>
        Items.SelectMany(item => item is PesterBlock block ? block.Tests() : [(PesterTest)item]);

    /// <summary>The blocks from the file inwards to this one.</summary>
    public IEnumerable<PesterBlock> Lineage() => Parent is null ? [this] : [.. Parent.Lineage(), this];

    /// <summary>
    /// Hands -Skip down to what lies within, and up to a block of which everything is skipped: its setups do not run.
    /// </summary>
    public void SettleSkips()
    {
        foreach (var item in Items)
        {
            item.Skip |= Skip;
            (item as PesterBlock)?.SettleSkips();
        }

        Skip |= Tests().All(test => test.Skip);
    }
}
