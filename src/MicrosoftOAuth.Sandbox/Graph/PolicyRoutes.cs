using System.Text.Json.Nodes;
using System.Xml;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The tenant's policies on registration, credentials and consent.</summary>
internal static class PolicyRoutes
{
    private static readonly Gate ReadAuthorization = new(
        "Policy.Read.All Policy.ReadWrite.Authorization",
        "Policy.Read.All Policy.ReadWrite.Authorization");

    private static readonly Gate ReadAppManagement = new(
        "Policy.Read.All Policy.ReadWrite.ApplicationConfiguration",
        "Policy.Read.All Policy.ReadWrite.ApplicationConfiguration");

    private static readonly Gate ReadConsentRequests = new(
        "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All",
        "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All");

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/policies/authorizationPolicy", ReadAuthorization, Authorization),
        new("GET", "/policies/defaultAppManagementPolicy", ReadAppManagement, DefaultAppManagement),
        new("GET", "/policies/appManagementPolicies", ReadAppManagement, call => GraphWriter.Node(call, "policies/appManagementPolicies", new JsonObject { ["value"] = new JsonArray() })),
        new("GET", "/policies/adminConsentRequestPolicy", ReadConsentRequests, AdminConsentRequest),
    ];

    private static Answer Authorization(GraphCall call) => GraphWriter.Node(call, "policies/authorizationPolicy/$entity", new JsonObject
    {
        ["id"] = "authorizationPolicy",
        ["allowInvitesFrom"] = "everyone",
        ["allowedToSignUpEmailBasedSubscriptions"] = true,
        ["allowedToUseSSPR"] = true,
        ["allowEmailVerifiedUsersToJoinOrganization"] = false,
        ["allowUserConsentForRiskyApps"] = null,
        ["blockMsolPowerShell"] = false,
        ["displayName"] = "Authorization Policy",
        ["description"] = "Used to manage authorization related settings across the company.",
        ["guestUserRoleId"] = "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        ["defaultUserRolePermissions"] = new JsonObject
        {
            ["allowedToCreateApps"] = call.Tenant.Options.UsersMayRegisterApps,
            ["allowedToCreateSecurityGroups"] = true,
            ["allowedToCreateTenants"] = true,
            ["allowedToReadBitlockerKeysForOwnedDevice"] = true,
            ["allowedToReadOtherUsers"] = true,
            ["permissionGrantPoliciesAssigned"] = UserConsent(call.Tenant.Options.UserConsent),
        },
    });

    private static JsonArray UserConsent(PracticeUserConsent allowed) => allowed switch
    {
        PracticeUserConsent.Allowed => ["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"],
        PracticeUserConsent.LowImpactOnly => ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
        _ => [],
    };

    private static Answer DefaultAppManagement(GraphCall call)
    {
        var options = call.Tenant.Options;
        return GraphWriter.Node(call, "policies/defaultAppManagementPolicy/$entity", new JsonObject
        {
            ["id"] = "00000000-0000-0000-0000-000000000000",
            ["displayName"] = "Default app management tenant policy",
            ["description"] = "Default tenant policy that enforces app management restrictions on applications and service principals. To apply policy to targeted resources, create a new policy under appManagementPolicies collection.",
            ["isEnabled"] = options.SecretsForbidden || options.MaxSecretLifetime is not null,
            ["applicationRestrictions"] = Restrictions(options),
            ["servicePrincipalRestrictions"] = Restrictions(options),
        });
    }

    private static JsonObject Restrictions(PracticeTenantOptions options)
    {
        var passwords = new JsonArray();
        if (options.SecretsForbidden)
            passwords.Add(Restriction("passwordAddition", null));
        if (options.MaxSecretLifetime is { } limit)
            passwords.Add(Restriction("passwordLifetime", XmlConvert.ToString(limit)));
        return new() { ["passwordCredentials"] = passwords, ["keyCredentials"] = new JsonArray() };
    }

    private static JsonObject Restriction(string type, string? maxLifetime) => new()
    {
        ["restrictionType"] = type,
        ["state"] = "enabled",
        ["maxLifetime"] = maxLifetime,
        ["restrictForAppsCreatedAfterDateTime"] = "2019-10-19T10:37:00Z",
    };

    private static Answer AdminConsentRequest(GraphCall call)
    {
        var isEnabled = call.Tenant.Options.AdminConsentRequests;
        return GraphWriter.Node(call, "policies/adminConsentRequestPolicy/$entity", new JsonObject
        {
            ["isEnabled"] = isEnabled,
            ["version"] = 0,
            ["notifyReviewers"] = isEnabled,
            ["remindersEnabled"] = isEnabled,
            ["requestDurationInDays"] = isEnabled ? 30 : 0,
            ["reviewers"] = isEnabled ? Reviewers(call) : [],
        });
    }

    /// <summary>The Global Administrators review what users ask for.</summary>
    private static JsonArray Reviewers(GraphCall call) => [.. call.Directory.Users.All.Where(user => user.IsAdministrator).Select(user => (JsonNode)new JsonObject
    {
        ["query"] = $"/v1.0/users/{user.Id}",
        ["queryType"] = "MicrosoftGraph",
        ["queryRoot"] = null,
    })];
}
