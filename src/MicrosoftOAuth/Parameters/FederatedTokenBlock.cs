using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>
/// A script block that brings federated tokens. It runs on the pipeline thread of whichever command needs one, since a script
/// block runs on no other: in its own runspace as it stands, with the variables it sees; in another one, which a session
/// came to by <c>$using:</c>, as a copy without them.
/// </summary>
internal sealed class FederatedTokenBlock
{
    private readonly ScriptBlock _block;
    private readonly Guid _home = Runspace.DefaultRunspace.InstanceId;

    private FederatedTokenBlock(ScriptBlock block) => _block = block;

    /// <summary>The block as the library calls it; null where the value is none.</summary>
    internal static Func<CancellationToken, Task<string>>? Of(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is ScriptBlock block ? new FederatedTokenBlock(block).NextAsync : null;

    private Task<string> NextAsync(CancellationToken cancellationToken) => Pump.Running is { } pipeline
        ? pipeline.InvokeAsync(Run, cancellationToken)
        : throw new InvalidOperationException("no command is running that could run it.");

    private string Run()
    {
        bool isHome = Runspace.DefaultRunspace.InstanceId == _home;
        Collection<PSObject> written = (isHome ? _block : ScriptBlock.Create(_block.ToString())).Invoke();
        return written.Count == 0 ? string.Empty : TokenText.Of(written[written.Count - 1]);
    }
}
