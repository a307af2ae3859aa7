using System.Text;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Bytes of one section as they are written, little-endian. Refuses what does not fit.</summary>
internal sealed class SectionBuffer
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public static SectionBuffer OfText(string text)
    {
        var buffer = new SectionBuffer();
        buffer.Bytes(Encoding.UTF8.GetBytes(text));
        return buffer;
    }

    public SectionBuffer Byte(int value)
    {
        if (value is < 0 or > byte.MaxValue)
            throw TooLarge(value);
        _bytes.Add((byte)value);
        return this;
    }

    public SectionBuffer UInt16(int value)
    {
        if (value is < 0 or > ushort.MaxValue)
            throw TooLarge(value);
        return Byte(value & 0xFF).Byte(value >> 8);
    }

    public SectionBuffer Int32(int value) => UInt16(value & 0xFFFF).UInt16((value >> 16) & 0xFFFF);

    public SectionBuffer UInt64(ulong value) => Int32((int)(value & uint.MaxValue)).Int32((int)(value >> 32));

    public SectionBuffer Bytes(byte[] value)
    {
        _bytes.AddRange(value);
        return this;
    }

    public SectionBuffer PadTo(int multiple)
    {
        while (_bytes.Count % multiple != 0)
            _bytes.Add(0);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    private static InvalidDataException TooLarge(int value) =>
        new($"{value} does not fit the field of the index that it is meant for; the format needs a new version.");
}
