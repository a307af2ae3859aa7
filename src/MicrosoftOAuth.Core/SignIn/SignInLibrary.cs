using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>MSAL takes longer to be loaded and compiled than to be run, so that begins before it is needed.</summary>
public static class SignInLibrary
{
    private static int s_isPrepared;

    /// <summary>
    /// Compiles, on another thread, what each sign-in of an app begins with. Once in a process; sends nothing, and what it
    /// makes is dropped.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref s_isPrepared, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static _ => Build(), state: null);
        }
    }

    private static void Build() => ConfidentialClientApplicationBuilder
        .Create(SignInOptions.GraphCommandLineTools)
        .WithAuthority("https://login.microsoftonline.com/organizations", validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithClientCapabilities(MsalApps.Capabilities)
        .WithClientSecret(nameof(Prepare))
        .WithLegacyCacheCompatibility(false)
        .Build()
        .AcquireTokenForClient([".default"])
        .WithForceRefresh(true);
}
