using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>Apps that prove themselves with a certificate, and certificates that cannot prove anything.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;
    private static readonly X509Certificate2 s_certificate = PracticeSessions.NewCertificate();
    private readonly PracticeSessions _practice = new();
    private readonly PlayedMachine _machine = new();

    [Fact]
    public async Task An_object_signs_in_and_renews()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions { Certificate = s_certificate });
        AccessToken first = await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        AccessToken second = await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports: null, CancellationToken.None);
        Assert.Equal("2", TokenClaims.Read(first.Reveal()).Claims["appidacr"]);
        Assert.NotEqual(first.Reveal(), second.Reveal());
        Assert.False(context.HasUser);
    }

    [Fact]
    public async Task The_chain_goes_along_only_where_it_is_asked_for()
    {
        SignInOptions options = new() { Certificate = s_certificate };
        string clientId = await _practice.NewCertificateAppAsync(s_certificate);
        FakeWire wire = new FakeWire().Answer("POST", 400, "{}").Answer("POST", 400, "{}");
        foreach (bool chain in new[] { false, true })
        {
            await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(
                options with { Method = SignInMethod.Certificate, ClientId = clientId, TenantId = FakeToken.Tenant, SendCertificateChain = chain },
                new Core.Wire(wire, TimeProvider.System),
                reports: null,
                CancellationToken.None));
        }

        string[] headers = [.. wire.Sent.Select(sent => HeaderOf(sent.Body))];
        Assert.DoesNotContain("\"x5c\"", headers[0], StringComparison.Ordinal);
        Assert.Contains("\"x5c\"", headers[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreLocation.CurrentUser)]
    [InlineData(StoreLocation.LocalMachine)]
    public async Task A_thumbprint_is_found_in_either_store(StoreLocation location)
    {
        _machine.Store(location, s_certificate);
        string typed = string.Join(' ', s_certificate.Thumbprint.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        Assert.NotNull(await ConnectAsync(new SignInOptions { CertificateThumbprint = typed }));
    }

    [Theory]
    [InlineData("PKCS #8")]
    [InlineData("PKCS #1")]
    [InlineData("encrypted PKCS #8")]
    [InlineData("key before certificate, and a stranger's certificate first")]
    public async Task A_PEM_signs_in(string form)
    {
        using RSA key = s_certificate.GetRSAPrivateKey()!;
        using X509Certificate2 stranger = PracticeSessions.NewCertificate();
        string own = s_certificate.ExportCertificatePem();
        string text = form switch
        {
            "PKCS #8" => own + "\n" + key.ExportPkcs8PrivateKeyPem(),
            "PKCS #1" => own + "\n" + key.ExportRSAPrivateKeyPem(),
            "encrypted PKCS #8" => own + "\r\n" + key.ExportEncryptedPkcs8PrivateKeyPem("pässword", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            _ => $"Bag Attributes\n{key.ExportPkcs8PrivateKeyPem()}\n{stranger.ExportCertificatePem()}\n{own}",
        };
        _machine.Write("app.pem", text);
        Assert.NotNull(await ConnectAsync(new SignInOptions { CertificatePath = "app.pem", CertificatePassword = SecureText.From("pässword") }));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData(null)]
    public async Task A_PFX_signs_in(string? password)
    {
        _machine.Write("app.pfx", s_certificate.Export(X509ContentType.Pfx, password));
        Assert.NotNull(await ConnectAsync(new SignInOptions { CertificatePath = "app.pfx", CertificatePassword = password is null ? null : SecureText.From(password) }));
    }

    [Fact]
    public async Task A_certificate_that_the_app_does_not_have_is_said_to_be_one()
    {
        using X509Certificate2 other = PracticeSessions.NewCertificate();
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { Certificate = other }));
        Assert.Equal((OAuthErrorKind.CertificateUnusable, "AADSTS700027"), (e.Kind, e.ServiceCode));
    }

    [Fact]
    public async Task A_wrong_password_a_missing_one_and_damage_are_told_apart()
    {
        byte[] pfx = s_certificate.Export(X509ContentType.Pfx, "secret");
        _machine.Write("app.pfx", pfx).Write("cut.pfx", pfx[..^200]).Write("text.pfx", "Hello").Write("empty.pfx", string.Empty);
        await RefusedAsync("app.pfx", "wrong", "does not open");
        await RefusedAsync("app.pfx", password: null, "is locked by a password");
        await RefusedAsync("cut.pfx", "secret", "no certificate");
        await RefusedAsync("text.pfx", "secret", "no certificate");
        await RefusedAsync("empty.pfx", "secret", "no certificate");
        await RefusedAsync("absent.pfx", "secret", "no file");
    }

    [Fact]
    public async Task A_PEM_without_what_it_needs_is_told_so()
    {
        using RSA key = s_certificate.GetRSAPrivateKey()!;
        using RSA foreign = RSA.Create(2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string own = s_certificate.ExportCertificatePem() + "\n";
        string locked = key.ExportEncryptedPkcs8PrivateKeyPem("right", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));
        _machine.Write("bare.pem", own)
            .Write("key.pem", key.ExportPkcs8PrivateKeyPem())
            .Write("foreign.pem", own + foreign.ExportPkcs8PrivateKeyPem())
            .Write("curve.pem", own + curve.ExportPkcs8PrivateKeyPem())
            .Write("ec.pem", own + curve.ExportECPrivateKeyPem())
            .Write("locked.pem", own + locked)
            .Write("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + key.ExportPkcs8PrivateKeyPem())
            .Write("old.pem", own + "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\nAAAA\n-----END RSA PRIVATE KEY-----");
        await RefusedAsync("bare.pem", null, "without its private key");
        await RefusedAsync("key.pem", null, "no certificate");
        await RefusedAsync("foreign.pem", null, "belongs to none");
        await RefusedAsync("curve.pem", null, "no RSA key");
        await RefusedAsync("ec.pem", null, "RSA keys alone");
        await RefusedAsync("locked.pem", null, "locked by a password");
        await RefusedAsync("locked.pem", "wrong", "does not open");
        await RefusedAsync("damaged.pem", null, "is damaged");
        await RefusedAsync("old.pem", "x", "old way");
    }

    [Fact]
    public async Task A_certificate_without_key_is_told_so_whatever_its_form()
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(s_certificate.RawData);
        _machine.Write("app.cer", bare.RawData).Store(StoreLocation.CurrentUser, bare);
        await RefusedAsync("app.cer", null, "without its private key");
        await RefusedAsync(new SignInOptions { Certificate = bare }, "without its private key");
        await RefusedAsync(new SignInOptions { CertificateThumbprint = bare.Thumbprint }, "without its private key");
    }

    [Fact]
    public async Task An_ended_one_and_one_that_is_not_yet_good_name_their_times()
    {
        using X509Certificate2 ended = PracticeSessions.NewCertificate(until: s_now.AddDays(-1));
        using X509Certificate2 early = PracticeSessions.NewCertificate(from: s_now.AddDays(1));
        await RefusedAsync(new SignInOptions { Certificate = ended }, "ended at");
        await RefusedAsync(new SignInOptions { Certificate = early }, "good only from");
    }

    [Fact]
    public async Task A_curve_is_refused_before_anything_is_sent()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 curve = new CertificateRequest("CN=curve", key, HashAlgorithmName.SHA256).CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(1));
        await RefusedAsync(new SignInOptions { Certificate = curve }, "no RSA key");
    }

    [Fact]
    public async Task Stores_that_do_not_open_and_thumbprints_that_are_none_are_named()
    {
        _machine.ClosedStores.UnionWith([StoreLocation.CurrentUser, StoreLocation.LocalMachine]);
        await RefusedAsync(new SignInOptions { CertificateThumbprint = s_certificate.Thumbprint }, "CurrentUser could not be opened (Access is denied)");
        await RefusedAsync(new SignInOptions { CertificateThumbprint = "abc" }, "no thumbprint");
    }

    [Fact]
    public async Task This_computers_own_stores_and_files_are_asked_where_nothing_else_is_said()
    {
        SignInOptions options = new() { Method = SignInMethod.Certificate, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant };
        OAuthException e = await _practice.RefusedAsync(options with { CertificateThumbprint = new string('0', 40) });
        Assert.Contains("No certificate with the thumbprint", e.Message, StringComparison.Ordinal);
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        e = await _practice.RefusedAsync(options with { CertificatePath = path });
        Assert.Contains("There is no file", e.Message, StringComparison.Ordinal);
        e = await _practice.RefusedAsync(options with { CertificatePath = Path.GetTempPath() });
        Assert.Contains("cannot be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sources_or_two_proofs_are_too_many()
    {
        SignInOptions both = new() { Certificate = s_certificate, CertificatePath = "app.pfx" };
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(both));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { Certificate = s_certificate, ClientSecret = SecureText.From("x") }));
        Assert.Contains("a client secret and a certificate", e.Message, StringComparison.Ordinal);
    }

    private static string HeaderOf(string form)
    {
        string assertion = form.Split('&').First(part => part.StartsWith("client_assertion=", StringComparison.Ordinal)).Split('=')[1];
        string header = assertion.Split('.')[0].Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
    }

    private Task RefusedAsync(string path, string? password, string why) =>
        RefusedAsync(new SignInOptions { CertificatePath = path, CertificatePassword = password is null ? null : SecureText.From(password) }, why);

    private async Task RefusedAsync(SignInOptions options, string why)
    {
        int before = _practice.TokenRequests;
        OAuthException e = await _practice.RefusedAsync(options with { Method = SignInMethod.Certificate, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, Machine = _machine });
        Assert.Equal(OAuthErrorKind.CertificateUnusable, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(e.Remedy!);
        Assert.Equal(before, _practice.TokenRequests);
    }

    private async Task<OAuthContext> ConnectAsync(SignInOptions options) => await _practice.ConnectAsync(options with
    {
        Method = SignInMethod.Certificate,
        ClientId = await _practice.NewCertificateAppAsync(s_certificate),
        TenantId = _practice.TenantId,
        Machine = _machine,
    });
}
