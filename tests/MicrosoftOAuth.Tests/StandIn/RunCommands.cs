using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>Both phases of one file.</summary>
[Cmdlet("Invoke", "PesterFile")]
internal sealed class InvokePesterFileCommand : PesterCommand
{
    public const string Name = "Invoke-PesterFile";

    protected override void EndProcessing()
    {
        Run.Block = Run.Root;
        InChildScope(ReadPesterFileCommand.Name);
        Run.Discovering = false;
        Run.Root.SettleSkips();
        using var drive = new TestDrive(this, Run.TestDrive);
        InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create("param($private:______entry) & $______entry"), input: null, Run.WriteEntryScript());
    }
}

/// <summary>Discovery: dot-sources the file into a scope that ends with it.</summary>
[Cmdlet("Read", "PesterFile")]
internal sealed class ReadPesterFileCommand : PesterCommand
{
    public const string Name = "Read-PesterFile";

    private static readonly ScriptBlock DotSourceFile = ScriptBlock.Create("param($private:______file) . $______file");

    protected override void EndProcessing()
    {
        if (DotSource(DotSourceFile, Run.File) is { } error)
            Run.Strays.Add((["(discovery)"], error));
    }
}

/// <summary>The run of one block, in the scope made for it.</summary>
[Cmdlet("Invoke", "PesterBlock")]
internal sealed class InvokePesterBlockCommand : PesterCommand
{
    public const string Name = "Invoke-PesterBlock";

    protected override void EndProcessing()
    {
        var block = Run.Block;
        if (!block.HasTests)
            return;

        var variables = block.Variables();
        Define(variables);
        if (SetUp(block, variables))
        {
            foreach (var item in block.Items)
                Enter(item);
        }

        if (!block.Skip && block.AfterAll is { } afterAll && DotSource(afterAll, variables) is { } error)
            Run.Strays.Add(([.. block.Path(), "(AfterAll)"], error));
    }

    private bool SetUp(PesterBlock block, Dictionary<string, object?> variables)
    {
        var error = !block.Skip && block.BeforeAll is { } beforeAll ? DotSource(beforeAll, variables) : null;
        error ??= FillIn(block);
        if (error is not null)
            block.Errors.Add(error);
        return error is null;
    }

    private void Enter(PesterItem item)
    {
        if (item is PesterTest test)
        {
            Run.Test = test;
            InChildScope(InvokePesterTestCommand.Name);
            Run.Test = null;
            return;
        }

        var outer = Run.Block;
        var files = TestDrive.Entries(Run.TestDrive);
        Run.Block = (PesterBlock)item;
        InChildScope(Name);
        Run.Block = outer;
        TestDrive.DeleteAllBut(files, Run.TestDrive);
    }
}

/// <summary>The run of one test with its setups and teardowns, all in the one scope made for it.</summary>
[Cmdlet("Invoke", "PesterTest")]
internal sealed class InvokePesterTestCommand : PesterCommand
{
    public const string Name = "Invoke-PesterTest";

    protected override void EndProcessing()
    {
        var test = Run.Test!;
        if (!test.Skip)
            RunThrough(test);
        test.Finished = true;
    }

    private void RunThrough(PesterTest test)
    {
        var variables = test.Variables();
        Define(variables);

        ScriptBlock[] before = [.. test.Parent!.Lineage().Select(block => block.BeforeEach).OfType<ScriptBlock>()];
        ScriptBlock[] after = [.. test.Parent!.Lineage().Reverse().Select(block => block.AfterEach).OfType<ScriptBlock>()];

        var error = before.Select(setup => DotSource(setup, variables)).FirstOrDefault(error => error is not null)
            ?? FillIn(test)
            ?? DotSource(test.Body, variables);
        if (error is not null)
            test.Errors.Add(error);
        test.Errors.AddRange(after.Select(teardown => DotSource(teardown, variables)).OfType<ErrorRecord>());
    }
}
