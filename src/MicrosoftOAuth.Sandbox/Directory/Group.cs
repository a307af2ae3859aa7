using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A security group or a Microsoft 365 group.</summary>
internal sealed class Group(string id) : DirectoryObject(EntityTypes.Group, id), IOwned
{
    public List<string> OwnerIds { get; } = [];

    public List<string> MemberIds { get; } = [];

    public bool IsSecurity => Flag("securityEnabled") ?? false;
}
