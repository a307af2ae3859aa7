using System.Security.Cryptography.X509Certificates;
using MicrosoftOAuth.Sandbox.Server.Certificates;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Certificates;

/// <summary>Whoever trusts the authority trusts it for the practice world's hosts and nothing else.</summary>
public sealed class PracticeAuthorityTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public void Its_certificate_for_the_hosts_is_valid_for_each_of_them()
    {
        using var authority = new PracticeAuthority(PracticeTenant.HostNames, Now);
        using var certificate = authority.IssueForHosts();

        Assert.True(IsValid(certificate, authority, out _));
        Assert.All(PracticeTenant.HostNames, host => Assert.True(certificate.MatchesHostname(host)));
        Assert.False(certificate.MatchesHostname("example.com"));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("www.office.com")]
    [InlineData("evilgraph.microsoft.com")]
    public void A_certificate_for_another_name_is_worthless(string name)
    {
        using var authority = new PracticeAuthority(PracticeTenant.HostNames, Now);
        using var certificate = authority.Issue([name]);

        Assert.False(IsValid(certificate, authority, out var faults));
        Assert.Contains(faults, fault => fault is X509ChainStatusFlags.HasNotPermittedNameConstraint or X509ChainStatusFlags.HasExcludedNameConstraint or X509ChainStatusFlags.InvalidNameConstraints);
    }

    [Fact]
    public void The_constraints_are_critical_and_name_the_hosts()
    {
        using var authority = new PracticeAuthority(["graph.microsoft.com"], Now);
        var extension = Assert.Single(authority.Certificate.Extensions, extension => extension.Oid!.Value == NameConstraints.Oid);

        Assert.True(extension.Critical);

        // permittedSubtrees [0] with one dNSName [2]; excludedSubtrees [1] with two iPAddresses [7]: all of IPv4, all of IPv6.
        Assert.Equal(
            "304B" + "A017" + "3015" + "8213" + Convert.ToHexString("graph.microsoft.com"u8) + "A130" + "300A" + "8708" + new string('0', 16) + "3022" + "8720" + new string('0', 64),
            Convert.ToHexString(extension.RawData));
    }

    [Fact]
    public void It_lives_for_days_and_its_file_has_no_key()
    {
        using var authority = new PracticeAuthority(PracticeTenant.HostNames, Now);
        using var certificate = authority.IssueForHosts();

        Assert.InRange(authority.Certificate.NotAfter.ToUniversalTime(), Now.UtcDateTime, Now.UtcDateTime.AddDays(4));
        Assert.InRange(certificate.NotAfter.ToUniversalTime(), Now.UtcDateTime, authority.Certificate.NotAfter.ToUniversalTime());
        Assert.False(authority.Certificate.HasPrivateKey);
        Assert.DoesNotContain("PRIVATE", authority.CertificatePem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_authorities_have_nothing_in_common()
    {
        using var one = new PracticeAuthority(PracticeTenant.HostNames, Now);
        using var other = new PracticeAuthority(PracticeTenant.HostNames, Now);
        using var certificate = one.IssueForHosts();

        Assert.False(IsValid(certificate, other, out _));
    }

    private static bool IsValid(X509Certificate2 certificate, PracticeAuthority authority, out IReadOnlyList<X509ChainStatusFlags> faults)
    {
        using var chain = new X509Chain { ChainPolicy = RunningServer.TrustOnly(authority.Certificate) };
        chain.ChainPolicy.DisableCertificateDownloads = true;
        var isValid = chain.Build(certificate);
        faults = [.. chain.ChainStatus.Select(status => status.Status)];
        return isValid;
    }
}
