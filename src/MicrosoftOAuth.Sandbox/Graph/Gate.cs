namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>
/// The permissions that open a route, from the permissions tables of the Graph's reference pages. Alternatives are
/// separated by blanks; where two are needed together, a plus joins them.
/// </summary>
/// <param name="Delegated">What a user's token needs; empty where the call is not to be had with one.</param>
/// <param name="Application">What an app's token needs; empty where the call is not to be had with one.</param>
internal sealed record Gate(string Delegated, string Application)
{
    /// <summary>Open to any valid token.</summary>
    public static readonly Gate Open = new("*", "*");

    public static readonly Gate ReadApplications = new(
        "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate CreateApplications = new(
        "AppRegistration.Create Application.ReadWrite.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "AppRegistration.Create Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All");

    public static readonly Gate WriteApplications = new(
        "Application.ReadWrite.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All");

    public static readonly Gate ReadMe = new(
        "User.Read User.ReadWrite User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "");

    public static readonly Gate ReadUsers = new(
        "User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate ReadOrganization = new(
        "User.Read Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate ReadMemberships = new(
        "User.Read User.Read.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory GroupMember.Read.All",
        "");

    public static readonly Gate ReadGrants = new(
        "Directory.Read.All DelegatedPermissionGrant.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "Directory.Read.All DelegatedPermissionGrant.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All");

    public static readonly Gate WriteGrants = new(
        "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All");

    public static readonly Gate ReadAssignments = new(
        "Application.Read.All Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All",
        "Application.Read.All Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate CreateAssignments = new(
        "AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All AppRoleAssignment.ReadWrite.All+Directory.ReadWrite.All Directory.AccessAsUser.All",
        "AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All AppRoleAssignment.ReadWrite.All+Directory.ReadWrite.All");

    public static readonly Gate DeleteAssignments = new("AppRoleAssignment.ReadWrite.All Directory.AccessAsUser.All", "AppRoleAssignment.ReadWrite.All");

    public static readonly Gate ReadPolicies = new("Policy.Read.All", "Policy.Read.All");

    /// <summary>Whether a token's permissions open this route.</summary>
    public bool Admits(Caller caller)
    {
        var needed = caller.User is null ? Application : Delegated;
        foreach (var alternative in needed.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (alternative == "*" || alternative.Split('+').All(caller.Has))
                return true;
        }

        return false;
    }
}
