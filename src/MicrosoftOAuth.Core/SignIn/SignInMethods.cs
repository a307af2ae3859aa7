namespace MicrosoftOAuth.Core;

/// <summary>The list of the ways to sign in.</summary>
internal static class SignInMethods
{
    internal static ISignIn Create(SignInOptions options, MicrosoftCloud cloud, Wire wire) => options.Method switch
    {
        SignInMethod.Interactive => new InteractiveSignIn(options, cloud, wire),
        SignInMethod.DeviceCode => new DeviceCodeSignIn(options, cloud, wire),
        SignInMethod.ClientSecret => new ClientSecretSignIn(options, cloud, wire),
        SignInMethod.AccessToken => new BroughtTokenSignIn(options, wire),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "No such way to sign in."),
    };
}
