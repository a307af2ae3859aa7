using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Finds the sandbox that a user means: by the object, or by its name in this runspace.</summary>
internal static class SandboxReference
{
    /// <summary>The sandbox beside which a cloud may have been named too.</summary>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.InvalidArgument"/>: the cloud is a real one; <see cref="OAuthErrorKind.SandboxNotFound"/>: see <see cref="Resolve(object)"/>.
    /// </exception>
    internal static OAuthSandbox Resolve(object named, CloudEnvironment? environment) => environment is null or CloudEnvironment.Sandbox
        ? Resolve(named)
        : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"A sandbox is no part of the cloud {environment}.", "Leave out -Environment, or -Sandbox.");

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.SandboxNotFound"/>: this runspace has none of that name.</exception>
    internal static OAuthSandbox Resolve(object named)
    {
        if ((named is PSObject wrapped ? wrapped.BaseObject : named) is OAuthSandbox sandbox)
        {
            return sandbox;
        }

        string name = named.ToString() ?? string.Empty;
        if (RunspaceState.Current.FindSandbox(name) is { } found)
        {
            return found;
        }

        if (name.Equals(OAuthSandbox.DefaultName, StringComparison.OrdinalIgnoreCase))
        {
            return RunspaceState.Current.DefaultSandbox;
        }

        throw new OAuthException(OAuthErrorKind.SandboxNotFound, $"This runspace has no sandbox named '{name}'.", $"Make it: New-MsOAuthSandbox -Name '{name}'; or list them: Get-MsOAuthSandbox")
        {
            Target = name,
        };
    }
}
