using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>
/// The permissions that open a route, from the permissions tables of the Graph's reference pages. Alternatives are
/// separated by blanks; where two are needed together, a plus joins them.
/// </summary>
/// <param name="Delegated">What a user's token needs; empty where the call is not to be had with one.</param>
/// <param name="Application">What an app's token needs; empty where the call is not to be had with one.</param>
internal sealed record Gate(string Delegated, string Application)
{
    /// <summary>
    /// The scope of older tools, Azure CLI's among them: everything in the directory that the user may do. The tables name
    /// it for few calls, but it opens all of the directory's.
    /// </summary>
    private const string AccessAsUser = "Directory.AccessAsUser.All";

    private readonly string[][] delegated = AlternativesIn(Delegated);
    private readonly string[][] application = AlternativesIn(Application);

    public static readonly Gate ListApplications = new(
        "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All",
        "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All");

    public static readonly Gate ReadApplications = new(
        "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All",
        "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate CreateApplications = new(
        "AppRegistration.Create Application.ReadWrite.All",
        "AppRegistration.Create Application.ReadWrite.All Application.ReadWrite.OwnedBy");

    public static readonly Gate WriteApplications = new(
        "Application.ReadWrite.All",
        "Application.ReadWrite.All Application.ReadWrite.OwnedBy");

    /// <summary>Secrets and service principals.</summary>
    public static readonly Gate WriteServicePrincipals = new(
        "Application.ReadWrite.All Directory.ReadWrite.All",
        "Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All");

    public static readonly Gate ReadFederatedCredentials = new(
        "Application.Read.All Application.ReadWrite.All",
        "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy");

    public static readonly Gate AddOwners = new(
        "Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All",
        "Application.ReadWrite.All+Directory.Read.All Application.ReadWrite.OwnedBy+Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate ReadGrants = new(
        "DelegatedPermissionGrant.ReadWrite.All Directory.Read.All Directory.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate WriteGrants = new(
        "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All");

    public static readonly Gate ReadAssignments = new(
        "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All",
        "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate CreateAssignments = new(
        "AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All AppRoleAssignment.ReadWrite.All+Directory.ReadWrite.All",
        "AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All AppRoleAssignment.ReadWrite.All+Directory.Read.All AppRoleAssignment.ReadWrite.All+Directory.ReadWrite.All");

    public static readonly Gate DeleteAssignments = new("AppRoleAssignment.ReadWrite.All", "AppRoleAssignment.ReadWrite.All");

    public static readonly Gate ReadDirectory = new("Directory.Read.All Directory.ReadWrite.All", "Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate ReadDeletedUsers = new(
        "User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All",
        "User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate WriteDirectory = new("Directory.ReadWrite.All", "Directory.ReadWrite.All");

    public static readonly Gate ReadMemberships = new("GroupMember.Read.All Directory.Read.All Directory.ReadWrite.All", "GroupMember.Read.All Directory.Read.All Directory.ReadWrite.All");

    public static readonly Gate WriteMembers = new(
        "GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All",
        "GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All");

    public static readonly Gate ReadAppPolicies = new(
        "Policy.Read.ApplicationConfiguration Policy.Read.All Policy.ReadWrite.ApplicationConfiguration",
        "Policy.Read.ApplicationConfiguration Policy.Read.All Policy.ReadWrite.ApplicationConfiguration");

    public static readonly Gate WriteAppPolicies = new(
        "Policy.ReadWrite.ApplicationConfiguration+Application.Read.All Policy.ReadWrite.ApplicationConfiguration+Application.ReadWrite.All",
        "Policy.ReadWrite.ApplicationConfiguration+Application.Read.All Policy.ReadWrite.ApplicationConfiguration+Application.ReadWrite.All");

    public static readonly Gate WriteRoles = new("RoleManagement.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory");

    /// <summary>The permissions that the permission index lists for a call, or those of the reference page where it has no such call.</summary>
    public static Gate ListedOrElse(string method, string path, Gate page) =>
        PermissionCatalog.Default.Match(method, path) is null ? page : Listed(method, path);

    /// <summary>The permissions that the permission index lists for a call.</summary>
    public static Gate Listed(string method, string path)
    {
        var requirements = (PermissionCatalog.Default.Match(method, path) ?? throw new InvalidOperationException($"The permission index has no {method} {path}.")).Requirements;
        string Of(PermissionScheme scheme) => string.Join(" ", requirements.Where(requirement => requirement.Scheme == scheme).SelectMany(Alternatives));
        return new(Of(PermissionScheme.DelegatedWork), Of(PermissionScheme.Application));
    }

    /// <summary>A requirement of the index in the words of a gate: where it needs one of several others too, each makes an alternative.</summary>
    public static IEnumerable<string> Alternatives(CatalogRequirement requirement)
    {
        var name = requirement.Permission.Name;
        return requirement.AlsoRequires.Count == 0 ? [name] : requirement.AlsoRequires.Select(other => name + "+" + other);
    }

    /// <summary>Whether a token's permissions open this route.</summary>
    public bool Admits(Caller caller)
    {
        if (caller.User is not null && caller.Has(AccessAsUser))
            return true;
        return Array.Exists(caller.User is null ? application : delegated, together => Array.TrueForAll(together, caller.Has));
    }

    private static string[][] AlternativesIn(string permissions) =>
        Array.ConvertAll(permissions.Split([' '], StringSplitOptions.RemoveEmptyEntries), alternative => alternative.Split('+'));
}
