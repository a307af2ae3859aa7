using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The tenant's policies on registration and consent.</summary>
internal static class PolicyRoutes
{
    private static readonly Gate ReadAuthorization = new(
        "Policy.Read.All Policy.ReadWrite.Authorization",
        "Policy.Read.All Policy.ReadWrite.Authorization");

    private static readonly Gate ReadConsentRequests = new(
        "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All",
        "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All Directory.ReadWrite.All");

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/policies/authorizationPolicy", ReadAuthorization, Authorization),
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
