using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Registers an app and its enterprise application.</summary>
[Cmdlet(VerbsCommon.New, "MsOAuthApp", SupportsShouldProcess = true)]
[OutputType(typeof(OAuthApp))]
public sealed class NewAppCommand : OAuthCommand
{
    /// <summary>The name people see.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    public string DisplayName { get; set; } = string.Empty;

    /// <summary>Who may sign in.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [SignInAudienceTransformation]
    public SignInAudience SignInAudience { get; set; }

    /// <summary>Makes the command repeatable: the app with this name is brought up to date instead of made again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UniqueName { get; set; }

    /// <summary>Redirect URIs of the platform Web; others are added with Add-MsOAuthRedirectUri.</summary>
    [Parameter]
    public string[] RedirectUri { get; set; } = [];

    /// <summary>Owners beside you, by sign-in name or object id.</summary>
    [Parameter]
    public string[] Owner { get; set; } = [];

    /// <summary>Leaves the enterprise application out.</summary>
    [Parameter]
    public SwitchParameter NoServicePrincipal { get; set; }

    /// <summary>Makes another app even if the display name exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ApplicationClient applications = new(ResolveContext(), Reports);
        if (!ShouldProcess($"{DisplayName} ({SignInAudience})", "Register app"))
        {
            return;
        }

        NewApp app = new(DisplayName, SignInAudience)
        {
            UniqueName = UniqueName,
            RedirectUris = [.. RedirectUri.Select(uri => new RedirectUri(RedirectPlatform.Web, uri))],
            Owners = Owner,
            WithServicePrincipal = !NoServicePrincipal,
            AllowSameName = Force,
        };
        WriteObject(await applications.CreateAsync(app, cancellationToken));
    }
}
