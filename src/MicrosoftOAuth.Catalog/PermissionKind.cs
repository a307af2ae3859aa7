namespace MicrosoftOAuth.Catalog;

/// <summary>How a permission is held: by an app on behalf of a signed-in user, or by the app itself.</summary>
public enum PermissionKind
{
    /// <summary>A delegated permission (an <c>oauth2PermissionScope</c>; type <c>Scope</c> on the wire; claim <c>scp</c>).</summary>
    Delegated,

    /// <summary>An application permission (an <c>appRole</c>; type <c>Role</c> on the wire; claim <c>roles</c>).</summary>
    Application,
}
