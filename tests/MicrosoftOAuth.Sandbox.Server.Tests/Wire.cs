using System.Text;

namespace MicrosoftOAuth.Sandbox.Server.Tests;

/// <summary>Bytes to and from a connection, with an end to every wait.</summary>
internal static class Wire
{
    public static ValueTask SayAsync(this Stream connection, string text) => connection.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Everything that comes until the other side closes.</summary>
    public static async Task<string> HearAllAsync(this Stream connection)
    {
        using var patience = new CancellationTokenSource(RunningServer.Patience);
        using var heard = new MemoryStream();
        await connection.CopyToAsync(heard, patience.Token);
        return Encoding.UTF8.GetString(heard.ToArray());
    }

    /// <summary>What comes up to an empty line.</summary>
    public static async Task<string> HearHeadAsync(this Stream connection)
    {
        using var patience = new CancellationTokenSource(RunningServer.Patience);
        var heard = new StringBuilder();
        var one = new byte[1];
        while (!heard.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await connection.ReadAsync(one, patience.Token) == 1)
            heard.Append((char)one[0]);
        return heard.ToString();
    }
}
