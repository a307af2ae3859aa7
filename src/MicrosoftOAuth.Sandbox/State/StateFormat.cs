using System.Text;
using System.Text.Json;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>A world as JSON: its form's name and version first, so that a later program knows what it has before it.</summary>
internal static class StateFormat
{
    public static byte[] Write(PracticeWorld world) => JsonSerializer.SerializeToUtf8Bytes(WorldWriter.Save(world), SavedWorldFormat.Default.SavedWorld);

    /// <exception cref="PracticeStateException">It is not a world's, or damaged, or of a version that is not known here.</exception>
    /// <param name="stream">The JSON.</param>
    /// <param name="options">What the world is like from now on.</param>
    /// <param name="open">What is made of the world; damage may show no sooner.</param>
    public static T Read<T>(Stream stream, PracticeTenantOptions options, Func<PracticeWorld, T> open)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadText(stream));
            if (document.RootElement.GetProperty("format").GetString() != SavedWorld.KnownFormat)
                throw new PracticeStateException("It is not the state of a practice tenant.");
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version != SavedWorld.KnownVersion)
                throw new PracticeStateException(FormattableString.Invariant($"Its version is {version}, and {SavedWorld.KnownVersion} is the one known here."));
            var saved = document.Deserialize(SavedWorldFormat.Default.SavedWorld) ?? throw new PracticeStateException("It is empty.");
            return open(WorldReader.Restore(saved, options));
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException)
        {
            throw new PracticeStateException("It is damaged: " + damage.Message, damage);
        }
    }

    /// <summary>The whole text, every byte of it right: a JSON parser looks into texts only when they are asked for.</summary>
    private static string ReadText(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        return reader.ReadToEnd();
    }
}
