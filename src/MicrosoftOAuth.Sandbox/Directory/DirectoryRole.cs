using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A directory role that is active in the tenant.</summary>
internal sealed class DirectoryRole : DirectoryObject
{
    public DirectoryRole(string id, BuiltInRole role)
        : base(EntityTypes.DirectoryRole, id)
    {
        TemplateId = role.TemplateId;
        Set("roleTemplateId", role.TemplateId);
        Set("displayName", role.DisplayName);
        Set("description", role.Description);
    }

    public string TemplateId { get; }
}

/// <summary>A role as Microsoft offers it to every tenant, active or not.</summary>
internal sealed class DirectoryRoleTemplate : DirectoryObject
{
    public DirectoryRoleTemplate(BuiltInRole role)
        : base(EntityTypes.DirectoryRoleTemplate, role.TemplateId)
    {
        Set("displayName", role.DisplayName);
        Set("description", role.Description);
    }
}
