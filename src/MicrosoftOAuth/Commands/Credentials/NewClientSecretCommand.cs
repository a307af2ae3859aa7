using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes a client secret. Its text can be had only now.</summary>
[Cmdlet(VerbsCommon.New, "MsOAuthClientSecret", SupportsShouldProcess = true, DefaultParameterSetName = "Months")]
[OutputType(typeof(ClientSecret))]
public sealed class NewClientSecretCommand : OAuthCommand
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

    /// <summary>What the secret is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Its life in months: 6, 12 or 24.</summary>
    [Parameter(ParameterSetName = "Months")]
    [ValidateSet("6", "12", "24")]
    public int ExpiresInMonths { get; set; } = 6;

    /// <summary>When it ends.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "EndDate")]
    public DateTimeOffset EndDate { get; set; }

    /// <summary>Writes the text as a string instead of a SecureString.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext context = ResolveContext();
        CredentialClient credentials = new(context, Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        DateTimeOffset end = ParameterSetName == "EndDate" ? EndDate : context.GetUtcNow().AddMonths(ExpiresInMonths);
        if (ShouldProcess(reference.ToString(), $"Make a client secret until {end:yyyy-MM-dd}"))
        {
            WriteObject(await credentials.NewSecretAsync(reference, Description, end, AsPlainText, cancellationToken));
        }
    }
}
