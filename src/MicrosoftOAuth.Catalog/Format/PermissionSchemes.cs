namespace MicrosoftOAuth.Catalog.Format;

/// <summary>The single schemes; a scheme's place here is its number in the file.</summary>
internal static class PermissionSchemes
{
    public static readonly PermissionScheme[] All =
        [PermissionScheme.DelegatedWork, PermissionScheme.DelegatedPersonal, PermissionScheme.Application];

    /// <summary>The number of a single scheme; -1 for none or a combination.</summary>
    public static int NumberOf(PermissionScheme scheme) => Array.IndexOf(All, scheme);

    /// <summary>The kind of permission that a scheme is about.</summary>
    public static PermissionKind KindOf(PermissionScheme scheme) =>
        scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated;
}
