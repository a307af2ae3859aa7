using System.Buffers;
using System.Globalization;
using System.Text;

namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>What the first bytes of a connection ask for: one of the nested records.</summary>
internal abstract record ConnectRequest
{
    /// <summary>The type of a TLS record that carries a handshake (RFC 8446, section 5.1).</summary>
    private const byte TlsHandshake = 0x16;

    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();

    private ConnectRequest()
    {
    }

    /// <summary>Reads as much as there is. CONNECT is RFC 9110, section 9.3.6; the form of a message RFC 9112.</summary>
    /// <param name="bytes">What has arrived; not empty.</param>
    /// <param name="limit">The longest CONNECT request, in bytes.</param>
    public static ConnectRequest Read(ReadOnlySequence<byte> bytes, int limit)
    {
        var first = bytes.FirstSpan[0];
        if (first == TlsHandshake)
            return new StraightTls();
        if (first is < (byte)'A' or > (byte)'Z')
            return new Refused(400, "Bad Request", "This is neither TLS nor HTTP.");

        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> head, EndOfHeaders, advancePastDelimiter: true))
        {
            return bytes.Length > limit
                ? new Refused(431, "Request Header Fields Too Large", $"A request to the proxy has at most {limit} bytes.")
                : new Incomplete();
        }

        return head.Length > limit
            ? new Refused(431, "Request Header Fields Too Large", $"A request to the proxy has at most {limit} bytes.")
            : ReadHead(Encoding.Latin1.GetString(head), reader.Consumed);
    }

    private static ConnectRequest ReadHead(string head, long length)
    {
        var lines = head.Split("\r\n");
        var parts = lines[0].Split(' ');
        if (parts is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] || head.Any(letter => letter is < ' ' and not ('\r' or '\n' or '\t')))
            return new Refused(400, "Bad Request", "The request line is not of the form 'CONNECT host:port HTTP/1.1'.");
        if (method != "CONNECT")
            return new Refused(405, "Method Not Allowed", "This is the practice tenant's proxy. It takes CONNECT alone: its hosts speak HTTPS. Set it as HTTPS_PROXY.");
        if (lines.Skip(1).Any(line => line.IndexOf(':', StringComparison.Ordinal) < 1))
            return new Refused(400, "Bad Request", "A header has no name.");
        var colon = target.LastIndexOf(':');
        return colon > 0 && int.TryParse(target.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new Tunnel(target[..colon], port, length)
            : new Refused(400, "Bad Request", "CONNECT wants a host and a port.");
    }

    /// <summary>More bytes are needed to know.</summary>
    public sealed record Incomplete : ConnectRequest;

    /// <summary>A client that takes this for the host itself.</summary>
    public sealed record StraightTls : ConnectRequest;

    /// <param name="Host">The host's name, as it was sent.</param>
    /// <param name="Port">The port.</param>
    /// <param name="Length">How many bytes the request has.</param>
    public sealed record Tunnel(string Host, int Port, long Length) : ConnectRequest;

    /// <param name="Status">The status to answer.</param>
    /// <param name="Title">The status's name.</param>
    /// <param name="Reason">What to say.</param>
    public sealed record Refused(int Status, string Title, string Reason) : ConnectRequest;
}
