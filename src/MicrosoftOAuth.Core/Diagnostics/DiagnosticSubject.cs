namespace MicrosoftOAuth.Core;

/// <summary>A copy of the module on this computer.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Path">Its folder.</param>
/// <param name="IsLoaded">True for one that is imported in this session.</param>
public sealed record ModuleCopy(string Version, string Path, bool IsLoaded);

/// <summary>What only PowerShell can tell about itself.</summary>
/// <param name="Edition">Core or Desktop (Windows PowerShell).</param>
/// <param name="Version">Its version.</param>
/// <param name="OperatingSystem">The system, in words.</param>
/// <param name="Module">The module that is running.</param>
/// <param name="Copies">All copies on PSModulePath and in the session, the running one included.</param>
public sealed record ShellFacts(string Edition, string Version, string OperatingSystem, ModuleCopy Module, IReadOnlyList<ModuleCopy> Copies)
{
    /// <summary>True for Windows PowerShell, which runs on .NET Framework.</summary>
    public bool IsDesktop => Edition.Equals("Desktop", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the doctor looks at.</summary>
/// <param name="Shell">What PowerShell told.</param>
/// <param name="Wire">The way to the cloud.</param>
/// <param name="Cloud">The cloud.</param>
/// <param name="Context">The session; null where nobody is signed in.</param>
/// <param name="Machine">Where variables and files are read.</param>
public sealed record DiagnosticSubject(ShellFacts Shell, Wire Wire, MicrosoftCloud Cloud, OAuthContext? Context, HostMachine Machine)
{
    /// <summary>The folder of kept tokens; null for the user's own.</summary>
    public string? KeptTokensFolder { get; init; }

    /// <summary>Where the system's settings lead a request: a proxy, or the address itself.</summary>
    public Func<Uri, Uri?> SystemProxy { get; init; } = address => System.Net.WebRequest.DefaultWebProxy?.GetProxy(address);

    internal bool IsPractice => Cloud.Environment == CloudEnvironment.Sandbox;

    internal DateTimeOffset Now => Wire.Clock.GetUtcNow();
}
