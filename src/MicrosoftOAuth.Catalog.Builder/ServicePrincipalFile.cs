using System.Text.Json;

namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>A list of scopes or app roles as they were read from Microsoft Graph's service principal.</summary>
internal static class ServicePrincipalFile
{
    /// <summary>Reads the list.</summary>
    public static IEnumerable<OfferedPermission> Read(string path) =>
        (JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"'{path}' holds no list."))
        .Select(entry => new OfferedPermission(entry.Value, entry.Id, entry.IsEnabled, entry.Type != "User"));

    /// <param name="Id">Its id.</param>
    /// <param name="Value">The permission's name.</param>
    /// <param name="IsEnabled">Whether it is enabled.</param>
    /// <param name="Type">For a scope <c>Admin</c> or <c>User</c>: who may consent. An app role has none.</param>
    private sealed record Entry(Guid Id, string Value, bool IsEnabled, string? Type);
}
