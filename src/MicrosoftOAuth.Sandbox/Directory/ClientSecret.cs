using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An object that can prove itself with a client secret: an application, or for older uses its service principal.</summary>
internal interface ISecretHolder
{
    /// <summary>The secrets, without their texts.</summary>
    List<ClientSecret> Secrets { get; }

    /// <summary>The certificates (DER) by key id; what the Graph takes but shows to those alone who select them.</summary>
    Dictionary<string, byte[]> Certificates { get; }

    string Id { get; }

    JsonObject Properties { get; }
}

/// <summary>A client secret as the directory keeps it: never in the clear.</summary>
/// <param name="KeyId">Its id.</param>
/// <param name="Hash">SHA-256 of the secret's UTF-8 text.</param>
/// <param name="UsableFrom">When the sign-in service knows it.</param>
/// <param name="Start">The first moment of its lifetime.</param>
/// <param name="End">The end of its lifetime.</param>
internal sealed record ClientSecret(string KeyId, byte[] Hash, DateTimeOffset UsableFrom, DateTimeOffset Start, DateTimeOffset End)
{
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The secrets that a planned object begins with. Nobody has their texts, so none of them matches anything.</summary>
    public static List<ClientSecret> OfPlan(DirectoryObject holder, Plan? plan)
    {
        var credentials = plan?.Value(holder, "passwordCredentials") as JsonArray ?? [];
        return [.. credentials.Select(credential => new ClientSecret(
            credential!["keyId"]!.GetValue<string>(),
            [],
            UsableFrom: default,
            TimeOf(credential["startDateTime"]!),
            TimeOf(credential["endDateTime"]!)))];
    }

    public bool Matches(string secret) => Hash.AsSpan().SequenceEqual(HashOf(secret));

    private static DateTimeOffset TimeOf(JsonNode time) => Sandbox.Text.Instant.TryParse(time.GetValue<string>(), out var parsed) ? parsed : default;
}
