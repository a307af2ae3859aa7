using System.Runtime.CompilerServices;

namespace MicrosoftOAuth.Catalog.Format;

/// <summary>
/// Tells a damaged file from a whole one. Not a hash against an attacker: who can write the file can also write its checksum.
/// Eight bytes a step, since it runs over the whole file at every opening.
/// </summary>
internal static class Checksum
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio: odd, and its bits well mixed

    // The loop runs once in a process, too seldom to be compiled well by tiers. (AggressiveOptimization, unnamed on .NET Framework.)
    [MethodImpl((MethodImplOptions)512)]
    public static ulong Of(byte[] data, int start)
    {
        ulong sum = (ulong)data.Length;
        int position = start;
        for (; position <= data.Length - sizeof(ulong); position += sizeof(ulong))
            sum = Mix(sum ^ BitConverter.ToUInt64(data, position));
        for (; position < data.Length; position++)
            sum = Mix(sum ^ data[position]);
        return sum;
    }

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> 29);
    }
}
