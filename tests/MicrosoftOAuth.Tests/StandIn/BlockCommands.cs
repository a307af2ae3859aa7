using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>Describe and Context: notes the block and discovers its body at once, in a scope of its own.</summary>
[Cmdlet("Add", "PesterBlock")]
internal sealed class AddPesterBlockCommand : PesterCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Title { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Fixture { get; set; } = null!;

    [Parameter, Alias("Tags")]
    public string[] Tag { get; set; } = [];

    [Parameter, OffWhenNull]
    public SwitchParameter Skip { get; set; }

    [Parameter]
    public object? ForEach { get; set; }

    protected override void EndProcessing()
    {
        if (!Run.Discovering)
            throw NotSupported($"{MyInvocation.InvocationName} '{Title}' stands inside a test or a setup: blocks belong directly in blocks.");

        object?[] elements = MyInvocation.BoundParameters.ContainsKey(nameof(ForEach)) ? Elements(ForEach) : [null];
        foreach (var element in elements)
            Discover(new PesterBlock(Run.Block, Title, element, Skip, Fixture));
    }

    private static object?[] Elements(object? forEach) =>
        forEach is null ? [] : LanguagePrimitives.ConvertTo<object?[]>(forEach);

    private void Discover(PesterBlock block)
    {
        var outer = Run.Block;
        outer.Items.Add(block);
        Run.Block = block;
        try
        {
            InChildScope(ReadPesterBlockCommand.Name);
        }
        finally
        {
            Run.Block = outer;
        }
    }
}

/// <summary>Runs the body of the block being discovered, in the scope made for it.</summary>
[Cmdlet("Read", "PesterBlock")]
internal sealed class ReadPesterBlockCommand : PesterCommand
{
    public const string Name = "Read-PesterBlock";

    protected override void EndProcessing()
    {
        Define(Run.Block.Variables());
        if (DotSource(Run.Block.Body!) is { } error)
            throw Thrown(error);
    }
}
