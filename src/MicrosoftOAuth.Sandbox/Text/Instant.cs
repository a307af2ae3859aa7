using System.Globalization;

namespace MicrosoftOAuth.Sandbox.Text;

/// <summary>Points in time, in the forms the services write them.</summary>
internal static class Instant
{
    /// <summary>Microsoft Graph's form: UTC, whole seconds without a fraction (<c>2024-09-06T09:31:12Z</c>).</summary>
    public static string Graph(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return utc.Ticks % TimeSpan.TicksPerSecond == 0
            ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>The same moment without the part of a second.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>The sign-in service's form (<c>2026-08-13 21:24:29Z</c>).</summary>
    public static string SignIn(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a length of time as XML Schema and OData write it (P180D, PT8H).</summary>
    public static bool TryParseDuration(string text, out TimeSpan length)
    {
        try
        {
            length = System.Xml.XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception refusal) when (refusal is FormatException or OverflowException)
        {
            length = default;
            return false;
        }
    }

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
