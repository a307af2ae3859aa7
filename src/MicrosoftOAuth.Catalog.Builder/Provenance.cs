using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>
/// Where the source files come from, as written down in provenance.json beside this tool. A file that differs from
/// what is written there is refused: an index must not name a commit that it was not made from.
/// </summary>
public sealed record Provenance(IReadOnlyList<SourceFile> Files)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The day of the youngest file, UTC.</summary>
    public DateTimeOffset DataDate => Files.Max(file => DateTimeOffset.ParseExact(
        file.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    /// <summary>One line for each file.</summary>
    public string Describe() => string.Join("\n", Files.Select(file => $"{file.Source}@{file.Commit} ({file.Date})"));

    /// <summary>Reads provenance.json and compares the files with it.</summary>
    /// <exception cref="InvalidDataException">A file is not the one that provenance.json is about.</exception>
    public static Provenance Of(string folder)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "provenance.json");
        Provenance provenance = JsonSerializer.Deserialize<Provenance>(File.ReadAllBytes(path), Options)
            ?? throw new InvalidDataException($"'{path}' is empty.");
        foreach (SourceFile file in provenance.Files)
        {
            string hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name))));
            if (!hash.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidDataException(
                    $"{file.Name} has SHA-256 {hash}, not the one in provenance.json. Write down its commit, date and hash there first.");
            }
        }

        return provenance;
    }
}

/// <summary>One source file.</summary>
/// <param name="Name">Its name in the folder that the tool is given.</param>
/// <param name="Source">Repository and path.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Date">The commit's day, yyyy-MM-dd.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record SourceFile(string Name, string Source, string Commit, string Date, string Sha256);
