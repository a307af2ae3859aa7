using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Adds optional claims to an app's tokens; those that are there stay.</summary>
[Cmdlet(VerbsCommon.Add, "MsOAuthOptionalClaim", SupportsShouldProcess = true)]
[OutputType(typeof(OptionalClaim))]
public sealed class AddOptionalClaimCommand : OAuthCommand
{
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

    /// <summary>The token that the claim is put into.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public ClaimTokenType[] TokenType { get; set; } = [];

    /// <summary>The claims' names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClaimCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The app's task fails without the claim.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Essential { get; set; }

    /// <summary>'user' for a directory extension.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Source { get; set; }

    /// <summary>Changes to how the claim is written, such as emit_as_roles.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AdditionalProperties")]
    public string[] AdditionalProperty { get; set; } = [];

    /// <summary>Writes the claims that were added.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OptionalClaimEditor editor = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        OptionalClaim[] claims = [.. TokenType.SelectMany(type => Name.Select(name => new OptionalClaim(string.Empty, type, name, Source, Essential, AdditionalProperty)))];
        foreach (string name in Name.Where(name => Source is null && !OptionalClaim.KnownNames.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            WriteWarning($"'{name}' is none of the optional claims that Microsoft documents, and Entra leaves unknown ones out without a word. See https://learn.microsoft.com/entra/identity-platform/optional-claims-reference");
        }

        if (!ShouldProcess(reference.ToString(), $"Add optional claims {string.Join(", ", Name)} ({string.Join(", ", TokenType)})"))
        {
            return;
        }

        IReadOnlyList<OptionalClaim> added = await editor.AddAsync(reference, claims, cancellationToken);
        if (PassThru)
        {
            WriteObject(added, enumerateCollection: true);
        }
    }
}
