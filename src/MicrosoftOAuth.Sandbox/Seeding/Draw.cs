namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>
/// Numbers that look random and follow from a seed, the number of an object and what they are for alone (SplitMix64), so that
/// any part of any object can be made anew at any time. Nothing secret is made with it.
/// </summary>
internal struct Draw(ulong seed, int number, int purpose)
{
    private ulong state = Mix(seed + Mix(((ulong)(uint)number << 8) + (ulong)purpose));

    /// <summary>A whole number from 0 up to, and without, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Whether something happens that does so in so many of a hundred cases.</summary>
    public bool Happens(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public string NewId()
    {
        var bytes = NewBytes(16);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }

    public byte[] NewBytes(int length)
    {
        var bytes = new byte[length];
        for (var start = 0; start < length; start += 8)
            Array.Copy(BitConverter.GetBytes(Next()), 0, bytes, start, Math.Min(8, length - start));
        return bytes;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
