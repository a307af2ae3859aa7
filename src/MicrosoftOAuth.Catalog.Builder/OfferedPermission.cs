using System.Text.Json;

namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>A scope or app role as Microsoft Graph's service principal offers it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">The permission's name.</param>
/// <param name="IsEnabled">Whether it is enabled.</param>
/// <param name="Type">For a scope <c>Admin</c> or <c>User</c>: who may consent. An app role has none.</param>
public sealed record OfferedPermission(Guid Id, string Value, bool IsEnabled, string? Type)
{
    /// <summary>Reads a list of them.</summary>
    public static IReadOnlyList<OfferedPermission> Read(string path) =>
        JsonSerializer.Deserialize<OfferedPermission[]>(File.ReadAllBytes(path))
        ?? throw new InvalidDataException($"'{path}' holds no list.");
}
