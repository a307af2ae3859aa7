namespace MicrosoftOAuth.Core;

/// <summary>Base64url without padding (RFC 4648, section 5).</summary>
internal static class Base64Url
{
    /// <exception cref="FormatException">The text has characters or a length that base64url cannot have.</exception>
    internal static byte[] Decode(string text)
    {
        string padded = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(padded.PadRight(padded.Length + ((4 - (padded.Length % 4)) % 4), '='));
    }

    internal static string Encode(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
