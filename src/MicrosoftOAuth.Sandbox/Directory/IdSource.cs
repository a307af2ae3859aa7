using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Makes every id, code and secret of a tenant: at random, or the same ones twice from a seed.</summary>
/// <param name="seed">The seed; null for random ones.</param>
/// <param name="stream">What the source is for: sources of one seed for different things do not disturb each other.</param>
internal sealed class IdSource(int? seed, string stream = "")
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string SecretAlphabet = LettersAndDigits + "-_~.";
    private const string UserCodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>How many blocks have been drawn under the seed.</summary>
    public long Drawn { get; set; }

    public Guid NewGuid()
    {
        var bytes = NewBytes(16);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes);
    }

    /// <summary>
    /// A client secret: 40 characters of Entra's alphabet, the first a letter or a digit, since command lines take a leading
    /// hyphen for an option. The mark <c>8Q~</c> of real ones is left out, so that a practice secret in a page of documentation
    /// alarms no scanner.
    /// </summary>
    public string NewSecret() => new([.. Characters(LettersAndDigits, 1), .. Characters(SecretAlphabet, 39)]);

    public string NewUserCode() => new(Characters(UserCodeAlphabet, 9));

    /// <summary>An opaque string for codes, refresh tokens and cookies.</summary>
    public string NewOpaque(int bytes) => Text.Base64Url.Encode(NewBytes(bytes));

    public string NewHex(int bytes)
    {
        var text = new StringBuilder(bytes * 2);
        foreach (var value in NewBytes(bytes))
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>A whole number from 0 up to, and without, the limit.</summary>
    public int NewNumber(int limit) => (int)(BitConverter.ToUInt32(NewBytes(4), 0) % (uint)limit);

    /// <summary>A number from 0 up to, and without, 1.</summary>
    public double NewFraction() => BitConverter.ToUInt32(NewBytes(4), 0) / (uint.MaxValue + 1.0);

    /// <summary>An id that depends on a name alone: the same in every tenant.</summary>
    public static Guid Named(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16).ToArray();
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes);
    }

    private char[] Characters(string alphabet, int length) =>
        Array.ConvertAll(NewBytes(length), value => alphabet[value % alphabet.Length]);

    private byte[] NewBytes(int length)
    {
        if (seed is not { } number)
            return RandomNumberGenerator.GetBytes(length);
        var bytes = new byte[length];
        for (var start = 0; start < length; start += 32)
        {
            var block = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{number}:{stream}{Drawn++}")));
            Array.Copy(block, 0, bytes, start, Math.Min(32, length - start));
        }

        return bytes;
    }
}
