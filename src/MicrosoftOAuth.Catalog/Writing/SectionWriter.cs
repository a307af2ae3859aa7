using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Puts the sections and the header together.</summary>
internal sealed class SectionWriter
{
    private const int Alignment = 8;

    private readonly SortedDictionary<Section, byte[]> _sections = [];

    public void Add(Section section, SectionBuffer content) => _sections.Add(section, content.ToArray());

    public byte[] ToFile(DateTimeOffset dataDate)
    {
        int offset = IndexLayout.SectionTableOffset + (_sections.Count * IndexLayout.SectionEntrySize);
        var table = new SectionBuffer();
        var body = new SectionBuffer();
        foreach (KeyValuePair<Section, byte[]> section in _sections)
        {
            table.Int32(offset + body.Length).Int32(section.Value.Length / IndexLayout.RecordSize(section.Key));
            body.Bytes(section.Value).PadTo(Alignment);
        }

        SectionBuffer file = new SectionBuffer()
            .UInt64(IndexLayout.Magic)
            .UInt16(IndexLayout.Version)
            .UInt16(_sections.Count)
            .Int32(offset + body.Length)
            .UInt64(0)
            .UInt64((ulong)dataDate.ToUnixTimeSeconds())
            .Bytes(table.ToArray())
            .Bytes(body.ToArray());

        byte[] bytes = file.ToArray();
        byte[] checksum = new SectionBuffer().UInt64(Checksum.Of(bytes, IndexLayout.ChecksummedFrom)).ToArray();
        checksum.CopyTo(bytes, IndexLayout.ChecksumOffset);
        return bytes;
    }
}
