namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Who belongs to what: groups, directory roles, owners and makers, as the directory can be asked.</summary>
internal static class Memberships
{
    /// <summary>The groups and roles that an object is a member of itself.</summary>
    public static IEnumerable<DirectoryObject> MemberOf(DirectoryObject member, TenantDirectory directory)
    {
        IEnumerable<DirectoryObject> groups = directory.Groups.All.Where(group => group.MemberIds.Contains(member.Id, StringComparer.Ordinal));
        return member is User user
            ? groups.Concat(directory.Roles.All.Where(role => user.RoleTemplateIds.Contains(role.TemplateId, StringComparer.OrdinalIgnoreCase)))
            : groups;
    }

    /// <summary>The same, and what those groups are members of in turn.</summary>
    public static IEnumerable<DirectoryObject> TransitiveMemberOf(DirectoryObject member, TenantDirectory directory) =>
        Closure(member, item => MemberOf(item, directory));

    public static IEnumerable<DirectoryObject> Members(Group group, TenantDirectory directory) =>
        group.MemberIds.Select(directory.FindPrincipal).OfType<DirectoryObject>();

    public static IEnumerable<DirectoryObject> TransitiveMembers(Group group, TenantDirectory directory) =>
        Closure(group, item => item is Group inner ? Members(inner, directory) : []);

    public static IEnumerable<DirectoryObject> Members(DirectoryRole role, TenantDirectory directory) =>
        directory.Users.All.Where(user => user.RoleTemplateIds.Contains(role.TemplateId, StringComparer.OrdinalIgnoreCase));

    public static IEnumerable<DirectoryObject> Owners(IOwned item, TenantDirectory directory) =>
        item.OwnerIds.Select(directory.FindPrincipal).OfType<DirectoryObject>();

    public static IEnumerable<DirectoryObject> OwnedBy(DirectoryObject owner, TenantDirectory directory) =>
        Ownable(directory).Where(item => ((IOwned)item).OwnerIds.Contains(owner.Id, StringComparer.Ordinal));

    public static IEnumerable<DirectoryObject> CreatedBy(DirectoryObject maker, TenantDirectory directory) =>
        Ownable(directory).Where(item => item.CreatedById == maker.Id);

    private static IEnumerable<DirectoryObject> Ownable(TenantDirectory directory) =>
        directory.Applications.All.Concat<DirectoryObject>(directory.ServicePrincipals.All).Concat(directory.Groups.All).Where(directory.IsVisible);

    private static List<DirectoryObject> Closure(DirectoryObject start, Func<DirectoryObject, IEnumerable<DirectoryObject>> next)
    {
        var found = new List<DirectoryObject>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        var waiting = new Queue<DirectoryObject>([start]);
        while (waiting.Count > 0)
        {
            foreach (var item in next(waiting.Dequeue()).Where(item => seen.Add(item.Id)))
            {
                found.Add(item);
                waiting.Enqueue(item);
            }
        }

        return found;
    }
}
