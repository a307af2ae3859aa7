namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Sets of records, equal ones stored once, with a section that says where each begins.</summary>
internal sealed class SharedSets(int recordSize)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _starts = [];

    public SectionBuffer Records { get; } = new();

    public SectionBuffer Starts
    {
        get
        {
            var section = new SectionBuffer();
            foreach (int start in _starts)
                section.UInt16(start);
            return section.UInt16(Records.Length / recordSize);
        }
    }

    /// <summary>The number of a set.</summary>
    public int Add(SectionBuffer set)
    {
        byte[] bytes = set.ToArray();
        string key = Convert.ToBase64String(bytes);
        if (_numbers.TryGetValue(key, out int number))
            return number;

        number = _starts.Count;
        _numbers.Add(key, number);
        _starts.Add(Records.Length / recordSize);
        Records.Bytes(bytes);
        return number;
    }
}
