using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Sandbox.Server.Certificates;

/// <summary>The file with the authority's certificate (PEM), which programs are told to trust.</summary>
internal sealed class AuthorityFile : IDisposable
{
    private readonly string? ownFolder;

    private AuthorityFile(string path, string? ownFolder)
    {
        Path = path;
        this.ownFolder = ownFolder;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <param name="certificatePem">What to write.</param>
    /// <param name="path">Where to; null for a private folder that goes with <see cref="Dispose"/>.</param>
    /// <exception cref="IOException">The file is there and is not an earlier practice tenant's, or cannot be written.</exception>
    public static AuthorityFile Write(string certificatePem, string? path)
    {
        if (path is null)
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("practice-tenant-").FullName;
            var file = new AuthorityFile(System.IO.Path.Combine(folder, "practice-tenant-ca.pem"), folder);
            File.WriteAllText(file.Path, certificatePem);
            return file;
        }

        // A system's bundle given by mistake must survive.
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full) && !IsPracticeAuthority(full))
            throw new IOException($"'{full}' is there already and holds something other than a practice tenant's certificate. Name another file.");
        var temporary = full + ".new";
        File.WriteAllText(temporary, certificatePem);
        File.Move(temporary, full, overwrite: true);
        return new(full, ownFolder: null);
    }

    public void Dispose()
    {
        if (ownFolder is not null && System.IO.Directory.Exists(ownFolder))
            System.IO.Directory.Delete(ownFolder, recursive: true);
    }

    private static bool IsPracticeAuthority(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count == 1 && certificates[0].Subject == PracticeAuthority.Name;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
