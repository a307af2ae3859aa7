using System.Text.Json.Nodes;
using System.Xml;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>The tenant's default policy for applications' credentials, as the options have it.</summary>
internal static class DefaultAppPolicy
{
    public static void Plant(TenantAppManagementPolicy policy, PracticeTenantOptions options)
    {
        policy.Set("displayName", "Default app management tenant policy");
        policy.Set("description", "Default tenant policy that enforces app management restrictions on applications and service principals. To apply policy to targeted resources, create a new policy under appManagementPolicies collection.");
        policy.Properties["isEnabled"] = options.SecretsForbidden || options.MaxSecretLifetime is not null;
        policy.Properties["applicationRestrictions"] = Restrictions(options);
        policy.Properties["servicePrincipalRestrictions"] = Restrictions(options);
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

    private static JsonObject Restriction(string type, string? maxLifetime) => new JsonObject
    {
        ["restrictionType"] = type,
        ["state"] = "enabled",
        ["maxLifetime"] = maxLifetime,
        ["restrictForAppsCreatedAfterDateTime"] = null,
    };
}
