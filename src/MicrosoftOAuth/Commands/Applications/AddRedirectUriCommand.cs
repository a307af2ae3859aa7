using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Adds redirect URIs to an app; those that are there stay.</summary>
[Cmdlet(VerbsCommon.Add, "MsOAuthRedirectUri", SupportsShouldProcess = true)]
[OutputType(typeof(RedirectUri))]
public sealed class AddRedirectUriCommand : OAuthCommand
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

    /// <summary>The kind of client that the URI is for.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public RedirectPlatform Platform { get; set; }

    /// <summary>The addresses.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RedirectUri")]
    public string[] Uri { get; set; } = [];

    /// <summary>Writes the URIs that were added.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        RedirectUriEditor editor = new(new ApplicationClient(ResolveContext(), Reports));
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        RedirectUri[] uris = [.. Uri.Select(uri => new RedirectUri(Platform, uri))];
        if (!ShouldProcess(reference.ToString(), $"Add redirect URI ({Platform}) {string.Join(", ", Uri)}"))
        {
            return;
        }

        IReadOnlyList<RedirectUri> changed = await editor.AddAsync(reference, uris, cancellationToken);
        foreach (RedirectUri uri in uris.Except(changed))
        {
            WriteVerbose($"{uri} is there already ({Platform}); nothing was changed.");
        }

        if (PassThru)
        {
            WriteObject(changed, enumerateCollection: true);
        }
    }
}
