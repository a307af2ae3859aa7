using System.Text;

namespace MicrosoftOAuth.Catalog.Format;

/// <summary>An index file in memory: checked once when opened, then read in place.</summary>
internal sealed class IndexFile
{
    private const int SectionCount = (int)Section.AlsoRequired + 1;

    private readonly byte[] _data;
    private readonly int[] _offsets = new int[SectionCount];
    private readonly int[] _counts = new int[SectionCount];

    private IndexFile(byte[] data) => _data = data;

    public DateTimeOffset DataDate => DateTimeOffset.FromUnixTimeSeconds((long)ReadUInt64(IndexLayout.DateOffset));

    public static IndexFile Open(string path)
    {
        byte[] data;
        try
        {
            data = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException(
                $"The permission index '{path}' does not exist. It belongs beside the module's other files: install the module again.",
                path,
                failure);
        }

        return Of(data, path);
    }

    /// <summary>An index that has been read.</summary>
    /// <param name="data">Its bytes; they are kept.</param>
    /// <param name="name">What it is called where it is refused.</param>
    public static IndexFile Of(byte[] data, string name)
    {
        var file = new IndexFile(data);
        file.Check(name);
        return file;
    }

    public int Count(Section section) => _counts[(int)section];

    /// <summary>Where a record begins in the file.</summary>
    public int RecordAt(Section section, int number) =>
        _offsets[(int)section] + (number * IndexLayout.RecordSize(section));

    public int ReadByte(int offset) => _data[offset];

    public int ReadUInt16(int offset) => _data[offset] | (_data[offset + 1] << 8);

    public int ReadInt32(int offset) => ReadUInt16(offset) | (ReadUInt16(offset + 2) << 16);

    /// <summary>A record of a section whose records are u16.</summary>
    public int Number(Section section, int number) => ReadUInt16(_offsets[(int)section] + (number * 2));

    public Guid ReadGuid(int offset)
    {
        byte[] bytes = new byte[16];
        Buffer.BlockCopy(_data, offset, bytes, 0, bytes.Length);
        return new Guid(bytes);
    }

    /// <summary>Compares sixteen stored bytes with those of an id.</summary>
    public int CompareId(int offset, byte[] id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            int difference = _data[offset + i] - id[i];
            if (difference != 0)
                return difference;
        }

        return 0;
    }

    /// <summary>A string of the text section, by its offset there.</summary>
    public string ReadString(int textOffset)
    {
        int offset = _offsets[(int)Section.Text] + textOffset;
        return Encoding.UTF8.GetString(_data, offset + 1, _data[offset]);
    }

    /// <summary>Compares a string of the text section with a string, ignoring case.</summary>
    public int CompareString(int textOffset, string text)
    {
        int offset = _offsets[(int)Section.Text] + textOffset;
        return IndexText.Compare(_data, offset + 1, _data[offset], text);
    }

    /// <summary>Whether a string of the text section is a stretch of text, ignoring case.</summary>
    public bool IsString(int textOffset, char[] text, int start, int length)
    {
        int offset = _offsets[(int)Section.Text] + textOffset;
        return _data[offset] == length && IndexText.AreEqual(_data, offset + 1, text, start, length);
    }

    /// <summary>Whether a string of the text section begins with a word, ignoring case.</summary>
    public bool Begins(int textOffset, string word)
    {
        int offset = _offsets[(int)Section.Text] + textOffset;
        if (_data[offset] < word.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (IndexText.Fold((char)_data[offset + 1 + i]) != IndexText.Fold(word[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether a string of the text section is a stretch of text, ignoring case, and an opening parenthesis behind it.</summary>
    public bool IsCallOf(int textOffset, char[] text, int start, int length)
    {
        int offset = _offsets[(int)Section.Text] + textOffset;
        return _data[offset] > length
            && _data[offset + 1 + length] == '('
            && IndexText.AreEqual(_data, offset + 1, text, start, length);
    }

    /// <summary>A section that is one text.</summary>
    public string ReadText(Section section) =>
        Encoding.UTF8.GetString(_data, _offsets[(int)section], _counts[(int)section]);

    private void Check(string path)
    {
        int headerEnd = IndexLayout.SectionTableOffset + (SectionCount * IndexLayout.SectionEntrySize);
        if (_data.Length < headerEnd || ReadUInt64(IndexLayout.MagicOffset) != IndexLayout.Magic)
            throw new InvalidDataException($"'{path}' is not a permission index: it does not begin like one.");

        int version = ReadUInt16(IndexLayout.VersionOffset);
        if (version != IndexLayout.Version || ReadUInt16(IndexLayout.SectionCountOffset) != SectionCount)
        {
            throw new InvalidDataException(
                $"The permission index '{path}' has format {version}; this version of the module reads format {IndexLayout.Version}.");
        }

        if (ReadInt32(IndexLayout.LengthOffset) != _data.Length
            || ReadUInt64(IndexLayout.ChecksumOffset) != Checksum.Of(_data, IndexLayout.ChecksummedFrom))
        {
            throw Damaged(path);
        }

        for (int section = 0; section < SectionCount; section++)
        {
            int entry = IndexLayout.SectionTableOffset + (section * IndexLayout.SectionEntrySize);
            _offsets[section] = ReadInt32(entry);
            _counts[section] = ReadInt32(entry + 4);
            long end = _offsets[section] + ((long)_counts[section] * IndexLayout.RecordSize((Section)section));
            if (_offsets[section] < headerEnd || _counts[section] < 0 || end > _data.Length)
                throw Damaged(path);
        }
    }

    private static InvalidDataException Damaged(string path) =>
        new($"The permission index '{path}' is damaged or cut short. Install the module again, or build the index anew.");

    private ulong ReadUInt64(int offset) => (uint)ReadInt32(offset) | ((ulong)(uint)ReadInt32(offset + 4) << 32);
}
