using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Changes an app's registration.</summary>
[Cmdlet(VerbsCommon.Set, "MsOAuthApp", SupportsShouldProcess = true)]
[OutputType(typeof(OAuthApp))]
public sealed class SetAppCommand : OAuthCommand
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

    /// <summary>A new display name.</summary>
    [Parameter]
    public string? NewDisplayName { get; set; }

    /// <summary>Who may sign in.</summary>
    [Parameter]
    [SignInAudienceTransformation]
    public SignInAudience? SignInAudience { get; set; }

    /// <summary>Implicit grant: access tokens straight from the authorization endpoint.</summary>
    [Parameter]
    public bool? IssueAccessTokens { get; set; }

    /// <summary>Implicit and hybrid grant: id tokens straight from the authorization endpoint.</summary>
    [Parameter]
    public bool? IssueIdTokens { get; set; }

    /// <summary>Public client flows such as the device code.</summary>
    [Parameter]
    public bool? AllowPublicClient { get; set; }

    /// <summary>Whether users see the app in My Apps.</summary>
    [Parameter]
    public bool? VisibleToUsers { get; set; }

    /// <summary>The home page that My Apps opens.</summary>
    [Parameter]
    public string? HomePage { get; set; }

    /// <summary>Writes the changed app.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ApplicationClient applications = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        AppChange change = new()
        {
            NewDisplayName = NewDisplayName,
            SignInAudience = SignInAudience,
            IssueAccessTokens = IssueAccessTokens,
            IssueIdTokens = IssueIdTokens,
            AllowPublicClient = AllowPublicClient,
            VisibleToUsers = VisibleToUsers,
            HomePage = HomePage,
        };
        if (!ShouldProcess(reference.ToString(), "Change app"))
        {
            return;
        }

        OAuthApp changed = await applications.UpdateAsync(reference, change, cancellationToken);
        if (PassThru)
        {
            WriteObject(changed);
        }
    }
}
