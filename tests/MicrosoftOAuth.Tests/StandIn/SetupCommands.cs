using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>BeforeAll and its like: notes a script block for the run phase.</summary>
internal abstract class PesterSetupCommand : PesterCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    protected override void EndProcessing()
    {
        if (!Run.Discovering)
            throw NotSupported($"{MyInvocation.InvocationName} stands inside a test or another setup: it belongs directly in a block.");
        if (Slot(Run.Block) is not null)
            throw NotSupported($"{MyInvocation.InvocationName} is given twice in one block: Pester would run the last alone.");
        Note(Run.Block);
    }

    protected abstract ScriptBlock? Slot(PesterBlock block);

    protected abstract void Note(PesterBlock block);

    /// <summary>Pester has no setup for each test of a whole file.</summary>
    protected void RefuseAtTop()
    {
        if (Run.Block.Parent is null)
            throw NotSupported($"{MyInvocation.InvocationName} stands outside of any block: Pester allows it in blocks only.");
    }
}

[Cmdlet("Add", "PesterBeforeAll")]
internal sealed class AddPesterBeforeAllCommand : PesterSetupCommand
{
    protected override ScriptBlock? Slot(PesterBlock block) => block.BeforeAll;

    protected override void Note(PesterBlock block) => block.BeforeAll = ScriptBlock;
}

[Cmdlet("Add", "PesterAfterAll")]
internal sealed class AddPesterAfterAllCommand : PesterSetupCommand
{
    protected override ScriptBlock? Slot(PesterBlock block) => block.AfterAll;

    protected override void Note(PesterBlock block) => block.AfterAll = ScriptBlock;
}

[Cmdlet("Add", "PesterBeforeEach")]
internal sealed class AddPesterBeforeEachCommand : PesterSetupCommand
{
    protected override ScriptBlock? Slot(PesterBlock block) => block.BeforeEach;

    protected override void Note(PesterBlock block)
    {
        RefuseAtTop();
        block.BeforeEach = ScriptBlock;
    }
}

[Cmdlet("Add", "PesterAfterEach")]
internal sealed class AddPesterAfterEachCommand : PesterSetupCommand
{
    protected override ScriptBlock? Slot(PesterBlock block) => block.AfterEach;

    protected override void Note(PesterBlock block)
    {
        RefuseAtTop();
        block.AfterEach = ScriptBlock;
    }
}

/// <summary>BeforeDiscovery: runs here and now; what it sets is there for the rest of discovery, and gone in the run.</summary>
[Cmdlet("Invoke", "PesterBeforeDiscovery")]
internal sealed class InvokePesterBeforeDiscoveryCommand : PesterCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    protected override void EndProcessing()
    {
        if (!Run.Discovering)
            throw NotSupported("BeforeDiscovery stands inside a test or a setup: it belongs at the top of the file or directly in a block.");
        if (DotSource(ScriptBlock) is { } error)
            throw Thrown(error);
    }
}
