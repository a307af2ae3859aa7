namespace MicrosoftOAuth.Core.Tests.Diagnostics;

/// <summary>What a doctor is given to look at.</summary>
internal static class Subjects
{
    internal static IDiagnosticCheck Check(string name) => Doctor.AllChecks.Single(check => check.Name == name);

    internal static ModuleCopy Own { get; } = new("1.2.3", "/modules/MicrosoftOAuth/1.2.3", IsLoaded: true);

    internal static ShellFacts Core { get; } = new("Core", "7.6.0-rc.1", "Debian", Own, [Own]);

    internal static ShellFacts Desktop { get; } = new("Desktop", "5.1.22621.1", "Windows", Own, [Own]);

    internal static DiagnosticSubject Of(FakeWire wire, PlayedMachine? machine = null) => new(
        Core,
        new Core.Wire(wire, wire.Clock),
        MicrosoftCloud.Of(CloudEnvironment.Global),
        Context: null,
        machine ?? new PlayedMachine())
    {
        SystemProxy = address => address,
    };
}
