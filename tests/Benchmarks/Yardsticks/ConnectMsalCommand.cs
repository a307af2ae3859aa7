using System.Management.Automation;
using System.Net;
using System.Security;
using Microsoft.Identity.Client;

namespace Yardsticks;

/// <summary>The least that signs an app in over MSAL, with what our own sessions tell it.</summary>
[Cmdlet(VerbsCommunications.Connect, "Msal")]
[OutputType(typeof(IConfidentialClientApplication))]
public sealed class ConnectMsalCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string ClientId { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public string TenantId { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public SecureString ClientSecret { get; set; } = new();

    [Parameter(Mandatory = true)]
    public HttpMessageHandler? Endpoint { get; set; }

    protected override void ProcessRecord() => WriteObject(ConfidentialClientApplicationBuilder
        .Create(ClientId)
        .WithAuthority("https://login.microsoftonline.com/" + TenantId, validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithClientCapabilities(["cp1"])
        .WithClientSecret(new NetworkCredential(string.Empty, ClientSecret).Password)
        .WithHttpClientFactory(new ClientFactory(Endpoint!))
        .WithLegacyCacheCompatibility(false)
        .Build());

    private sealed class ClientFactory(HttpMessageHandler endpoint) : IMsalHttpClientFactory
    {
        private readonly HttpClient _client = new(endpoint, disposeHandler: false);

        public HttpClient GetHttpClient() => _client;
    }
}
