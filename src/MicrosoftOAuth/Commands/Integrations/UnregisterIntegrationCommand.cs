using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Removes an integration from its service, with all its users' connections.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "MsOAuthIntegration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class UnregisterIntegrationCommand : OAuthCommand
{
    /// <summary>The service.</summary>
    [Parameter]
    public IntegrationService Service { get; set; }

    /// <summary>The integration's id there.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string IntegrationId { get; set; } = string.Empty;

    /// <summary>The API key of the service's environment.</summary>
    [Parameter(Mandatory = true)]
    public SecureString ApiKey { get; set; } = new();

    /// <summary>Where the service is; its cloud when left out.</summary>
    [Parameter]
    public string BaseUri { get; set; } = NangoClient.CloudAddress;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        NangoClient nango = new(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext(), ApiKey, BaseUri, Reports);
        if (ShouldProcess($"{Service}/{IntegrationId} at {BaseUri}", "Remove the integration and its connections"))
        {
            await nango.RemoveAsync(IntegrationId, cancellationToken);
        }
    }
}
