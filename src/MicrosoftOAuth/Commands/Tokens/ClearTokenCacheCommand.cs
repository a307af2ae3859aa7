using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Forgets tokens, in memory and on disk. Sessions stay.</summary>
[Cmdlet(VerbsCommon.Clear, "MsOAuthTokenCache", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearTokenCacheCommand : OAuthCommand
{
    /// <summary>The context's name; the current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Name { get; set; }

    /// <summary>The tokens of all sessions of this runspace, and all that the module keeps on disk for this user.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        object? named = Context ?? Name;
        if (!All)
        {
            await ForgetAsync(ResolveContext(named), cancellationToken);
            return;
        }

        if (named is not null)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "All tokens and those of one session contradict each other.", "Leave out -All, or the session.");
        }

        foreach (OAuthContext context in RunspaceState.Current.Contexts.ToArray())
        {
            await GoOnAsync(() => ForgetAsync(context, cancellationToken), context);
        }

        KeptTokens kept = new();
        foreach (string name in kept.List())
        {
            if (ShouldProcess(name, "Delete kept tokens"))
            {
                await GoOnAsync(() => kept.DeleteAsync(name, cancellationToken), name);
            }
        }
    }

    private async Task ForgetAsync(OAuthContext context, CancellationToken cancellationToken)
    {
        if (ShouldProcess(context.Name, "Forget tokens"))
        {
            await context.ClearTokensAsync(cancellationToken);
            WriteVerbose($"The tokens of {context.Name} are forgotten; the session stays.");
        }
    }

    /// <summary>What cannot be deleted is said, and the rest is deleted all the same.</summary>
    private async Task GoOnAsync(Func<Task> work, object target)
    {
        try
        {
            await work();
        }
        catch (OAuthException failure)
        {
            WriteFailure(failure, target);
        }
    }
}
