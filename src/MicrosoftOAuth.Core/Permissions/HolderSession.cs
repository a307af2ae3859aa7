namespace MicrosoftOAuth.Core;

/// <summary>A session as far as commands have to name it: that of a token, or the one that an app was asked about in.</summary>
/// <param name="Name">By which -Context finds it.</param>
/// <param name="IsNamed">True where somebody chose the name, so that signing in anew has to be told it again.</param>
/// <param name="MayAdminister">
/// True where its user can be asked for the permissions that changing and granting take, of the administrators' own client: an
/// app of one's own would be given them itself, and keep them.
/// </param>
internal sealed record HolderSession(string Name, bool IsNamed, bool MayAdminister)
{
    /// <summary>The tenant as it was given at sign-in; null where it was left to the account.</summary>
    internal string? TenantId { get; init; }

    /// <summary>The account as it was given at sign-in.</summary>
    internal string? LoginHint { get; init; }

    /// <summary>True where it signed in with a code, so that there may be no browser here.</summary>
    internal bool UsesDeviceCode { get; init; }

    /// <summary>True where commands that name no session mean this one.</summary>
    internal bool IsCurrent { get; init; }

    /// <summary>The parameter -Context.</summary>
    internal string Option => $" -Context {CommandText.Name(Name)}";

    /// <summary>The parameter -Context; empty for the current session, unless somebody chose its name.</summary>
    internal string OptionIfNeeded => IsCurrent && !IsNamed ? string.Empty : Option;

    /// <summary>The parameter -ContextName, for a new sign-in that takes this one's place.</summary>
    internal string NameOption => IsNamed ? $" -ContextName {CommandText.Name(Name)}" : string.Empty;

    /// <summary>The parameter -TenantId, where it was given.</summary>
    internal string TenantOption => TenantId is null ? string.Empty : $" -TenantId {CommandText.Name(TenantId)}";

    /// <summary>The parameter -LoginHint, where it was given.</summary>
    internal string AccountOption => LoginHint is null ? string.Empty : $" -LoginHint {CommandText.Name(LoginHint)}";

    /// <summary>The parameter -UseDeviceCode, where it was given.</summary>
    internal string DeviceOption => UsesDeviceCode ? " -UseDeviceCode" : string.Empty;

    /// <summary>What commands call a session; null where it has no name yet.</summary>
    internal static HolderSession? Of(OAuthContext context) => context.Name.Length == 0
        ? null
        : new(context.Name, context.IsNamed, IsOfAdministrators(context))
        {
            TenantId = context.GivenTenant,
            LoginHint = context.LoginHint,
            UsesDeviceCode = context.SignInMethod == SignInMethod.DeviceCode,
        };

    /// <summary>Whether a session is a user's who can be asked, through the client that administrators sign in with.</summary>
    internal static bool IsOfAdministrators(OAuthContext context) =>
        context.SignInMethod is SignInMethod.Interactive or SignInMethod.DeviceCode && context.ClientId == SignInOptions.GraphCommandLineTools;

    /// <summary>Where commands have to sign in, with a space before it; empty for the worldwide cloud.</summary>
    internal static string PlaceOf(OAuthContext context) =>
        context.SandboxName is { } sandbox ? $" -Sandbox {CommandText.Name(sandbox)}" : PlaceOf(context.Environment);

    /// <summary>Where commands have to sign in, with a space before it; empty for the worldwide cloud.</summary>
    internal static string PlaceOf(CloudEnvironment? cloud) => cloud is null or CloudEnvironment.Global ? string.Empty : $" -Environment {cloud}";
}
