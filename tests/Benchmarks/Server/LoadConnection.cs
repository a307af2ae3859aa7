using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MicrosoftOAuth.Benchmarks.Server;

/// <summary>
/// One connection that is kept alive and asks without pause, HTTP/1.1 over TLS. It does as little as a client can, so that
/// what is measured is the server.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    internal const string Host = "graph.microsoft.com";

    private readonly SslStream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    private LoadConnection(SslStream stream) => _stream = stream;

    internal static async Task<LoadConnection> OpenAsync(ServerProcess server)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(server.Authority);
        SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host, CertificateChainPolicy = policy });
        return new LoadConnection(stream);
    }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The status, and the body where it is asked for.</returns>
    internal async ValueTask<(int Status, string? Body)> AskAsync(ReadOnlyMemory<byte> request, bool wantsBody)
    {
        await _stream.WriteAsync(request);
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync();
        int whole = end + 4 + LengthOf(_buffer.AsSpan(0, end));
        while (_filled < whole)
            await FillAsync();
        int status = int.Parse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        string? body = wantsBody ? Encoding.UTF8.GetString(_buffer, end + 4, whole - end - 4) : null;
        _buffer.AsSpan(whole, _filled - whole).CopyTo(_buffer);
        _filled -= whole;
        return (status, body);
    }

    public void Dispose() => _stream.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        int at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
            throw new InvalidOperationException("The answer has no length.");
        ReadOnlySpan<byte> rest = head[(at + "Content-Length: ".Length)..];
        int end = rest.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }

    private async ValueTask FillAsync()
    {
        int read = await _stream.ReadAsync(_buffer.AsMemory(_filled));
        if (read == 0)
            throw new InvalidOperationException("The connection was closed, or the answer is too long.");
        _filled += read;
    }
}
