namespace MicrosoftOAuth.Core;

/// <summary>The list of the ways to sign in.</summary>
internal static class SignInMethods
{
    internal static ISignIn Create(SignInOptions options, MicrosoftCloud cloud, Wire wire, IKeptTokens? kept) => options.Method switch
    {
        SignInMethod.Interactive => new InteractiveSignIn(options, cloud, wire, kept),
        SignInMethod.DeviceCode => new DeviceCodeSignIn(options, cloud, wire, kept),
        SignInMethod.ClientSecret or SignInMethod.Certificate or SignInMethod.FederatedToken
            or SignInMethod.GitHubActions or SignInMethod.AzurePipelines => new AppSignIn(options, cloud, wire, AppProof.Of(options, cloud, wire)),
        SignInMethod.ManagedIdentity => new ManagedIdentitySignIn(options, wire),
        SignInMethod.OnBehalfOf => new OnBehalfOfSignIn(options, cloud, wire),
        SignInMethod.AuthorizationCode => new AuthorizationCodeSignIn(options, cloud, wire),
        SignInMethod.RefreshToken => new RefreshTokenSignIn(options, cloud, wire),
        SignInMethod.Password => new PasswordSignIn(options, cloud, wire),
        SignInMethod.AccessToken => new BroughtTokenSignIn(options, wire),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "No such way to sign in."),
    };

    /// <summary>True where the app stands alone and asks by an API's <c>.default</c>.</summary>
    internal static bool IsAppAlone(SignInMethod method) => method is SignInMethod.ClientSecret or SignInMethod.Certificate
        or SignInMethod.FederatedToken or SignInMethod.GitHubActions or SignInMethod.AzurePipelines or SignInMethod.ManagedIdentity;
}
