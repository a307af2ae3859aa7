using System.Diagnostics;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Pipeline;

/// <summary>Opens a link for a person: in this machine's browser, or before the practice tenant's person.</summary>
internal static class LinkOpener
{
    internal static async Task OpenAsync(OAuthContext? context, Uri link, string user, CancellationToken cancellationToken)
    {
        if (context is not null && OAuthSandbox.Of(context) is { } sandbox)
        {
            await PracticeWire.Browser(sandbox)(link, null, user, cancellationToken);
            return;
        }

        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(link.AbsoluteUri) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new OAuthException(OAuthErrorKind.InteractionRequired, "No browser could be opened on this machine.", "Leave out -Open and send the Uri of the link to the user.", e);
        }
    }
}
