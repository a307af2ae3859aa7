using MicrosoftOAuth.Sandbox.Server.Certificates;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Certificates;

public sealed class AuthorityFileTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("practice-tests-").FullName;

    private string FilePath => Path.Combine(folder, "ca.pem");

    [Fact]
    public void A_folder_of_its_own_is_private_and_goes_at_the_end()
    {
        var file = AuthorityFile.Write("text", path: null);
        Assert.Equal("text", File.ReadAllText(file.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Path.GetDirectoryName(file.Path)!).UnixFileMode);

        file.Dispose();

        Assert.False(System.IO.Directory.Exists(Path.GetDirectoryName(file.Path)));
    }

    [Fact]
    public void An_earlier_practice_tenants_file_is_replaced()
    {
        using var earlier = new PracticeAuthority(PracticeTenant.HostNames, DateTimeOffset.UtcNow);
        using var later = new PracticeAuthority(PracticeTenant.HostNames, DateTimeOffset.UtcNow);
        AuthorityFile.Write(earlier.CertificatePem, FilePath).Dispose();
        AuthorityFile.Write(later.CertificatePem, FilePath).Dispose();

        Assert.Equal(later.CertificatePem, File.ReadAllText(FilePath));
        Assert.Single(System.IO.Directory.GetFiles(folder));
    }

    [Fact]
    public void A_file_with_anything_else_is_left_alone()
    {
        File.WriteAllText(FilePath, "a system's bundle");

        var refusal = Assert.Throws<IOException>(() => AuthorityFile.Write("text", FilePath));

        Assert.Contains(FilePath, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("a system's bundle", File.ReadAllText(FilePath));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
