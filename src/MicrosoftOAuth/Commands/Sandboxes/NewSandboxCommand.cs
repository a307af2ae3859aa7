using System.Collections;
using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes a practice tenant with habits and policies of its own.</summary>
[Cmdlet(VerbsCommon.New, "MsOAuthSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(OAuthSandbox))]
public sealed class NewSandboxCommand : OAuthCommand
{
    /// <summary>Its name in this runspace.</summary>
    [Parameter(Position = 0), ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The same seed hands out the same ids in the same order.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>The number of apps it holds from the beginning.</summary>
    [Parameter, ValidateRange(0, 1_000_000)]
    public int Size { get; set; }

    /// <summary>How long new objects stay invisible.</summary>
    [Parameter, SecondsTransformation]
    public TimeSpan ReplicationDelay { get; set; }

    /// <summary>How long new client secrets are refused.</summary>
    [Parameter, SecondsTransformation]
    public TimeSpan SecretDelay { get; set; }

    /// <summary>How late each answer is.</summary>
    [Parameter, SecondsTransformation]
    public TimeSpan Latency { get; set; }

    /// <summary>How many requests an app may send Microsoft Graph within -ThrottleWindow.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int? ThrottleAfter { get; set; }

    /// <summary>The time within which -ThrottleAfter counts.</summary>
    [Parameter, SecondsTransformation]
    public TimeSpan ThrottleWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Refuses one in so many requests to Microsoft Graph.</summary>
    [Parameter, ValidateRange(2, int.MaxValue)]
    public int? ThrottleEvery { get; set; }

    /// <summary>The part of all requests that goes wrong, from 0 to 1.</summary>
    [Parameter, ValidateRange(0.0, 1.0)]
    public double FaultRate { get; set; }

    /// <summary>How the requests of -FaultRate go wrong.</summary>
    [Parameter, ValidateSet("Status", "DropBefore", "DropAfter", "Slow", "Truncate")]
    public string[] FaultKind { get; set; } = ["Status"];

    /// <summary>Faults that meet every request that matches.</summary>
    [Parameter]
    public Hashtable[] Fault { get; set; } = [];

    /// <summary>The longest lifetime of a client secret that the tenant's policy allows, in days.</summary>
    [Parameter, ValidateRange(1, 36500)]
    public int? MaximumSecretLifetimeDays { get; set; }

    /// <summary>Whether the tenant's policy forbids client secrets.</summary>
    [Parameter]
    public SwitchParameter NoSecrets { get; set; }

    /// <summary>Whether only people with a directory role may register apps.</summary>
    [Parameter]
    public SwitchParameter UsersMayNotRegisterApps { get; set; }

    /// <summary>What people without an administrator's role may consent to.</summary>
    [Parameter, ValidateSet("Allowed", "LowImpactOnly", "Forbidden")]
    public string UserConsent { get; set; } = "Allowed";

    /// <summary>Adds a second organization.</summary>
    [Parameter]
    public SwitchParameter SecondTenant { get; set; }

    /// <summary>Adds people with personal Microsoft accounts.</summary>
    [Parameter]
    public SwitchParameter PersonalAccounts { get; set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        string name = Name ?? NextName();
        if (RunspaceState.Current.FindSandbox(name) is { } present)
        {
            throw new OAuthException(OAuthErrorKind.SandboxExists, $"This runspace has a sandbox named '{present}'.", $"Use it: Connect-MsOAuthApp -Sandbox '{present}'; begin it anew: Reset-MsOAuthSandbox '{present}'; or choose another -Name.") { Target = name };
        }

        PracticeTenantOptions options = Options();
        if (ShouldProcess(name, "Make sandbox"))
        {
            WriteObject(RunspaceState.Current.Add(new OAuthSandbox(name, options)));
        }

        return Task.CompletedTask;
    }

    private static string NextName() => Enumerable.Range(1, int.MaxValue).Select(number => $"Sandbox{number}").First(name => RunspaceState.Current.FindSandbox(name) is null);

    private PracticeTenantOptions Options()
    {
        try
        {
            return new()
            {
                Seed = Seed,
                Size = Size,
                ReplicationDelay = ReplicationDelay,
                SecretDelay = SecretDelay,
                Latency = Latency,
                ThrottleAfter = ThrottleAfter,
                ThrottleWindow = ThrottleWindow,
                ThrottleEvery = ThrottleEvery,
                FaultRate = FaultRate,
                FaultKinds = Array.ConvertAll(FaultKind, LanguagePrimitives.ConvertTo<PracticeFaultKind>),
                Faults = Array.ConvertAll(Fault, FaultTable.Read),
                MaxSecretLifetime = MaximumSecretLifetimeDays is { } days ? TimeSpan.FromDays(days) : null,
                SecretsForbidden = NoSecrets,
                UsersMayRegisterApps = !UsersMayNotRegisterApps,
                UserConsent = LanguagePrimitives.ConvertTo<PracticeUserConsent>(UserConsent),
                SecondTenant = SecondTenant,
                PersonalAccounts = PersonalAccounts,
            };
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, e.Message, "See Get-Help New-MsOAuthSandbox.", e);
        }
    }
}
