using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Hands an app and its secret over to an integration such as Nango.</summary>
[Cmdlet(VerbsLifecycle.Register, "MsOAuthIntegration", SupportsShouldProcess = true)]
[OutputType(typeof(Integration))]
public sealed class RegisterIntegrationCommand : OAuthCommand
{
    /// <summary>The service.</summary>
    [Parameter]
    public IntegrationService Service { get; set; }

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

    /// <summary>The integration's id there.</summary>
    [Parameter(Mandatory = true)]
    public string IntegrationId { get; set; } = string.Empty;

    /// <summary>The provider there.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string Provider { get; set; } = "microsoft";

    /// <summary>The client secret, for example from New-MsOAuthClientSecret.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SecretText")]
    [SecretTransformation]
    public SecureString ClientSecret { get; set; } = new();

    /// <summary>The name there; the app's own when left out.</summary>
    [Parameter]
    public string? IntegrationName { get; set; }

    /// <summary>What users are asked for; the app's delegated permissions when left out.</summary>
    [Parameter]
    [Alias("Scope")]
    public string[] Scopes { get; set; } = [];

    /// <summary>The API key of the service's environment.</summary>
    [Parameter(Mandatory = true)]
    public SecureString ApiKey { get; set; } = new();

    /// <summary>Where the service is; its cloud when left out.</summary>
    [Parameter]
    public string BaseUri { get; set; } = NangoClient.CloudAddress;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext context = ResolveContext();
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        if (!ShouldProcess($"{Service}/{IntegrationId} at {BaseUri}", $"Register {reference}"))
        {
            return;
        }

        NangoClient nango = new(context, ApiKey, BaseUri, Reports);
        try
        {
            WriteObject(await new IntegrationRegistrar(context, nango, Reports).RegisterAsync(reference, IntegrationId, Provider, IntegrationName, ClientSecret, Scopes, cancellationToken));
        }
        catch (OAuthException e) when (e.Kind is OAuthErrorKind.IntegrationRejected or OAuthErrorKind.IntegrationUnauthorized or OAuthErrorKind.ServiceUnavailable or OAuthErrorKind.Throttled)
        {
            throw new OAuthException(
                e.Kind,
                $"{e.Message} The app and its client secret are unchanged and good: nothing is lost, and the secret is still where it was passed from.",
                $"{e.Remedy} Then run Register-MsOAuthIntegration again with the same secret.",
                e)
            {
                ServiceCode = e.ServiceCode,
                HttpStatus = e.HttpStatus,
                Target = IntegrationId,
            };
        }
    }
}
