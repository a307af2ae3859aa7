using System.Text;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>The text section: each string once.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

    public SectionBuffer Bytes { get; } = new();

    /// <summary>Where a string is in the section.</summary>
    public int OffsetOf(string text)
    {
        if (_offsets.TryGetValue(text, out int offset))
            return offset;
        if (text.Any(character => character > '\x7F'))
            throw new InvalidDataException($"'{text}' is not ASCII, and the index compares names byte by byte.");

        offset = Bytes.Length;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Bytes.Byte(bytes.Length).Bytes(bytes);
        _offsets.Add(text, offset);
        return offset;
    }
}
