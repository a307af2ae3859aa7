using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Makes and unmakes users and groups.</summary>
internal sealed class PeopleRegistrar(TenantDirectory directory, IdSource ids, TimeProvider clock)
{
    private static readonly TimeSpan BinLifetime = TimeSpan.FromDays(30);

    private string Now => Instant.Graph(Instant.WholeSeconds(clock.GetUtcNow()));

    /// <summary>A user who is not in the directory yet, with what the directory itself sets.</summary>
    public User NewUser()
    {
        var user = new User(ids.NewGuid().ToString());
        user.Set("createdDateTime", Now);
        user.Set("securityIdentifier", SecurityIdentifier(user));
        return user;
    }

    /// <summary>A group that is not in the directory yet, with what the directory itself sets.</summary>
    public Group NewGroup()
    {
        var group = new Group(ids.NewGuid().ToString());
        group.Set("createdDateTime", Now);
        group.Set("renewedDateTime", Now);
        group.Set("securityIdentifier", SecurityIdentifier(group));
        return group;
    }

    public void Delete(User user)
    {
        directory.Users.Remove(user);
        user.MarkDeleted(clock.GetUtcNow());
        directory.DeletedUsers.Add(user);
    }

    /// <summary>Deletes a group: a Microsoft 365 group can be restored for 30 days, a security group is gone.</summary>
    public void Delete(Group group)
    {
        directory.Groups.Remove(group);
        if (!group.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal))
        {
            directory.Quota.Release(group);
            return;
        }

        group.MarkDeleted(clock.GetUtcNow());
        directory.DeletedGroups.Add(group);
    }

    public void Restore(User user)
    {
        directory.DeletedUsers.Remove(user);
        user.MarkRestored();
        directory.Add(directory.Users, user);
    }

    public void Restore(Group group)
    {
        directory.DeletedGroups.Remove(group);
        group.MarkRestored();
        directory.Add(directory.Groups, group);
    }

    public void Purge(User user) => directory.DeletedUsers.Remove(user);

    public void Purge(Group group)
    {
        directory.DeletedGroups.Remove(group);
        directory.Quota.Release(group);
    }

    /// <summary>Deletes for good what has been in the bin for its 30 days.</summary>
    public void PurgeLapsed()
    {
        var oldest = clock.GetUtcNow() - BinLifetime;
        while (directory.DeletedUsers.All.FirstOrDefault() is { } user && user.DeletedAt < oldest)
            Purge(user);
        while (directory.DeletedGroups.All.FirstOrDefault() is { } group && group.DeletedAt < oldest)
            Purge(group);
    }

    /// <summary>The id of a cloud object as Windows writes it: S-1-12-1 and the object id as four numbers.</summary>
    private static string SecurityIdentifier(DirectoryObject item)
    {
        var bytes = Guid.Parse(item.Id).ToByteArray();
        return "S-1-12-1-" + string.Join("-", Enumerable.Range(0, 4).Select(index => BitConverter.ToUInt32(bytes, index * 4)));
    }
}
