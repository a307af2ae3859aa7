using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lists the tenants that the signed-in user belongs to.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthTenant")]
[OutputType(typeof(OAuthTenant))]
public sealed class GetTenantCommand : OAuthCommand
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        WriteObject(await new TenantDirectory(ResolveContext(), Reports).ListAsync(cancellationToken), enumerateCollection: true);
    }
}
