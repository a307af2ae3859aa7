using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes a link under which one user grants the app access through the integration.</summary>
[Cmdlet(VerbsCommon.New, "MsOAuthConnectLink", SupportsShouldProcess = true)]
[OutputType(typeof(ConnectLink))]
public sealed class NewConnectLinkCommand : OAuthCommand
{
    /// <summary>The service.</summary>
    [Parameter]
    public IntegrationService Service { get; set; }

    /// <summary>The integration's id there.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string IntegrationId { get; set; } = string.Empty;

    /// <summary>The user, as the service is to know them.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string UserId { get; set; } = string.Empty;

    /// <summary>Opens the link in the browser of this machine.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>The API key of the service's environment.</summary>
    [Parameter(Mandatory = true)]
    public SecureString ApiKey { get; set; } = new();

    /// <summary>Where the service is; its cloud when left out.</summary>
    [Parameter]
    public string BaseUri { get; set; } = NangoClient.CloudAddress;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext? context = Context is null ? RunspaceState.Current.CurrentContext : ResolveContext();
        NangoClient nango = new(context, ApiKey, BaseUri, Reports);
        if (!ShouldProcess($"{Service}/{IntegrationId} for {UserId}", "Make a connect link"))
        {
            return;
        }

        ConnectLink link = await nango.NewConnectLinkAsync(IntegrationId, UserId, cancellationToken);
        if (Open)
        {
            await LinkOpener.OpenAsync(context, link.Uri, UserId, cancellationToken);
        }

        WriteObject(link);
    }
}
