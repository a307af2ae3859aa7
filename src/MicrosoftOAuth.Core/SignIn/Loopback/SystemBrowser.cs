using System.ComponentModel;
using System.Diagnostics;

namespace MicrosoftOAuth.Core;

/// <summary>Opens an address in the browser of the person at this machine.</summary>
internal static class SystemBrowser
{
    /// <summary>
    /// The first of the tools in $0 that there is opens $1. What it and the browser print is no output of ours, and must not
    /// fail when nobody reads it any more.
    /// </summary>
    private const string Script = """for tool in $0; do command -v "$tool" >/dev/null 2>&1 && exec "$tool" "$1" </dev/null >/dev/null 2>&1; done; exit 127""";

    /// <summary>wslview, of the Windows Subsystem for Linux, opens Windows's own browser.</summary>
    internal static string Tools => OperatingSystem.IsMacOS() ? "open" : "wslview xdg-open";

    /// <summary>Starts the browser. Ends when it is known to have been opened, which on Linux may be as late as its own end.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InteractionRequired"/>: there is none that could be opened.</exception>
    internal static async Task OpenAsync(Uri address, HostMachine machine, CancellationToken cancellationToken)
    {
        if (address.Scheme is not ("https" or "http"))
        {
            throw Closed($"'{address.Scheme}' is no scheme of a web page");
        }

        if (WhyNot(machine) is { } why)
        {
            throw Closed(why);
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                using Process? shown = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            }
            else
            {
                await RunAsync(address, machine, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            throw Closed(e.Message.TrimEnd('.'), e);
        }
    }

    private static async Task RunAsync(Uri address, HostMachine machine, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("/bin/sh") { UseShellExecute = false, CreateNoWindow = true };
        foreach (string argument in new[] { "-c", Script, Tools, address.AbsoluteUri })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = machine.Variable("PATH");
        using Process shell = Process.Start(start)!;
        await shell.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (shell.ExitCode != 0)
        {
            throw Closed(shell.ExitCode == 127 ? $"there is none of the programs {Tools}" : $"of the programs {Tools} the first that there is ended with {shell.ExitCode}");
        }
    }

    /// <summary>Why the desktop's own tool would only seem to work, by showing the page to nobody; null where it may well.</summary>
    internal static string? WhyNot(HostMachine machine)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // The browser belongs to the desktop's user; root's would find neither desktop nor profile.
        return machine.Variable("SUDO_USER") is not null ? "a program under sudo cannot open the user's browser"
            : machine.Seen(["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"]).Length == 0 ? "there is no desktop (neither DISPLAY, WAYLAND_DISPLAY nor BROWSER is set)"
            : null;
    }

    private static OAuthException Closed(string why, Exception? cause = null) => new(
        OAuthErrorKind.InteractionRequired,
        $"No browser can be opened here: {why}.",
        "Sign in with a code, in a browser on any device: Connect-MsOAuthApp -UseDeviceCode",
        cause);
}
