namespace MicrosoftOAuth.Core;

/// <summary>The session that a token is of, as far as commands have to name it.</summary>
/// <param name="Name">By which -Context finds it.</param>
/// <param name="IsNamed">True where somebody chose the name, so that signing in anew has to be told it again.</param>
/// <param name="MayAdminister">True where its user can be asked for the permissions that changing and granting take.</param>
internal sealed record HolderSession(string Name, bool IsNamed, bool MayAdminister)
{
    /// <summary>The parameter -Context.</summary>
    internal string Option => $" -Context {CommandText.Name(Name)}";

    /// <summary>The parameter -ContextName, for a new sign-in that takes this one's place.</summary>
    internal string NameOption => IsNamed ? $" -ContextName {CommandText.Name(Name)}" : string.Empty;

    /// <summary>What commands call a session; null where it has no name yet.</summary>
    internal static HolderSession? Of(OAuthContext context) => context.Name.Length == 0
        ? null
        : new(context.Name, context.IsNamed, context.SignInMethod is SignInMethod.Interactive or SignInMethod.DeviceCode);

    /// <summary>Where commands have to sign in, with a space before it; empty for the worldwide cloud.</summary>
    internal static string PlaceOf(OAuthContext context) =>
        context.SandboxName is { } sandbox ? $" -Sandbox {CommandText.Name(sandbox)}" : PlaceOf(context.Environment);

    /// <summary>Where commands have to sign in, with a space before it; empty for the worldwide cloud.</summary>
    internal static string PlaceOf(CloudEnvironment? cloud) => cloud is null or CloudEnvironment.Global ? string.Empty : $" -Environment {cloud}";
}
