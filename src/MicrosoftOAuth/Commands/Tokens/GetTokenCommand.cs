using System.Collections;
using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Writes an access token of the session, renewed where need be.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthToken", DefaultParameterSetName = "Object")]
[OutputType(typeof(AccessToken), ParameterSetName = ["Object"])]
[OutputType(typeof(string), ParameterSetName = ["PlainText"])]
[OutputType(typeof(Hashtable), ParameterSetName = ["Header"])]
public sealed class GetTokenCommand : OAuthCommand
{
    /// <summary>Permissions the token must hold, by name (Microsoft Graph) or in full; those of the session when left out.</summary>
    [Parameter(Position = 0)]
    [Alias("Scope")]
    public string[] Scopes { get; set; } = [];

    /// <summary>The API the token is for, by name or app id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiCompleter))]
    public string? Api { get; set; }

    /// <summary>Writes the bare text.</summary>
    [Parameter(ParameterSetName = "PlainText", Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Writes a hashtable for the -Headers of Invoke-RestMethod.</summary>
    [Parameter(ParameterSetName = "Header", Mandatory = true)]
    public SwitchParameter AsHeader { get; set; }

    /// <summary>How long the token has to last at least.</summary>
    [Parameter]
    public TimeSpan MinimumLifetime { get; set; } = TokenChoice.DefaultMinimumLifetime;

    /// <summary>Gets a new token although the cached one is good.</summary>
    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>What a service wanted of the token that it refused: its WWW-Authenticate header, or the value of claims in it.</summary>
    [Parameter]
    public string? ClaimsChallenge { get; set; }

    /// <summary>Fails at once where a person would have to be asked.</summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <summary>How long it may take for one input, in seconds; left out, as long as the session and the service's own waits allow.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? Limit => TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext context = ContextFor(NonInteractive);
        AccessToken token = await context.GetTokenAsync(WantedScopes(context), Choice(), Reports, cancellationToken);
        if (AsPlainText)
        {
            WriteObject(token.Reveal());
        }
        else if (AsHeader)
        {
            WriteObject(new Hashtable(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + token.Reveal() });
        }
        else
        {
            WriteObject(token);
        }
    }

    private TokenChoice Choice() => ForceRefresh || ClaimsChallenge is not null || MinimumLifetime != TokenChoice.DefaultMinimumLifetime
        ? new TokenChoice(ForceRefresh, MinimumLifetime) { ClaimsChallenge = ClaimsChallenge }
        : TokenChoice.Cached;

    private string[] WantedScopes(OAuthContext context) => Api is null ? Scopes : ScopesOf(context.AudienceOf(Api));

    private string[] ScopesOf(string audience) =>
        Scopes.Length == 0 ? [audience + "/.default"] : [.. Scopes.Select(scope => scope.Contains("://") ? scope : $"{audience}/{scope}")];
}
