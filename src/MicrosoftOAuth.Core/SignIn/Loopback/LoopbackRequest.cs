using System.Globalization;
using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>A request of HTTP/1 (RFC 9112), as far as a redirect needs it.</summary>
/// <param name="Method">GET, POST or what the other side made up.</param>
/// <param name="Path">The target's path.</param>
/// <param name="Query">The target's query, without its question mark.</param>
/// <param name="Host">The header Host, with its port; null without one.</param>
/// <param name="Form">The posted form; empty without one.</param>
internal sealed record LoopbackRequest(string Method, string Path, string Query, string? Host, string Form)
{
    /// <summary>Bytes of the first line and all headers. Cookies of other programs on localhost come along.</summary>
    internal const int MostHead = 64 * 1024;

    /// <summary>Bytes of a form; Entra's stay far below.</summary>
    internal const int MostForm = 16 * 1024;

    private const string FormType = "application/x-www-form-urlencoded";

    /// <exception cref="RequestRefusedException">It is malformed or too long.</exception>
    /// <exception cref="IOException">The other side left before the end.</exception>
    internal static async Task<LoopbackRequest> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        (int filled, int end) = (0, -1);
        while (end < 0)
        {
            if (filled == MostHead)
            {
                throw new RequestRefusedException(431, "The request is too long.");
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, MostHead));
            }

            int from = Math.Max(0, filled - 3);
            filled += await FillAsync(stream, buffer, filled, cancellationToken).ConfigureAwait(false);
            int found = buffer.AsSpan(from, filled - from).IndexOf("\r\n\r\n"u8);
            end = found < 0 ? -1 : from + found;
        }

        string[] lines = Encoding.ASCII.GetString(buffer, 0, end).Split(["\r\n"], StringSplitOptions.None);
        string[] first = lines[0].Split(' ');
        if (first.Length != 3 || first[1].Length == 0 || first[1][0] != '/' || !first[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new RequestRefusedException(400, "This is no request that a browser sends.");
        }

        Dictionary<string, string> headers = HeadersOf(lines);
        int mark = first[1].IndexOf('?');
        LoopbackRequest request = new(
            first[0],
            mark < 0 ? first[1] : first[1].Substring(0, mark),
            mark < 0 ? string.Empty : first[1].Substring(mark + 1),
            headers.TryGetValue("Host", out string? host) ? host : null,
            string.Empty);
        if (request.Query.Length > MostForm)
        {
            throw new RequestRefusedException(414, "The address is too long.");
        }

        int length = request.Method == "POST" ? LengthOf(headers) : 0;
        byte[] form = new byte[length];
        int have = Math.Min(filled - end - 4, length);
        Array.Copy(buffer, end + 4, form, 0, have);
        while (have < length)
        {
            have += await FillAsync(stream, form, have, cancellationToken).ConfigureAwait(false);
        }

        return request with { Form = Encoding.ASCII.GetString(form) };
    }

    /// <summary>Method and path; never what was sent along.</summary>
    public override string ToString() => $"{Method} {Path}";

    private static async Task<int> FillAsync(Stream stream, byte[] buffer, int from, CancellationToken cancellationToken)
    {
        int read = await stream.ReadAsync(buffer.AsMemory(from), cancellationToken).ConfigureAwait(false);
        return read > 0 ? read : throw new EndOfStreamException();
    }

    private static Dictionary<string, string> HeadersOf(string[] lines)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':');
            string name = colon < 0 ? string.Empty : line.Substring(0, colon);
            if (name.Length == 0 || name.Any(char.IsWhiteSpace))
            {
                throw new RequestRefusedException(400, "A header of the request is malformed.");
            }

            if (headers.ContainsKey(name) && name.ToUpperInvariant() is "HOST" or "CONTENT-LENGTH" or "CONTENT-TYPE")
            {
                throw new RequestRefusedException(400, "A header of the request comes twice.");
            }

            headers[name] = line.Substring(colon + 1).Trim();
        }

        return headers;
    }

    private static int LengthOf(Dictionary<string, string> headers)
    {
        if (headers.ContainsKey("Transfer-Encoding") || !headers.TryGetValue("Content-Length", out string? text) || text.Length == 0 || !text.All(digit => digit is >= '0' and <= '9'))
        {
            throw new RequestRefusedException(411, "The form does not say how long it is.");
        }

        if (!headers.TryGetValue("Content-Type", out string? type) || !type.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(415, "This is not the form that a sign-in sends.");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= MostForm ? length : throw new RequestRefusedException(413, "The form is too long.");
    }
}

/// <summary>A request that is answered with an error, after which the wait goes on.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="why">One sentence for the person at the browser.</param>
internal sealed class RequestRefusedException(int status, string why) : Exception(why)
{
    internal int Status { get; } = status;
}
