namespace MicrosoftOAuth.Core;

/// <summary>Where a session's tokens are kept.</summary>
public enum TokenCacheScope
{
    /// <summary>In memory, until the process ends or the session is disconnected.</summary>
    Process,

    /// <summary>
    /// For this user of this computer: encrypted by Windows (DPAPI), in the keychain of macOS, in the keyring of Linux.
    /// </summary>
    CurrentUser,
}
