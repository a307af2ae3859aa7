using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A person of the tenant.</summary>
internal sealed class User : DirectoryObject
{
    public User(string id, string userPrincipalName, string displayName, string? roleTemplateId)
        : base(EntityTypes.UserInFull, id)
    {
        UserPrincipalName = userPrincipalName;
        DisplayName = displayName;
        RoleTemplateId = roleTemplateId;
        Set("userPrincipalName", userPrincipalName);
        Set("displayName", displayName);
        Set("mail", userPrincipalName);
        Set("mailNickname", userPrincipalName[..userPrincipalName.IndexOf('@', StringComparison.Ordinal)]);
        Set("userType", "Member");
        Set("usageLocation", "US");
        var space = displayName.IndexOf(' ', StringComparison.Ordinal);
        Set("givenName", displayName[..space]);
        Set("surname", displayName[(space + 1)..]);
    }

    public override Shape DefaultShape => EntityTypes.User;

    public string UserPrincipalName { get; }

    public string DisplayName { get; }

    /// <summary>The template id of the one directory role the person holds; null for an ordinary user.</summary>
    public string? RoleTemplateId { get; }

    /// <summary>Whether the person may grant consent for the whole organization.</summary>
    public bool IsAdministrator => RoleTemplateId == DirectoryRole.GlobalAdministrator;
}

/// <summary>A directory role that is active in the tenant.</summary>
internal sealed class DirectoryRole : DirectoryObject
{
    /// <summary>The template ids of Microsoft's built-in roles.</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string ApplicationDeveloper = "cf1c38e5-3621-4004-a7cb-879624dced7c";

    /// <summary>What the claim wids holds for every member of the tenant.</summary>
    public const string AnyMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";

    public DirectoryRole(string id, string templateId, string displayName, string description)
        : base(EntityTypes.DirectoryRole, id)
    {
        Set("roleTemplateId", templateId);
        Set("displayName", displayName);
        Set("description", description);
    }
}
