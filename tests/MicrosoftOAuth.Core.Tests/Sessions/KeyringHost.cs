using System.Diagnostics;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>What is on a desktop besides the keyring.</summary>
internal enum KeyringDesktop
{
    /// <summary>Nobody who could show a prompt: it counts as dismissed.</summary>
    WithoutPrompter,

    /// <summary>A prompt that nobody ever answers.</summary>
    WithUnansweredPrompts,

    /// <summary>No keyring either.</summary>
    WithoutKeyring,
}

/// <summary>
/// A D-Bus session of its own with a real keyring in a folder of its own. Everything in it ends with the standard input of its
/// first process.
/// </summary>
internal sealed class KeyringHost : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder;
    private readonly Process _session;

    private KeyringHost(DirectoryInfo folder, Process session, string busAddress)
    {
        _folder = folder;
        _session = session;
        BusAddress = busAddress;
    }

    internal string BusAddress { get; }

    /// <summary>For kept tokens.</summary>
    internal string Tokens => Path.Combine(_folder.FullName, "tokens");

    /// <summary>Starts a session with an unlocked keyring, as a desktop's sign-in would.</summary>
    internal static async Task<KeyringHost> StartAsync(KeyringDesktop desktop = KeyringDesktop.WithoutPrompter)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("msoauth-keyring-");
        folder.CreateSubdirectory(".local/share/keyrings");
        string services = folder.CreateSubdirectory("services").FullName;
        string configuration = Path.Combine(folder.FullName, "bus.conf");
        await File.WriteAllTextAsync(configuration, $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:dir={folder.FullName}</listen>
              <servicedir>{services}</servicedir>
              <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
              <limit name="service_start_timeout">600000</limit>
            </busconfig>
            """);
        if (desktop == KeyringDesktop.WithUnansweredPrompts)
        {
            // Started by the bus to prompt, it stays on the bus and never says that it is ready.
            await File.WriteAllTextAsync(Path.Combine(services, "prompter.service"), """
                [D-BUS Service]
                Name=org.gnome.keyring.SystemPrompter
                Exec=/bin/sh -c "exec dbus-monitor --session type=error >/dev/null"
                """);
        }

        string keyring = desktop == KeyringDesktop.WithoutKeyring ? string.Empty : "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null; gdbus wait --session --timeout 30 org.freedesktop.secrets; ";
        ProcessStartInfo start = new("dbus-run-session", ["--config-file=" + configuration, "--", "sh", "-c", keyring + "echo \"$DBUS_SESSION_BUS_ADDRESS\"; cat >/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = folder.FullName;
        start.Environment["XDG_DATA_HOME"] = null;
        start.Environment["XDG_RUNTIME_DIR"] = null;
        start.Environment["DISPLAY"] = null;
        Process session = Process.Start(start)!;
        _ = session.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(s_limit);
        string? address = await session.StandardOutput.ReadLineAsync(limit.Token);
        Assert.False(string.IsNullOrEmpty(address), "The D-Bus session ended before it had begun.");
        return new KeyringHost(folder, session, address);
    }

    /// <summary>A process in this session.</summary>
    internal ProbedProcess NewProcess(int hurry = 1) => new(Tokens, BusAddress, hurry);

    /// <summary>Locks the keyring, as a desktop may after a while.</summary>
    internal async Task LockAsync()
    {
        ProcessStartInfo start = new("gdbus", ["call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.Lock", "['/org/freedesktop/secrets/collection/login']"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = BusAddress;
        using Process call = Process.Start(start)!;
        using CancellationTokenSource limit = new(s_limit);
        string reply = await call.StandardOutput.ReadToEndAsync(limit.Token);
        await call.WaitForExitAsync(limit.Token);
        Assert.Contains("collection/login", reply, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _session.StandardInput.Close();
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            await _session.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _session.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            _session.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
