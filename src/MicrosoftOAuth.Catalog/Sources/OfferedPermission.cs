namespace MicrosoftOAuth.Catalog;

/// <summary>One permission as Microsoft Graph's service principal offers it, which alone knows the ids.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The id of the scope or app role.</param>
/// <param name="IsEnabled">Whether it is enabled.</param>
/// <param name="RequiresAdminConsent">Whether an administrator must consent.</param>
public sealed record OfferedPermission(string Name, Guid Id, bool IsEnabled, bool RequiresAdminConsent);
