using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A delegated consent: what a client may do at an API on behalf of one user, or of all.</summary>
internal sealed class PermissionGrant : DirectoryObject
{
    public const string AllPrincipals = "AllPrincipals";
    public const string Principal = "Principal";

    public PermissionGrant(string id, string clientId, string resourceId, string? principalId, Plan? plan = null)
        : base(EntityTypes.OAuth2PermissionGrant, id, plan)
    {
        ClientId = clientId;
        ResourceId = resourceId;
        PrincipalId = principalId;
        if (plan is not null)
            return;
        Set("clientId", clientId);
        Set("resourceId", resourceId);
        Set("principalId", principalId);
        Set("consentType", principalId is null ? AllPrincipals : Principal);
    }

    /// <summary>The object id of the client's service principal.</summary>
    public string ClientId { get; }

    /// <summary>The object id of the API's service principal.</summary>
    public string ResourceId { get; }

    /// <summary>The user; null for everyone.</summary>
    public string? PrincipalId { get; }

    public IReadOnlyList<string> Scopes
    {
        get => (Text("scope") ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries);
        set => Set("scope", string.Join(" ", value));
    }
}

/// <summary>An application permission that has been granted: an app role of an API, assigned to a client.</summary>
internal sealed class AppRoleAssignment : DirectoryObject
{
    public AppRoleAssignment(string id, string principalId, string resourceId, string appRoleId, Plan? plan = null)
        : base(EntityTypes.AppRoleAssignment, id, plan)
    {
        PrincipalId = principalId;
        ResourceId = resourceId;
        AppRoleId = appRoleId;
        if (plan is not null)
            return;
        Set("principalId", principalId);
        Set("resourceId", resourceId);
        Set("appRoleId", appRoleId);
    }

    public string PrincipalId { get; }

    public string ResourceId { get; }

    public string AppRoleId { get; }
}
