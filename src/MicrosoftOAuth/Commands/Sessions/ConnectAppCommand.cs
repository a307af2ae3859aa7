using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Signs in and makes the session the current one.</summary>
[Cmdlet(VerbsCommunications.Connect, "MsOAuthApp", DefaultParameterSetName = Interactive)]
[OutputType(typeof(OAuthContext))]
public sealed class ConnectAppCommand : OAuthCommand
{
    private const string Interactive = "Interactive";
    private const string DeviceCode = "DeviceCode";
    private const string Secret = "ClientSecret";
    private const string SecretCredential = "ClientSecretCredential";
    private const string CertificateObject = "Certificate";
    private const string CertificateInStore = "CertificateThumbprint";
    private const string CertificateFile = "CertificatePath";
    private const string ManagedIdentity = "Identity";
    private const string Federated = "FederatedToken";
    private const string FederatedFile = "FederatedTokenFile";
    private const string GitHub = "GitHubActions";
    private const string Pipelines = "AzurePipelines";
    private const string OnBehalfOf = "UserAssertion";
    private const string Code = "AuthorizationCode";
    private const string Answer = "ConsentUrl";
    private const string Refresh = "RefreshToken";
    private const string PasswordSet = "Credential";
    private const string Token = "AccessToken";
    private const string Variables = "EnvironmentVariable";

    /// <summary>The app to sign in as; left out, an administrator's session through Microsoft Graph Command Line Tools.</summary>
    [Parameter(Position = 0, ParameterSetName = Interactive, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = DeviceCode, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = Secret, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = CertificateObject, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = CertificateInStore, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = CertificateFile, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ManagedIdentity)]
    [Parameter(Position = 0, ParameterSetName = Federated, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = FederatedFile, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = GitHub, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = Pipelines, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = OnBehalfOf, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = Code, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = Refresh, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = PasswordSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = Variables, ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>Tenant id or domain.</summary>
    [Parameter(ParameterSetName = Interactive, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = DeviceCode, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Secret, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = SecretCredential, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = CertificateObject, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = CertificateInStore, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = CertificateFile, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Federated, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FederatedFile, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = GitHub, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Pipelines, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OnBehalfOf, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Code, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Answer, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Refresh, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PasswordSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = Variables, ValueFromPipelineByPropertyName = true)]
    [Alias("Tenant")]
    public string? TenantId { get; set; }

    /// <summary>Shows a code that is typed into a browser on any device.</summary>
    [Parameter(ParameterSetName = DeviceCode, Mandatory = true)]
    [Alias("DeviceCode", "Device")]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>The app's client secret.</summary>
    [Parameter(ParameterSetName = Secret, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    [Alias("SecretText")]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Client id as the user name and client secret as the password.</summary>
    [Parameter(ParameterSetName = SecretCredential, Mandatory = true)]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>A certificate with its private key.</summary>
    [Parameter(ParameterSetName = CertificateObject, Mandatory = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The thumbprint of a certificate in the store My, the user's or the machine's.</summary>
    [Parameter(ParameterSetName = CertificateInStore, Mandatory = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A PFX, or a PEM with certificate and private key.</summary>
    [Parameter(ParameterSetName = CertificateFile, Mandatory = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    public string? CertificatePath { get; set; }

    /// <summary>Opens the PFX, or the private key of the PEM.</summary>
    [Parameter(ParameterSetName = CertificateFile)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Sends the certificate along, for apps that trust a subject name and an issuer.</summary>
    [Parameter(ParameterSetName = CertificateObject)]
    [Parameter(ParameterSetName = CertificateInStore)]
    [Parameter(ParameterSetName = CertificateFile)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Parameter(ParameterSetName = Refresh)]
    public SwitchParameter SendCertificateChain { get; set; }

    /// <summary>The identity that Azure gave this machine or service.</summary>
    [Parameter(ParameterSetName = ManagedIdentity, Mandatory = true)]
    [Alias("ManagedIdentity", "MSI")]
    public SwitchParameter Identity { get; set; }

    /// <summary>Client id of a user-assigned managed identity; -ClientId means the same here.</summary>
    [Parameter(ParameterSetName = ManagedIdentity)]
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Object id of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = ManagedIdentity)]
    public string? ManagedIdentityObjectId { get; set; }

    /// <summary>Azure resource id of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = ManagedIdentity)]
    public string? ManagedIdentityResourceId { get; set; }

    /// <summary>A token of an issuer that the app trusts, or a script block that brings one, run anew at each renewal.</summary>
    [Parameter(ParameterSetName = Federated, Mandatory = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    [Alias("ClientAssertion")]
    public object? FederatedToken { get; set; }

    /// <summary>A file that holds such a token, read anew at each renewal.</summary>
    [Parameter(ParameterSetName = FederatedFile, Mandatory = true)]
    [Parameter(ParameterSetName = OnBehalfOf)]
    [Parameter(ParameterSetName = Code)]
    [Parameter(ParameterSetName = Answer)]
    public string? FederatedTokenFile { get; set; }

    /// <summary>With the token that GitHub Actions gives this job.</summary>
    [Parameter(ParameterSetName = GitHub, Mandatory = true)]
    public SwitchParameter GitHubActions { get; set; }

    /// <summary>With the token that Azure Pipelines gives this job for a service connection.</summary>
    [Parameter(ParameterSetName = Pipelines, Mandatory = true)]
    public SwitchParameter AzurePipelines { get; set; }

    /// <summary>The id of the service connection.</summary>
    [Parameter(ParameterSetName = Pipelines, Mandatory = true)]
    public string? ServiceConnectionId { get; set; }

    /// <summary>The access token with which a user called this API: signs in on their behalf.</summary>
    [Parameter(ParameterSetName = OnBehalfOf, Mandatory = true)]
    [TokenTransformation]
    public SecureString? UserAssertion { get; set; }

    /// <summary>The code that came back to a web app.</summary>
    [Parameter(ParameterSetName = Code, Mandatory = true)]
    [TokenTransformation]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>Where the answer comes back to: of the code, or of the browser on this machine.</summary>
    [Parameter(ParameterSetName = Interactive)]
    [Parameter(ParameterSetName = Code, Mandatory = true)]
    public Uri? RedirectUri { get; set; }

    /// <summary>The code verifier of the address that was opened.</summary>
    [Parameter(ParameterSetName = Code)]
    [TokenTransformation]
    public SecureString? CodeVerifier { get; set; }

    /// <summary>The nonce of the address that was opened; the id token must carry it.</summary>
    [Parameter(ParameterSetName = Code)]
    public string? Nonce { get; set; }

    /// <summary>What New-MsOAuthConsentUrl wrote, with the state, nonce and verifier that its answer is checked with.</summary>
    [Parameter(ParameterSetName = Answer, Mandatory = true)]
    public ConsentUrl? ConsentUrl { get; set; }

    /// <summary>The whole address that the browser came back to.</summary>
    [Parameter(ParameterSetName = Answer, Mandatory = true)]
    public Uri? ReturnedUri { get; set; }

    /// <summary>A refresh token that was got elsewhere.</summary>
    [Parameter(ParameterSetName = Refresh, Mandatory = true)]
    [TokenTransformation]
    public SecureString? RefreshToken { get; set; }

    /// <summary>User name and password; a last resort.</summary>
    [Parameter(ParameterSetName = PasswordSet, Mandatory = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>A token that was got elsewhere.</summary>
    [Parameter(ParameterSetName = Token, Mandatory = true)]
    [TokenTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>Whatever the AZURE_* variables describe.</summary>
    [Parameter(ParameterSetName = Variables, Mandatory = true)]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>Permissions to ask for, by name (Microsoft Graph) or in full.</summary>
    [Parameter]
    [Alias("Scope")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Scopes { get; set; } = [];

    /// <summary>The account that is expected.</summary>
    [Parameter(ParameterSetName = Interactive)]
    [Parameter(ParameterSetName = DeviceCode)]
    public string? LoginHint { get; set; }

    /// <summary>The cloud, or Sandbox for the practice tenant.</summary>
    [Parameter]
    public CloudEnvironment Environment { get; set; }

    /// <summary>The address of another issuer: External ID, or any OpenID Connect provider.</summary>
    [Parameter]
    public Uri? Authority { get; set; }

    /// <summary>A sandbox or its name; implies -Environment Sandbox.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public object? Sandbox { get; set; }

    /// <summary>A name for the session; a session of the same name is replaced.</summary>
    [Parameter]
    public string? ContextName { get; set; }

    /// <summary>Where the tokens are kept: in memory, or for this user on disk.</summary>
    [Parameter]
    public TokenCacheScope ContextScope { get; set; }

    /// <summary>With -ContextScope CurrentUser: an unencrypted file where the system has no safe place.</summary>
    [Parameter]
    public SwitchParameter AllowUnprotectedCache { get; set; }

    /// <summary>The proxy that everything of this session goes through.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>What the proxy asks for.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Fails at once instead of asking anybody.</summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <summary>How long a person, or the service that gives the tokens, may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <inheritdoc/>
    protected override void BeginProcessing() => SignInLibrary.Prepare();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthSandbox? practice = FindSandbox();
        if ((AccessToken ?? UserAssertion) is { } brought)
        {
            TokenOrigin.Check(practice, brought);
        }

        OAuthContext context = await OAuthContext.ConnectAsync(Options(practice), WireTo(practice), Reports, cancellationToken);
        practice?.Join(context);
        RunspaceState.Current.Add(context);
        WriteObject(context);
    }

    /// <summary>The sandbox to sign in to; null for a real cloud.</summary>
    private OAuthSandbox? FindSandbox() =>
        Sandbox is not null ? SandboxReference.Resolve(Sandbox, MyInvocation.BoundParameters.ContainsKey(nameof(Environment)) ? Environment : null)
        : Environment == CloudEnvironment.Sandbox ? RunspaceState.Current.DefaultSandbox
        : null;

    private Wire WireTo(OAuthSandbox? practice) => (practice, Proxy) switch
    {
        (not null, not null) => throw new OAuthException(OAuthErrorKind.InvalidArgument, "Nothing leaves the practice tenant, so no proxy stands before it.", "Leave out -Proxy."),
        (not null, null) => PracticeWire.Open(practice),
        (null, null) => new Wire(transport: null, TimeProvider.System),
        (null, not null) => new Wire(NetworkTransport.Through(Proxy, ProxyCredential?.GetNetworkCredential()), TimeProvider.System),
    };

    /// <summary>What the way takes. Each is read in a method of its own, so that the others cost a fresh process nothing.</summary>
    private SignInOptions Options(OAuthSandbox? practice)
    {
        SignInOptions options = ParameterSetName switch
        {
            Secret or SecretCredential => OfSecret(),
            CertificateObject or CertificateInStore or CertificateFile => Proven(SignInMethod.Certificate),
            Federated or FederatedFile => Proven(SignInMethod.FederatedToken),
            GitHub => Common(SignInMethod.GitHubActions),
            Pipelines => Common(SignInMethod.AzurePipelines) with { ServiceConnectionId = ServiceConnectionId },
            ManagedIdentity => OfManagedIdentity(),
            Variables => Common(SignInMethod.EnvironmentVariable),
            Token or Refresh => OfToken(),
            OnBehalfOf or Code or Answer => OfUserElsewhere(),
            _ => OfUserHere(),
        };
        return practice is null ? options : PracticeWire.Lead(options, practice);
    }

    private SignInOptions OfSecret() => ClientSecretCredential is { } credential
        ? Common(SignInMethod.ClientSecret) with { ClientId = credential.UserName, ClientSecret = credential.Password }
        : Common(SignInMethod.ClientSecret) with { ClientSecret = ClientSecret };

    private SignInOptions OfManagedIdentity() => Common(SignInMethod.ManagedIdentity) with
    {
        ClientId = null,
        ManagedIdentityClientId = ManagedIdentityClientId ?? ClientId,
        ManagedIdentityObjectId = ManagedIdentityObjectId,
        ManagedIdentityResourceId = ManagedIdentityResourceId,
    };

    private SignInOptions OfToken() => AccessToken is not null
        ? Common(SignInMethod.AccessToken) with { AccessToken = AccessToken }
        : Proven(SignInMethod.RefreshToken) with { RefreshToken = RefreshToken };

    private SignInOptions OfUserElsewhere() => ParameterSetName switch
    {
        OnBehalfOf => Proven(SignInMethod.OnBehalfOf) with { UserAssertion = UserAssertion },
        Code => Proven(SignInMethod.AuthorizationCode) with { AuthorizationCode = AuthorizationCode, RedirectUri = RedirectUri, CodeVerifier = CodeVerifier, Nonce = Nonce },
        _ => ConsentUrl!.Redeem(ReturnedUri!, Proven(SignInMethod.AuthorizationCode)),
    };

    private SignInOptions OfUserHere() => ParameterSetName switch
    {
        PasswordSet => Common(SignInMethod.Password) with { UserName = Credential!.UserName, Password = Credential.Password },
        DeviceCode => Common(SignInMethod.DeviceCode) with { LoginHint = LoginHint },
        _ => Common(SignInMethod.Interactive) with { LoginHint = LoginHint, RedirectUri = RedirectUri },
    };

    private SignInOptions Common(SignInMethod method) => new()
    {
        Method = method,
        ClientId = ClientId,
        TenantId = TenantId,
        Scopes = Scopes,
        Environment = Environment,
        Authority = Authority,
        CacheScope = ContextScope,
        AllowUnprotectedCache = AllowUnprotectedCache,
        MayAsk = !NonInteractive,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        Name = ContextName,
    };

    /// <summary>With what the app proves itself by.</summary>
    private SignInOptions Proven(SignInMethod method)
    {
        Func<CancellationToken, Task<string>>? callback = FederatedTokenBlock.Of(FederatedToken);
        return Common(method) with
        {
            ClientSecret = ClientSecret,
            Certificate = Certificate,
            CertificateThumbprint = CertificateThumbprint,
            CertificatePath = FullPath(CertificatePath),
            CertificatePassword = CertificatePassword,
            SendCertificateChain = SendCertificateChain,
            FederatedToken = FederatedToken is null || callback is not null ? null : SecureText.From(TokenText.Of(FederatedToken)),
            FederatedTokenCallback = callback,
            FederatedTokenFile = FullPath(FederatedTokenFile),
        };
    }

    /// <summary>Relative to PowerShell's location, which is not the process's.</summary>
    private string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
