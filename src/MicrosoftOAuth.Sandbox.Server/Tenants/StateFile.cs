using System.Globalization;

namespace MicrosoftOAuth.Sandbox.Server.Tenants;

/// <summary>The file that a tenant is kept in.</summary>
/// <param name="path">Its path.</param>
/// <param name="clock">The clock that names what is set aside.</param>
internal sealed class StateFile(string path, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The tenant that is kept, or a new one where there is none, or none that can be read.</summary>
    /// <param name="options">What the tenant is like from now on.</param>
    /// <param name="warn">Told where a file was set aside.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public PracticeTenant LoadOrNew(PracticeTenantOptions options, Action<string> warn)
    {
        if (!File.Exists(path))
            return new(options);
        try
        {
            using var stream = File.OpenRead(path);
            return PracticeTenant.Load(stream, options);
        }
        catch (PracticeStateException damage)
        {
            var aside = path + ".damaged-" + clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            File.Move(path, aside, overwrite: true);
            warn($"The state in '{path}' cannot be used. {damage.Message} It is now '{aside}', and a new tenant begins.");
            return new(options);
        }
    }

    /// <summary>Replaces the file as a whole: whoever reads it, and whatever breaks meanwhile, it is the old one or the new one.</summary>
    public void Save(byte[] state)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
