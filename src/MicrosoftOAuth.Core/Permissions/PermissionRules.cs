using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Which permissions of Microsoft Graph contain others, by their names
/// (https://learn.microsoft.com/graph/permissions-overview#permissions-naming-pattern). Microsoft publishes no such order, and its
/// lists of calls are too thin to be one: Sites.FullControl.All is listed for a quarter of the calls of Sites.ReadWrite.All. To take
/// a permission that suffices for one that is missing is the worse mistake, so a rule stands here unless the lists speak
/// against it. Each carries what they say, which is measured again by its test, and has to meet this:
/// a fifth of the calls is common, and at most one pair in ten has nothing in common; a resource or a whole name contains another
/// where nine tenths are common. Where Microsoft's description of the wider permission names the narrower one, that is enough.
/// These are left out: ReadWrite over Send (no call in common), <c>.All</c> over the bare name among application
/// permissions (half of the pairs have no call in common), and a resource over the facets that open properties instead of calls (User over User-Mail), which lists of calls cannot show.
/// </summary>
internal static class PermissionRules
{
    internal static IReadOnlyList<PermissionRule> All { get; } =
    [
        new(PermissionPart.Operation, "ReadWrite", "Read", 80) { Apart = 17 },
        new(PermissionPart.Operation, "ReadWrite", "ReadWriteBasic", 90),
        new(PermissionPart.Operation, "ReadWrite", "ReadWriteNonOwnerRole", 90),
        new(PermissionPart.Operation, "ReadWrite", "Create", 90) { Apart = 1 },
        new(PermissionPart.Operation, "ReadWrite", "Invite", 90),
        new(PermissionPart.Operation, "Read", "ReadBasic", 90),
        new(PermissionPart.Operation, "ReadWriteBasic", "ReadBasic", 90),
        new(PermissionPart.Operation, "FullControl", "Manage", 90),
        new(PermissionPart.Operation, "FullControl", "ReadWrite", 20),

        // PrintJob.Manage.All reads and updates what is known of a job, and not what is printed.
        new(PermissionPart.Operation, "Manage", "ReadWrite", 20) { Except = "PrintJob" },
        new(PermissionPart.Operation, "Manage", "ReadWriteBasic", 30),
        .. OfTeamsApps("Chat", 90, 90, 50, 90, 50),
        .. OfTeamsApps("Team", 90, 90, 30, 80, 70),
        .. OfTeamsApps("User", 70, 90, 80, 90, 80),

        new(PermissionPart.Constraint, "All", "", 40) { Apart = 2, DelegatedOnly = true },
        new(PermissionPart.Constraint, "All", "OwnedBy", 80),
        new(PermissionPart.Constraint, "All", "ManagedBy", 90),
        new(PermissionPart.Constraint, "All", "AppFolder", 90),
        new(PermissionPart.Constraint, "All", "Selected", 90),
        new(PermissionPart.Constraint, "All", "WhereInstalled", 90),
        new(PermissionPart.Constraint, "All", "Chat", 60) { Apart = 1 },
        new(PermissionPart.Constraint, "All", "Group", 90),
        new(PermissionPart.Constraint, "All", "User", 90),
        new(PermissionPart.Constraint, "All", "Directory", 50),
        new(PermissionPart.Constraint, "All", "CloudPC", 90),
        new(PermissionPart.Constraint, "All", "Defender", 90),
        new(PermissionPart.Constraint, "All", "Exchange", 90),
        new(PermissionPart.Constraint, "All", "AuthenticationMethod", 40),
        new(PermissionPart.Constraint, "All", "ConditionalAccess", 50),

        // "Their own and shared mail", as Microsoft puts it; nothing at all is listed for most of them.
        new(PermissionPart.Constraint, "Shared", "", 0) { Apart = 1, DelegatedOnly = true, IsDescribed = true },

        new(PermissionPart.Resource, "Bookings", "BookingsAppointment", 90),
        new(PermissionPart.Resource, "Chat", "ChatMember", 90),
        new(PermissionPart.Resource, "Group", "GroupMember", 90),
        new(PermissionPart.Resource, "Group", "Group-Conversation", 90),
        new(PermissionPart.Resource, "LifecycleWorkflows", "LifecycleWorkflows-CustomExt", 90),
        new(PermissionPart.Resource, "LifecycleWorkflows", "LifecycleWorkflows-Reports", 90),
        new(PermissionPart.Resource, "LifecycleWorkflows", "LifecycleWorkflows-Workflow", 90),
        new(PermissionPart.Resource, "RoleManagement", "RoleAssignmentSchedule", 90),
        new(PermissionPart.Resource, "RoleManagement", "RoleEligibilitySchedule", 90),
        new(PermissionPart.Resource, "RoleManagement", "RoleManagementPolicy", 90),
        new(PermissionPart.Resource, "User", "AgentIdUser", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-Email", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-External", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-HardwareOATH", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-MicrosoftAuthApp", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-Password", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-Phone", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-PlatformCred", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-QR", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-SoftwareOATH", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-TAP", 90),
        new(PermissionPart.Resource, "UserAuthenticationMethod", "UserAuthMethod-WindowsHello", 90),

        new(PermissionPart.Name, "Application.ReadWrite.All", "AppRegistration.Create", 90),
        new(PermissionPart.Name, "Group.ReadWrite.All", "Group.Create", 90),
        new(PermissionPart.Name, "Directory.Read.All", "AdministrativeUnit.Read.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "Device.Read.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "Group.ReadBasic.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "GroupMember.Read.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "GroupSettings.Read.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "LicenseAssignment.Read.All", 90),
        new(PermissionPart.Name, "Directory.Read.All", "OrgContact.Read.All", 90),
        new(PermissionPart.Name, "Directory.ReadWrite.All", "Device.ReadWrite.All", 90),
        new(PermissionPart.Name, "Directory.ReadWrite.All", "GroupSettings.ReadWrite.All", 90),

        // "The same access to information in the directory as the signed-in user"; few calls are listed for it any more.
        new(PermissionPart.Name, "Directory.AccessAsUser.All", "Directory.ReadWrite.All", 0) { DelegatedOnly = true, IsDescribed = true },
    ];

    /// <summary>What the rules for a kind of permission make of its names.</summary>
    internal static PermissionOrder For(PermissionKind kind) => kind == PermissionKind.Application ? PermissionOrder.Application : PermissionOrder.Delegated;

    /// <summary>What an app may do with the apps of teams, chats and users.</summary>
    private static PermissionRule[] OfTeamsApps(string place, int read, int self, int consent, int consentSelf, int selfOfConsent) =>
    [
        new(PermissionPart.Operation, $"ReadWriteFor{place}", $"ReadFor{place}", read),
        new(PermissionPart.Operation, $"ReadWriteFor{place}", $"ReadWriteSelfFor{place}", self),
        new(PermissionPart.Operation, $"ReadWriteAndConsentFor{place}", $"ReadWriteFor{place}", consent),
        new(PermissionPart.Operation, $"ReadWriteAndConsentFor{place}", $"ReadWriteAndConsentSelfFor{place}", consentSelf),
        new(PermissionPart.Operation, $"ReadWriteAndConsentSelfFor{place}", $"ReadWriteSelfFor{place}", selfOfConsent),
    ];
}
