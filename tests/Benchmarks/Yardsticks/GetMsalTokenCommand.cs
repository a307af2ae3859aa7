using System.Management.Automation;
using Microsoft.Identity.Client;

namespace Yardsticks;

/// <summary>The least that gets a token over MSAL, from MSAL's own cache where it is there.</summary>
[Cmdlet(VerbsCommon.Get, "MsalToken")]
[OutputType(typeof(AuthenticationResult))]
public sealed class GetMsalTokenCommand : PSCmdlet
{
    private static readonly string[] s_scopes = ["https://graph.microsoft.com/.default"];

    [Parameter(Mandatory = true, Position = 0)]
    public IConfidentialClientApplication? App { get; set; }

    [Parameter]
    public string[] Scopes { get; set; } = s_scopes;

    protected override void ProcessRecord() => WriteObject(App!.AcquireTokenForClient(Scopes).ExecuteAsync().GetAwaiter().GetResult());
}
