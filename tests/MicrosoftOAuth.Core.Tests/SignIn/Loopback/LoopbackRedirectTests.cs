using System.Net;
using System.Net.Sockets;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>Which redirect URIs are answered here, and on which port.</summary>
public sealed class LoopbackRedirectTests
{
    [Theory]
    [InlineData(null, "http://localhost:5000")]
    [InlineData("http://localhost", "http://localhost:5000")]
    [InlineData("http://localhost/", "http://localhost:5000/")]
    [InlineData("http://localhost:80", "http://localhost:5000")]
    [InlineData("http://localhost/callback", "http://localhost:5000/callback")]
    [InlineData("http://localhost/a%20b?c=d", "http://localhost:5000/a%20b?c=d")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:5000/callback")]
    [InlineData("http://[::1]", "http://[::1]:5000")]
    [InlineData("http://localhost:8400/callback", "http://localhost:8400/callback")]
    [InlineData("http://localhost:8400", "http://localhost:8400")]
    public void Names_the_port_that_is_listened_on(string? given, string used) =>
        Assert.Equal(used, LoopbackRedirect.Of(given is null ? null : new Uri(given)).At(5000));

    [Theory]
    [InlineData("https://localhost")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://evil.example:8400")]
    [InlineData("http://user@localhost")]
    [InlineData("http://localhost/#fragment")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://192.168.0.1")]
    [InlineData("msal://auth")]
    [InlineData("https://login.microsoftonline.com/common/oauth2/nativeclient")]
    [InlineData("callback")]
    public void Refuses_what_no_program_here_can_receive(string given)
    {
        OAuthException e = Assert.Throws<OAuthException>(() => LoopbackRedirect.Of(new Uri(given, UriKind.RelativeOrAbsolute)));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains(given, e.Message, StringComparison.Ordinal);
        Assert.Contains("-AuthorizationCode", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_named_with_the_way_out()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        OAuthException e = Assert.Throws<OAuthException>(() => LoopbackPort.Open(LoopbackRedirect.Of(new Uri($"http://localhost:{port}/callback"))));
        Assert.Equal((OAuthErrorKind.InvalidArgument, port), (e.Kind, e.Target));
        Assert.Contains($"Port {port}", e.Message, StringComparison.Ordinal);
        Assert.Contains("-RedirectUri", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_another_program_has_at_the_other_address_is_taken_too()
    {
        if (!ReceiverBench.HasIPv6())
        {
            return;
        }

        using TcpListener other = new(IPAddress.IPv6Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Throws<OAuthException>(() => LoopbackPort.Open(LoopbackRedirect.Of(new Uri($"http://localhost:{port}"))));
        using TcpListener free = new(IPAddress.Loopback, port);
        free.Start();
    }

    [Fact]
    public void Ports_are_never_shared()
    {
        LoopbackRedirect redirect = LoopbackRedirect.Of(null);
        LoopbackPort[] ports = [.. Enumerable.Range(0, 20).Select(_ => LoopbackPort.Open(redirect))];
        Assert.Equal(20, ports.Select(port => port.Number).Distinct().Count());
        Array.ForEach(ports, port => port.Dispose());
    }
}
