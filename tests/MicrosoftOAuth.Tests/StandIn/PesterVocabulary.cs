using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>The words a Pester file may use, as aliases: a cmdlet cannot be named without a hyphen.</summary>
internal static class PesterVocabulary
{
    private static readonly (string Word, Type Command)[] Known =
    [
        ("Describe", typeof(AddPesterBlockCommand)),
        ("Context", typeof(AddPesterBlockCommand)),
        ("It", typeof(AddPesterTestCommand)),
        ("BeforeAll", typeof(AddPesterBeforeAllCommand)),
        ("AfterAll", typeof(AddPesterAfterAllCommand)),
        ("BeforeEach", typeof(AddPesterBeforeEachCommand)),
        ("AfterEach", typeof(AddPesterAfterEachCommand)),
        ("BeforeDiscovery", typeof(InvokePesterBeforeDiscoveryCommand)),
        ("Should", typeof(AssertPesterShouldCommand)),
    ];

    // The rest of what Pester 5.9 exports.
    private static readonly string[] Unknown =
    [
        "Mock", "InModuleScope", "Set-ItResult", "Add-ShouldOperator", "Get-ShouldOperator", "Assert-MockCalled", "Assert-VerifiableMock",
        "Invoke-Pester", "New-PesterConfiguration", "New-PesterContainer", "New-Fixture", "New-MockObject",
        "Export-NUnitReport", "Export-JUnitReport", "ConvertTo-NUnitReport", "ConvertTo-JUnitReport", "ConvertTo-Pester4Result",
    ];

    public static void AddTo(InitialSessionState state)
    {
        Type[] inner =
        [
            typeof(InvokePesterFileCommand), typeof(ReadPesterFileCommand), typeof(ReadPesterBlockCommand),
            typeof(InvokePesterBlockCommand), typeof(InvokePesterTestCommand), typeof(RefusePesterWordCommand),
        ];
        foreach (var command in Known.Select(word => word.Command).Concat(inner).Distinct())
            state.Commands.Add(new SessionStateCmdletEntry(NameOf(command), command, helpFileName: null));
        foreach (var (word, command) in Known)
            state.Commands.Add(new SessionStateAliasEntry(word, NameOf(command)));
        foreach (var word in Unknown)
            state.Commands.Add(new SessionStateAliasEntry(word, NameOf(typeof(RefusePesterWordCommand))));
    }

    private static string NameOf(Type command)
    {
        var attribute = command.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }
}

/// <summary>Stands for every word of Pester that is not known here.</summary>
[Cmdlet("Deny", "PesterWord")]
internal sealed class RefusePesterWordCommand : PesterCommand
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public object?[] Arguments { get; set; } = [];

    protected override void BeginProcessing() =>
        throw NotSupported($"{MyInvocation.InvocationName} is a word of Pester that the stand-in does not know.");
}
