using System.Management.Automation;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lets a sandbox begin anew, with the options it was made with.</summary>
[Cmdlet(VerbsCommon.Reset, "MsOAuthSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OAuthSandbox))]
public sealed class ResetSandboxCommand : OAuthCommand
{
    /// <summary>The sandbox's name; the one that -Environment Sandbox means when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public string Name { get; set; } = OAuthSandbox.DefaultName;

    /// <summary>Asks nobody.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the sandbox.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthSandbox sandbox = Context is null ? SandboxReference.Resolve(Name) : OAuthSandbox.Of(ResolveContext()) ?? SandboxReference.Resolve(Name);
        if ((Force && !IsWhatIf) || ShouldProcess(sandbox.Name, $"Begin sandbox anew, without its {sandbox.AppCount} apps"))
        {
            sandbox.Reset();
            WriteVerbose($"The sandbox {sandbox} is as it was at its beginning. Sessions stay joined to it.");
        }

        if (PassThru)
        {
            WriteObject(sandbox);
        }

        return Task.CompletedTask;
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
        ? LanguagePrimitives.IsTrue(bound)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
