using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Signs in and makes the session the current one.</summary>
[Cmdlet(VerbsCommunications.Connect, "MsOAuthApp", DefaultParameterSetName = InteractiveSet)]
[OutputType(typeof(OAuthContext))]
public sealed class ConnectAppCommand : OAuthCommand
{
    private const string InteractiveSet = "Interactive";
    private const string DeviceCodeSet = "DeviceCode";
    private const string SecretSet = "ClientSecret";
    private const string SecretCredentialSet = "ClientSecretCredential";
    private const string TokenSet = "AccessToken";

    /// <summary>The app to sign in as; left out, an administrator's session through Microsoft Graph Command Line Tools.</summary>
    [Parameter(Position = 0, ParameterSetName = InteractiveSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = DeviceCodeSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = SecretSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>Tenant id or domain.</summary>
    [Parameter(ParameterSetName = InteractiveSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = DeviceCodeSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = SecretSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = SecretCredentialSet, Mandatory = true)]
    [Alias("Tenant")]
    public string? TenantId { get; set; }

    /// <summary>Shows a code that is typed into a browser on any device.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    [Alias("DeviceCode", "Device")]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>The app's client secret.</summary>
    [Parameter(ParameterSetName = SecretSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SecretText")]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Client id as the user name and client secret as the password.</summary>
    [Parameter(ParameterSetName = SecretCredentialSet, Mandatory = true)]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>A token that was got elsewhere.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    public SecureString? AccessToken { get; set; }

    /// <summary>Permissions to ask for, by name (Microsoft Graph) or in full.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = SecretCredentialSet)]
    [Alias("Scope")]
    public string[] Scopes { get; set; } = [];

    /// <summary>The account that is expected.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    public string? LoginHint { get; set; }

    /// <summary>The cloud, or Sandbox for the practice tenant.</summary>
    [Parameter]
    public CloudEnvironment Environment { get; set; }

    /// <summary>A sandbox or its name; implies -Environment Sandbox.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public object? Sandbox { get; set; }

    /// <summary>A name for the session; a session of the same name is replaced.</summary>
    [Parameter]
    public string? ContextName { get; set; }

    /// <summary>Fails at once instead of asking anybody.</summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <summary>How long a person may take, in seconds.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthSandbox? practice = FindSandbox();
        Wire wire = practice is null ? new Wire(transport: null, TimeProvider.System) : PracticeWire.Open(practice);
        SignInOptions options = Options() with
        {
            Environment = practice is null ? Environment : CloudEnvironment.Sandbox,
            Browser = practice is null ? null : PracticeWire.Browser(practice),
        };
        OAuthContext context = await OAuthContext.ConnectAsync(options, wire, Reports, cancellationToken);
        practice?.Join(context);
        RunspaceState.Current.Add(context);
        WriteObject(context);
    }

    /// <summary>The sandbox to sign in to; null for a real cloud.</summary>
    private OAuthSandbox? FindSandbox()
    {
        if (Sandbox is null)
        {
            return Environment == CloudEnvironment.Sandbox ? RunspaceState.Current.DefaultSandbox : null;
        }

        if (Environment != CloudEnvironment.Sandbox && MyInvocation.BoundParameters.ContainsKey(nameof(Environment)))
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"A sandbox is no part of the cloud {Environment}.", "Leave out -Environment, or -Sandbox.");
        }

        return SandboxReference.Resolve(Sandbox);
    }

    private SignInOptions Options() => new()
    {
        Method = ParameterSetName switch
        {
            DeviceCodeSet => SignInMethod.DeviceCode,
            SecretSet or SecretCredentialSet => SignInMethod.ClientSecret,
            TokenSet => SignInMethod.AccessToken,
            _ => SignInMethod.Interactive,
        },
        ClientId = ClientSecretCredential?.UserName ?? ClientId,
        TenantId = TenantId,
        ClientSecret = ClientSecretCredential?.Password ?? ClientSecret,
        AccessToken = AccessToken,
        Scopes = Scopes,
        LoginHint = LoginHint,
        MayAsk = !NonInteractive,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        Name = ContextName,
    };
}
