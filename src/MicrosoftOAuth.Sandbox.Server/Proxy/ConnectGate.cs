using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>
/// Stands before TLS: takes a proxy's CONNECT for the practice world's hosts, refuses everything else, and lets the
/// connection go on to this same server's TLS. So nothing is ever relayed anywhere.
/// </summary>
internal sealed class ConnectGate(IReadOnlyList<string> hostNames, ProxyLimits limits, TimeProvider clock)
{
    private static readonly byte[] Established = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    private readonly HashSet<string> hosts = new(hostNames, StringComparer.OrdinalIgnoreCase);

    public async Task OnConnectedAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await IsAdmittedAsync(connection))
            await next(connection);
    }

    private async Task<bool> IsAdmittedAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;

        // ConnectionClosed plays no part: it fires when the client has said its last, which is no reason not to answer.
        using var patience = new CancellationTokenSource(limits.ConnectTime, clock);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                if (read.Buffer.IsEmpty)
                    return false;
                var request = ConnectRequest.Read(read.Buffer, limits.ConnectBytes);
                switch (request is ConnectRequest.Tunnel asked ? Judge(asked) : request)
                {
                    case ConnectRequest.StraightTls:
                        input.AdvanceTo(read.Buffer.Start);
                        return true;
                    case ConnectRequest.Tunnel tunnel:
                        input.AdvanceTo(read.Buffer.GetPosition(tunnel.Length));
                        await connection.Transport.Output.WriteAsync(Established, patience.Token);
                        return true;
                    case ConnectRequest.Refused refused:
                        input.AdvanceTo(read.Buffer.End);
                        await RefuseAsync(connection, refused);
                        return false;
                    default:
                        input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                        if (read.IsCompleted)
                            return false;
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await RefuseAsync(connection, new(408, "Request Timeout", $"Nothing whole came within {limits.ConnectTime.TotalSeconds:0} seconds."));
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private ConnectRequest Judge(ConnectRequest.Tunnel asked)
    {
        if (!hosts.Contains(asked.Host))
            return new ConnectRequest.Refused(403, "Forbidden", $"'{asked.Host}' is not one of the practice tenant's hosts, and nothing is relayed anywhere else.");
        return asked.Port == 443
            ? asked
            : new ConnectRequest.Refused(403, "Forbidden", $"The practice tenant's hosts answer at port 443 alone, not at {asked.Port}.");
    }

    private async Task RefuseAsync(ConnectionContext connection, ConnectRequest.Refused refused)
    {
        var body = refused.Reason + "\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {refused.Status} {refused.Title}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{(refused.Status == 405 ? "Allow: CONNECT\r\n" : "")}Connection: close\r\n\r\n");
        try
        {
            await connection.Transport.Output.WriteAsync(Encoding.UTF8.GetBytes(head + body));
            using var patience = new CancellationTokenSource(limits.LingerTime, clock);
            await LingerAsync(connection.Transport.Input, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client went without reading its refusal.
        }
    }

    /// <summary>Closing a socket with unread bytes resets it, and the client would lose what it was told.</summary>
    private async Task LingerAsync(PipeReader input, CancellationToken cancellationToken)
    {
        for (long left = limits.LingerBytes; left > 0;)
        {
            var read = await input.ReadAsync(cancellationToken);
            left -= read.Buffer.Length;
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
