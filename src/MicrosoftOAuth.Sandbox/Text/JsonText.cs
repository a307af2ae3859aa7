using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MicrosoftOAuth.Sandbox.Text;

/// <summary>JSON that is written piece by piece. Each thread keeps its writer and its buffer for the next text.</summary>
internal sealed class JsonText : IBufferWriter<byte>
{
    /// <summary>A larger buffer is not kept.</summary>
    private const int KeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static (JsonText Text, Utf8JsonWriter Writer)? kept;

    private byte[] bytes = new byte[4096];
    private int length;

    public static string Write(Action<Utf8JsonWriter> write)
    {
        // Taken while in use: what is written may itself write such a text.
        var (text, writer) = kept ?? New();
        kept = null;
        write(writer);
        writer.Flush();
        var result = Encoding.UTF8.GetString(text.bytes, 0, text.length);
        if (text.bytes.Length <= KeptBytes)
        {
            text.length = 0;
            writer.Reset();
            kept = (text, writer);
        }

        return result;
    }

    private static (JsonText Text, Utf8JsonWriter Writer) New()
    {
        var text = new JsonText();
        return (text, new(text, JsonFormat.Writer));
    }

    void IBufferWriter<byte>.Advance(int count) => length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Room(sizeHint).AsMemory(length);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(sizeHint).AsSpan(length);

    private byte[] Room(int sizeHint)
    {
        if (bytes.Length - length < Math.Max(sizeHint, 1))
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + sizeHint));
        return bytes;
    }
}
