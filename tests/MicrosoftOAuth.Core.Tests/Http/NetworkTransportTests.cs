using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>A proxy that is named leads every request of a session, and its password is in no message.</summary>
public sealed class NetworkTransportTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_sign_in_goes_through_the_proxy_and_names_it_without_the_password()
    {
        TaskCompletionSource<Uri> address = new();
        Task<IReadOnlyList<string>> seen = RefuseTwiceAsync(address);
        using HttpMessageHandler through = NetworkTransport.Through(await address.Task.WaitAsync(s_bound), new NetworkCredential("worker", "open sesame"));
        SignInOptions options = new() { Method = SignInMethod.ClientSecret, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ClientSecret = SecureText.From("secret") };

        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(options, new Core.Wire(through, TimeProvider.System), reports: null, CancellationToken.None).WaitAsync(s_bound));

        IReadOnlyList<string> requests = await seen.WaitAsync(s_bound);
        Assert.All(requests, request => Assert.StartsWith("CONNECT login.microsoftonline.com:443 HTTP/1.1", request, StringComparison.Ordinal));
        string credential = Convert.ToBase64String(Encoding.UTF8.GetBytes("worker:open sesame"));
        Assert.Contains($"Proxy-Authorization: Basic {credential}", requests[1], StringComparison.Ordinal);
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
        Assert.DoesNotContain("sesame", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token", true)]
    [InlineData("http://localhost:50342/oauth2/token", true)]
    [InlineData("https://login.microsoftonline.com/", false)]
    [InlineData("https://169.254.169.254.example.com/", false)]
    public void What_is_on_this_machines_own_link_is_asked_directly(string address, bool isDirect)
    {
        using HttpClientHandler through = (HttpClientHandler)NetworkTransport.Through(new Uri("http://proxy.contoso.com:8080"), credential: null);
        Assert.Equal(isDirect, through.Proxy!.IsBypassed(new Uri(address)));
    }

    [Theory]
    [InlineData("proxy.contoso.com:8080")]
    [InlineData("socks5://proxy.contoso.com")]
    [InlineData("http://worker:sesame@proxy.contoso.com:8080")]
    public void An_address_that_is_none_or_holds_a_password_is_refused(string proxy)
    {
        OAuthException e = Assert.Throws<OAuthException>(() => NetworkTransport.Through(new Uri(proxy, UriKind.RelativeOrAbsolute), credential: null));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.DoesNotContain("sesame", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Asks for a password, and then refuses all the same.</summary>
    private static async Task<IReadOnlyList<string>> RefuseTwiceAsync(TaskCompletionSource<Uri> address)
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        address.SetResult(new Uri($"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}"));
        List<string> seen = [];
        while (seen.Count < 2)
        {
            using TcpClient client = await proxy.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            while (seen.Count < 2 && await HeadAsync(stream) is { Length: > 0 } head)
            {
                seen.Add(head);
                string answer = seen.Count == 1 ? "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"practice\"" : "403 Forbidden";
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"));
            }
        }

        return seen;
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
