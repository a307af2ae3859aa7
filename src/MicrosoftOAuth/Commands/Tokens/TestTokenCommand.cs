using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Checks a token as the API that receives it would: signature, issuer, audience, times.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MsOAuthToken")]
[OutputType(typeof(bool))]
[OutputType(typeof(TokenCheck))]
public sealed class TestTokenCommand : OAuthCommand
{
    private TokenIssuer? _issuer;

    /// <summary>A token object of Get-MsOAuthToken, a SecureString or plain text; the session's own when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AccessToken", "IdToken")]
    public object? Token { get; set; }

    /// <summary>Whom it must be for: client ids or application id URIs, any of which will do.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string[] Audience { get; set; } = [];

    /// <summary>The tenant, id or domain, that must have issued it.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    [Alias("Tenant")]
    public string? TenantId { get; set; }

    /// <summary>The cloud that must have issued it.</summary>
    [Parameter]
    public CloudEnvironment Environment { get; set; }

    /// <summary>The issuer where it is not the cloud's: External ID, or another OpenID Connect provider.</summary>
    [Parameter, ValidateNotNull]
    public Uri? Authority { get; set; }

    /// <summary>The sandbox, or its name, that must have issued it.</summary>
    [Parameter, ValidateNotNull]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public object? Sandbox { get; set; }

    /// <summary>By how much the clocks of issuer and checker may differ.</summary>
    [Parameter, SecondsTransformation]
    public TimeSpan ClockSkew { get; set; } = TokenExpectation.DefaultClockSkew;

    /// <summary>Writes one object for each check.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>How long it may take for one input, in seconds; left out, as long as the session and the service's own waits allow.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? Limit => TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        bool isOwn = !Has(nameof(Token));
        string token = isOwn
            ? (await ResolveContext().GetTokenAsync([], TokenChoice.Cached, Reports, cancellationToken)).Reveal()
            : TokenText.Of(Token!);
        OAuthContext? context = Context is null ? RunspaceState.Current.CurrentContext : ResolveContext();
        TokenIssuer issuer = _issuer ??= FindIssuer(context);
        issuer.RefuseStray(token);
        TokenExpectation expected = new()
        {
            Audiences = Audience,
            TenantId = TenantId ?? (isOwn && issuer.Authority is null ? context?.TenantId : null),
            Environment = issuer.Environment,
            Authority = issuer.Authority,
            ClockSkew = ClockSkew,
        };
        Write(await issuer.Verifier.CheckAsync(token, expected, cancellationToken));
    }

    private void Write(TokenValidation validation)
    {
        if (Detailed)
        {
            WriteObject(validation.Checks, enumerateCollection: true);
            return;
        }

        foreach (TokenCheck check in validation.Checks)
        {
            WriteVerbose(check.ToString());
        }

        if (validation.Outcome == TokenCheckOutcome.NotVerifiable)
        {
            WriteWarning("The signature was not checked: only Microsoft Graph can verify that of its own tokens. All that can be checked passed, and nothing but Graph should trust this token.");
        }

        WriteObject(validation.Outcome != TokenCheckOutcome.Failed);
    }

    private TokenIssuer FindIssuer(OAuthContext? context)
    {
        if (Sandbox is not null)
        {
            return TokenIssuer.Of(SandboxReference.Resolve(Sandbox, Has(nameof(Environment)) ? Environment : null), Authority, context);
        }

        return Has(nameof(Environment)) ? TokenIssuer.Of(Environment, Authority, context)
            : context is null ? TokenIssuer.Of(CloudEnvironment.Global, Authority, context)
            : Authority is null ? TokenIssuer.Of(context)
            : TokenIssuer.Of(context.Environment, Authority, context);
    }

    private bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
