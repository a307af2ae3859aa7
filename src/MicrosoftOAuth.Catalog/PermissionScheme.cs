namespace MicrosoftOAuth.Catalog;

/// <summary>Whom a permission is listed for: the three columns of every permissions table in Microsoft's documentation.</summary>
[Flags]
public enum PermissionScheme
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>On behalf of a user with a work or school account.</summary>
    DelegatedWork = 1,

    /// <summary>On behalf of a user with a personal Microsoft account.</summary>
    DelegatedPersonal = 2,

    /// <summary>The app as itself, without a user.</summary>
    Application = 4,
}
