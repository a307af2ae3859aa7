using System.Text.Json;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>A world as JSON: its form's name and version first, so that a later program knows what it has before it.</summary>
internal static class StateFormat
{
    public static byte[] Write(PracticeWorld world) => JsonSerializer.SerializeToUtf8Bytes(WorldWriter.Save(world), SavedWorldFormat.Default.SavedWorld);

    /// <exception cref="PracticeStateException">It is not a world's, or damaged, or of a version that is not known here.</exception>
    public static PracticeWorld Read(Stream stream, PracticeTenantOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.GetProperty("format").GetString() != SavedWorld.KnownFormat)
                throw new PracticeStateException("It is not the state of a practice tenant.");
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version != SavedWorld.KnownVersion)
                throw new PracticeStateException(FormattableString.Invariant($"Its version is {version}, and {SavedWorld.KnownVersion} is the one known here."));
            var saved = document.Deserialize(SavedWorldFormat.Default.SavedWorld) ?? throw new PracticeStateException("It is empty.");
            return WorldReader.Restore(saved, options);
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException)
        {
            throw new PracticeStateException("It is damaged: " + damage.Message, damage);
        }
    }
}
