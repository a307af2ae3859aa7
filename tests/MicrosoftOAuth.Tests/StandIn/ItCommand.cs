using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>It: notes a test, or one per element of -ForEach.</summary>
[Cmdlet("Add", "PesterTest")]
internal sealed class AddPesterTestCommand : PesterCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Title { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Test { get; set; } = null!;

    [Parameter, Alias("TestCases")]
    public object?[]? ForEach { get; set; }

    [Parameter]
    public string[] Tag { get; set; } = [];

    [Parameter, OffWhenNull]
    public SwitchParameter Skip { get; set; }

    protected override void EndProcessing()
    {
        if (!Run.Discovering)
            throw NotSupported($"It '{Title}' stands inside a test or a setup: tests belong directly in blocks.");
        if (Run.Block.Parent is null)
            throw NotSupported("Test cannot be directly in the root.");

        object?[] elements = MyInvocation.BoundParameters.ContainsKey(nameof(ForEach)) ? ForEach ?? [] : [null];
        foreach (var element in elements)
            Run.Block.Items.Add(new PesterTest(Run.Block, Title, element, Skip, Test));
    }
}
