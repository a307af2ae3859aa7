using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Removes optional claims of an app.</summary>
[Cmdlet(VerbsCommon.Remove, "MsOAuthOptionalClaim", SupportsShouldProcess = true)]
[OutputType(typeof(OptionalClaim))]
public sealed class RemoveOptionalClaimCommand : OAuthCommand
{
    /// <summary>The app's client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>The token that the claim is taken out of.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public ClaimTokenType TokenType { get; set; }

    /// <summary>The claims' names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClaimCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Writes the claims that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OptionalClaimEditor editor = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        if (!ShouldProcess(reference.ToString(), $"Remove optional claims {string.Join(", ", Name)} ({TokenType})"))
        {
            return;
        }

        IReadOnlyList<OptionalClaim> removed = await editor.RemoveAsync(reference, TokenType, Name, cancellationToken);
        if (removed.Count == 0)
        {
            WriteVerbose($"{reference} asks for none of them; nothing was changed.");
        }

        if (PassThru)
        {
            WriteObject(removed, enumerateCollection: true);
        }
    }
}
