using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes the address at which a user signs in and consents, or an administrator consents for everyone.</summary>
[Cmdlet(VerbsCommon.New, "MsOAuthConsentUrl", DefaultParameterSetName = "User")]
[OutputType(typeof(ConsentUrl))]
public sealed class NewConsentUrlCommand : OAuthCommand
{
    /// <summary>The app's client id.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>For an administrator, who consents for everyone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Admin")]
    public SwitchParameter Admin { get; set; }

    /// <summary>The permissions to ask for, by name (Microsoft Graph) or in full; the app's registration decides when left out.</summary>
    [Parameter]
    [Alias("Scope")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Scopes { get; set; } = [".default"];

    /// <summary>Where the address returns to; the app's first redirect URI when left out.</summary>
    [Parameter]
    public string? RedirectUri { get; set; }

    /// <summary>The tenant to sign in to: id, domain, organizations or common; the context's own when left out.</summary>
    [Parameter]
    [Alias("Tenant")]
    public string? TenantId { get; set; }

    /// <summary>The account that is expected.</summary>
    [Parameter(ParameterSetName = "User")]
    public string? LoginHint { get; set; }

    /// <summary>The cloud, where nobody is signed in; the context's own otherwise.</summary>
    [Parameter]
    public CloudEnvironment Environment { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext? context = IsSaidInFull && Context is null ? RunspaceState.Current.CurrentContext : ResolveContext();
        (string clientId, string redirectUri) = IsSaidInFull ? (ClientId!, RedirectUri!) : await LookUpAsync(context!, cancellationToken);
        bool isElsewhere = MyInvocation.BoundParameters.ContainsKey(nameof(Environment));
        MicrosoftCloud cloud = MicrosoftCloud.Of(isElsewhere ? Environment : context?.Environment ?? Environment);
        string tenant = TenantId ?? context?.TenantId ?? "organizations";
        WriteObject(Admin
            ? ConsentUrl.ForAdministrator(cloud, clientId, tenant, Scopes, redirectUri)
            : ConsentUrl.ForUser(cloud, clientId, tenant, Scopes, redirectUri, LoginHint));
    }

    /// <summary>With client id and redirect URI nothing is left to look up, so nobody has to be signed in: a web app makes its address itself.</summary>
    private bool IsSaidInFull => ClientId is not null && RedirectUri is not null && ObjectId is null && DisplayName is null;

    private async Task<(string ClientId, string RedirectUri)> LookUpAsync(OAuthContext context, CancellationToken cancellationToken)
    {
        OAuthApp app = await new ApplicationClient(context, Reports).FindAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken);
        return (app.ClientId, RedirectUri ?? app.RedirectUris.Select(uri => uri.Uri).FirstOrDefault() ?? throw new OAuthException(
            OAuthErrorKind.RedirectUriMismatch,
            $"{app} has no redirect URI, so there is nowhere to return to.",
            $"Add-MsOAuthRedirectUri -ClientId {app.ClientId} -Platform Web -Uri <address>"));
    }
}
