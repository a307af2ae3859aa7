using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>That a person holds a role, as /roleManagement/directory tells it.</summary>
internal sealed class RoleAssignment : DirectoryObject
{
    public RoleAssignment(string principalId, string templateId)
        : base(EntityTypes.RoleAssignment, Sandbox.Text.Base64Url.Encode(Guid.Parse(templateId).ToByteArray().Concat(Guid.Parse(principalId).ToByteArray()).ToArray()))
    {
        PrincipalId = principalId;
        TemplateId = templateId;
        Set("principalId", principalId);
        Set("directoryScopeId", "/");
        Set("roleDefinitionId", templateId);
    }

    public string PrincipalId { get; }

    public string TemplateId { get; }
}

/// <summary>A role as /roleManagement/directory describes it.</summary>
internal sealed class RoleDefinition : DirectoryObject
{
    public RoleDefinition(BuiltInRole role)
        : base(EntityTypes.RoleDefinition, role.TemplateId)
    {
        Set("description", role.Description);
        Set("displayName", role.DisplayName);
        Set("templateId", role.TemplateId);
        Set("version", "1");
        Properties["isBuiltIn"] = true;
        Properties["isEnabled"] = true;
        Properties["resourceScopes"] = new System.Text.Json.Nodes.JsonArray("/");
    }
}
