namespace MicrosoftOAuth.Core;

/// <summary>
/// The AZURE_* variables that Microsoft's own libraries read, turned into one of the other ways to sign in. Source:
/// https://learn.microsoft.com/dotnet/api/overview/azure/identity-readme#environment-variables and
/// https://azure.github.io/azure-workload-identity/docs/.
/// </summary>
internal static class EnvironmentVariables
{
    private const string Client = "AZURE_CLIENT_ID";
    private const string Tenant = "AZURE_TENANT_ID";
    private const string Secret = "AZURE_CLIENT_SECRET";
    private const string CertificatePath = "AZURE_CLIENT_CERTIFICATE_PATH";
    private const string CertificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
    private const string SendChain = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";
    private const string UserName = "AZURE_USERNAME";
    private const string Password = "AZURE_PASSWORD";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";

    /// <summary>The options that the variables describe. What was given beside them comes first.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: they are incomplete; the message names what is missing.</exception>
    internal static SignInOptions Resolve(SignInOptions options, IProgress<OAuthReport>? reports)
    {
        HostMachine machine = options.Machine;
        SignInOptions named = WithAuthority(
            options with
            {
                ClientId = options.ClientId ?? machine.Variable(Client),
                TenantId = options.TenantId ?? machine.Variable(Tenant),
            },
            machine);
        (SignInOptions resolved, string variable) =
            machine.Variable(Secret) is { } secret ? (named with { Method = SignInMethod.ClientSecret, ClientSecret = SecureText.From(secret) }, Secret)
            : machine.Variable(CertificatePath) is { } path ? (WithCertificate(named, path, machine), CertificatePath)
            : machine.Variable(TokenFile) is { } file ? (named with { Method = SignInMethod.FederatedToken, FederatedTokenFile = file }, TokenFile)
            : machine.Variable(UserName) is { } user && machine.Variable(Password) is { } password ? (named with { Method = SignInMethod.Password, UserName = user, Password = SecureText.From(password) }, UserName)
            : throw Incomplete(machine, [$"{Secret}, {CertificatePath}, {TokenFile} or both of {UserName} and {Password}"]);
        string[] missing =
        [
            .. resolved.ClientId is null ? [Client] : Array.Empty<string>(),
            .. resolved.TenantId is null && resolved.Method != SignInMethod.Password ? [Tenant] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
        {
            throw Incomplete(machine, missing);
        }

        reports?.Report(new VerboseReport($"The variable {variable} decides: signing in by {resolved.Method}."));
        return resolved;
    }

    private static SignInOptions WithCertificate(SignInOptions options, string path, HostMachine machine) => options with
    {
        Method = SignInMethod.Certificate,
        CertificatePath = path,
        CertificatePassword = machine.Variable(CertificatePassword) is { } password ? SecureText.From(password) : null,
        SendCertificateChain = options.SendCertificateChain || machine.Variable(SendChain) is "1" or "true" or "True",
    };

    /// <summary>A host of another cloud of Microsoft's changes the cloud, any other becomes the authority. The practice tenant stays where it is.</summary>
    private static SignInOptions WithAuthority(SignInOptions options, HostMachine machine)
    {
        if (options.Environment != CloudEnvironment.Global || options.Authority is not null || machine.Variable(AuthorityHost) is not { } text)
        {
            return options;
        }

        if (!Uri.TryCreate(text.Contains("://") ? text : "https://" + text, UriKind.Absolute, out Uri? host) || host.Scheme != "https")
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"{AuthorityHost} is no https address: '{text}'.", $"Set it as in https://login.microsoftonline.com, or leave {AuthorityHost} out.");
        }

        return MicrosoftCloud.OfLoginHost(host.Host) is { } cloud
            ? options with { Environment = cloud.Environment }
            : options with { Authority = new Uri(host, options.TenantId ?? string.Empty) };
    }

    private static OAuthException Incomplete(HostMachine machine, IReadOnlyList<string> missing)
    {
        string[] seen = machine.Seen([Client, Tenant, Secret, CertificatePath, TokenFile, UserName, Password, AuthorityHost]);
        return new OAuthException(
            OAuthErrorKind.InvalidArgument,
            $"The environment variables do not describe a sign-in: missing is {string.Join(" and ", missing)}. Set are: {(seen.Length == 0 ? "none of them" : string.Join(", ", seen))}.",
            "Set what is missing, or pass it: Connect-MsOAuthApp -EnvironmentVariable -ClientId <client id> -TenantId <tenant>");
    }
}
