using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>A receiver on a real port, with a browser and with bare sockets; every wait in it is bounded.</summary>
internal sealed class ReceiverBench : IAsyncDisposable
{
    internal const string State = "the-state";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<RedirectAnswer> _receiving;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = s_patience };

    internal ReceiverBench(string? redirectUri = null)
    {
        LoopbackRedirect redirect = LoopbackRedirect.Of(redirectUri is null ? null : new Uri(redirectUri));
        LoopbackPort port = LoopbackPort.Open(redirect);
        Port = port.Number;
        Address = new Uri(redirect.At(Port));
        _receiving = new LoopbackReceiver(port, new RedirectDesk(redirect.Path, State, FakeToken.Client), Clock).ReceiveAsync(_stop.Token);
    }

    internal FakeTimeProvider Clock { get; } = new();

    internal int Port { get; }

    internal Uri Address { get; }

    internal bool IsWaiting => !_receiving.IsCompleted;

    internal Task<RedirectAnswer> Answer => _receiving.WaitAsync(s_patience);

    internal static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>True where localhost has its second address.</summary>
    internal static bool HasIPv6()
    {
        try
        {
            using TcpListener probe = new(IPAddress.IPv6Loopback, 0);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal Task<Page> GetAsync(string query) => ShowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, query)));

    internal Task<Page> PostAsync(params (string Name, string Value)[] form) => ShowAsync(new HttpRequestMessage(HttpMethod.Post, Address)
    {
        Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
    });

    internal async Task<Page> ShowAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _browser.SendAsync(request);
        return new Page((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    internal async Task<TcpClient> ConnectAsync(IPAddress? address = null)
    {
        TcpClient client = new(address?.AddressFamily ?? AddressFamily.InterNetwork);
        await client.ConnectAsync(address ?? IPAddress.Loopback, Port).WaitAsync(s_patience);
        return client;
    }

    /// <summary>Sends bytes as they are, and reads whatever comes until the other side closes.</summary>
    internal async Task<string> SendAsync(string bytes, IPAddress? address = null, bool closesAfter = false)
    {
        using TcpClient client = await ConnectAsync(address);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        if (closesAfter)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        return await ReadAsync(stream);
    }

    internal static async Task<string> ReadAsync(NetworkStream stream)
    {
        using MemoryStream seen = new();
        await stream.CopyToAsync(seen).WaitAsync(s_patience);
        return Encoding.UTF8.GetString(seen.ToArray());
    }

    /// <summary>Nobody waits any more.</summary>
    internal async Task CancelAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_receiving).WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _browser.Dispose();
        _stop.Dispose();
    }
}

/// <summary>What a browser got.</summary>
internal sealed record Page(int Status, string Html, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    internal string Title => Html.Split("<title>")[1].Split("</title>")[0];
}
