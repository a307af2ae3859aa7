using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lists the integrations of a service, or one of them.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthIntegration")]
[OutputType(typeof(Integration))]
public sealed class GetIntegrationCommand : OAuthCommand
{
    /// <summary>The service.</summary>
    [Parameter]
    public IntegrationService Service { get; set; }

    /// <summary>The integration's id there; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? IntegrationId { get; set; }

    /// <summary>Reads the users' connections too.</summary>
    [Parameter]
    public SwitchParameter IncludeConnections { get; set; }

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
        IReadOnlyList<Integration> found = IntegrationId is null
            ? await nango.ListAsync(cancellationToken)
            : [await nango.FindAsync(IntegrationId, cancellationToken) ?? throw new OAuthException(
                OAuthErrorKind.IntegrationNotFound,
                $"{Service} has no integration '{IntegrationId}'.",
                $"List them: Get-MsOAuthIntegration -Service {Service} -ApiKey <key>")
                {
                    Target = IntegrationId,
                }];
        foreach (Integration integration in found)
        {
            WriteObject(IncludeConnections
                ? integration with { Connections = await nango.ListConnectionsAsync(integration.IntegrationId, cancellationToken) }
                : integration);
        }
    }
}
