namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>What a directory role lets its holders do, as far as the practice tenant asks.</summary>
[Flags]
internal enum RoleRights
{
    None = 0,

    /// <summary>Register applications even where users may not.</summary>
    RegisterApplications = 1,

    /// <summary>Change every application and service principal.</summary>
    ManageApplications = 2,

    /// <summary>Consent for everyone, with the exception of Microsoft Graph's application permissions.</summary>
    Consent = 4,

    /// <summary>Grant Microsoft Graph's application permissions.</summary>
    GrantGraphRoles = 8,

    ManageUsers = 16,
    ManageGroups = 32,
    ManageRoles = 64,

    /// <summary>Change the policies for applications' credentials.</summary>
    ManageAppPolicies = 128,

    All = 255,
}

/// <summary>A role of Microsoft's ("Microsoft Entra built-in roles").</summary>
/// <param name="TemplateId">The id it has in every tenant.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="Description">What Microsoft says of it.</param>
/// <param name="Rights">What it lets its holders do here.</param>
internal sealed record BuiltInRole(string TemplateId, string DisplayName, string Description, RoleRights Rights)
{
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string ApplicationDeveloper = "cf1c38e5-3621-4004-a7cb-879624dced7c";

    /// <summary>What the claim wids holds for every member of the tenant.</summary>
    public const string AnyMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";

    private const RoleRights Applications = RoleRights.RegisterApplications | RoleRights.ManageApplications | RoleRights.Consent | RoleRights.ManageAppPolicies;

    public static IReadOnlyList<BuiltInRole> All { get; } =
    [
        new(GlobalAdministrator, "Global Administrator", "Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.", RoleRights.All),
        new(ApplicationDeveloper, "Application Developer", "Can create application registrations independent of the 'Users can register applications' setting.", RoleRights.RegisterApplications),
        new("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator", "Can create and manage all aspects of app registrations and enterprise apps.", Applications),
        new("158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator", "Can create and manage all aspects of app registrations and enterprise apps except App Proxy.", Applications),
        new("e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator", "Can manage role assignments in Microsoft Entra ID, and all aspects of Privileged Identity Management.", RoleRights.Consent | RoleRights.GrantGraphRoles | RoleRights.ManageRoles),
        new("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", "Can manage all aspects of users and groups, including resetting passwords for limited admins.", RoleRights.ManageUsers | RoleRights.ManageGroups),
        new("fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator", "Members of this role can create/manage groups, create/manage groups settings like naming and expiration policies, and view groups activity and audit reports.", RoleRights.ManageGroups),
        new("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader", "Can read everything that a Global Administrator can, but not update anything.", RoleRights.None),
        new("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers", "Can read basic directory information. Commonly used to grant directory read access to applications and guests.", RoleRights.None),
    ];

    public static BuiltInRole? Find(string templateId) =>
        All.FirstOrDefault(role => role.TemplateId.Equals(templateId, StringComparison.OrdinalIgnoreCase));
}
