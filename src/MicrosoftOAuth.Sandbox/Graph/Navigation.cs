using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A relationship between objects of the directory, which can be listed and expanded.</summary>
/// <param name="Source">The type it starts from.</param>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Target">The type of the related objects; directoryObject where they are of several.</param>
/// <param name="Related">The related objects.</param>
/// <param name="CanExpand">Whether $expand can bring them along.</param>
internal sealed record Navigation(
    Shape Source,
    string Name,
    Shape Target,
    Func<DirectoryObject, TenantDirectory, IEnumerable<DirectoryObject>> Related,
    bool CanExpand = true)
{
    public static IReadOnlyList<Navigation> All { get; } =
    [
        To(EntityTypes.Application, "owners", (item, directory) => Memberships.Owners((IOwned)item, directory)),
        new(EntityTypes.Application, "federatedIdentityCredentials", EntityTypes.FederatedIdentityCredential, (item, _) => ((Application)item).FederatedCredentials.All),
        new(EntityTypes.Application, "appManagementPolicies", EntityTypes.AppManagementPolicy, Policies),
        To(EntityTypes.ServicePrincipal, "owners", (item, directory) => Memberships.Owners((IOwned)item, directory)),
        To(EntityTypes.ServicePrincipal, "ownedObjects", Memberships.OwnedBy),
        To(EntityTypes.ServicePrincipal, "createdObjects", Memberships.CreatedBy),
        To(EntityTypes.ServicePrincipal, "memberOf", Memberships.MemberOf),
        To(EntityTypes.ServicePrincipal, "transitiveMemberOf", Memberships.TransitiveMemberOf, canExpand: false),
        new(EntityTypes.ServicePrincipal, "appRoleAssignments", EntityTypes.AppRoleAssignment, AssignmentsTo) { Side = "principalId" },
        new(EntityTypes.ServicePrincipal, "appRoleAssignedTo", EntityTypes.AppRoleAssignment, AssignmentsOf) { Side = "resourceId" },
        new(EntityTypes.ServicePrincipal, "oauth2PermissionGrants", EntityTypes.OAuth2PermissionGrant, (item, directory) => directory.Grants.Where("clientId", item.Id)) { Side = "clientId" },
        new(EntityTypes.ServicePrincipal, "appManagementPolicies", EntityTypes.AppManagementPolicy, Policies),
        To(EntityTypes.UserInFull, "ownedObjects", Memberships.OwnedBy),
        To(EntityTypes.UserInFull, "createdObjects", Memberships.CreatedBy),
        To(EntityTypes.UserInFull, "memberOf", Memberships.MemberOf),
        To(EntityTypes.UserInFull, "transitiveMemberOf", Memberships.TransitiveMemberOf, canExpand: false),
        new(EntityTypes.UserInFull, "appRoleAssignments", EntityTypes.AppRoleAssignment, AssignmentsTo) { Side = "principalId" },
        new(EntityTypes.UserInFull, "oauth2PermissionGrants", EntityTypes.OAuth2PermissionGrant, (item, directory) => directory.Grants.Where("principalId", item.Id)) { Side = "principalId" },
        To(EntityTypes.Group, "members", (item, directory) => Memberships.Members((Group)item, directory)),
        To(EntityTypes.Group, "owners", (item, directory) => Memberships.Owners((IOwned)item, directory)),
        To(EntityTypes.Group, "memberOf", Memberships.MemberOf),
        To(EntityTypes.Group, "transitiveMemberOf", Memberships.TransitiveMemberOf, canExpand: false),
        To(EntityTypes.Group, "transitiveMembers", (item, directory) => Memberships.TransitiveMembers((Group)item, directory), canExpand: false),
        new(EntityTypes.Group, "appRoleAssignments", EntityTypes.AppRoleAssignment, AssignmentsTo) { Side = "principalId" },
        To(EntityTypes.DirectoryRole, "members", (item, directory) => Memberships.Members((DirectoryRole)item, directory)),
    ];

    /// <summary>The indexed property by which the related objects name the source; null where they are found otherwise.</summary>
    public string? Side { get; init; }

    /// <summary>Whether the related objects are of several types, so that each has to say of which it is.</summary>
    public bool IsMixed => Target == EntityTypes.DirectoryObject;

    public static IEnumerable<string> ExpandableFrom(Shape source) =>
        All.Where(navigation => navigation.Source == source && navigation.CanExpand).Select(navigation => navigation.Name);

    public static Navigation Find(Shape source, string name) => All.First(navigation => navigation.Source == source && navigation.Name == name);

    private static Navigation To(Shape source, string name, Func<DirectoryObject, TenantDirectory, IEnumerable<DirectoryObject>> related, bool canExpand = true) =>
        new(source, name, EntityTypes.DirectoryObject, related, canExpand);

    private static IEnumerable<DirectoryObject> Policies(DirectoryObject item, TenantDirectory directory) =>
        directory.AppManagementPolicies.All.Where(policy => policy.AppliesTo.Contains(item.Id));

    private static IEnumerable<DirectoryObject> AssignmentsTo(DirectoryObject principal, TenantDirectory directory) =>
        directory.AppRoleAssignments.Where("principalId", principal.Id);

    private static IEnumerable<DirectoryObject> AssignmentsOf(DirectoryObject resource, TenantDirectory directory) =>
        directory.AppRoleAssignments.Where("resourceId", resource.Id);
}
