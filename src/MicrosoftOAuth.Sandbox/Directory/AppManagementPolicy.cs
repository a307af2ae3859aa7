using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Restrictions on the credentials of the applications it is assigned to ("appManagementPolicy resource type").</summary>
internal sealed class AppManagementPolicy(string id) : DirectoryObject(EntityTypes.AppManagementPolicy, id)
{
    /// <summary>The applications and service principals that the policy is assigned to.</summary>
    public HashSet<string> AppliesTo { get; } = new(StringComparer.Ordinal);

    public IEnumerable<CredentialRestriction> Restrictions =>
        Flag("isEnabled") == true ? CredentialRestriction.ReadAll(Properties["restrictions"] as JsonObject, Text("displayName") ?? Id) : [];
}

/// <summary>The restrictions for every application and service principal that has no policy of its own.</summary>
internal sealed class TenantAppManagementPolicy(string id) : DirectoryObject(EntityTypes.TenantAppManagementPolicy, id)
{
    /// <param name="isApplication">Whether those of applications are wanted, or those of service principals.</param>
    public IEnumerable<CredentialRestriction> Restrictions(bool isApplication) =>
        Flag("isEnabled") == true
            ? CredentialRestriction.ReadAll(Properties[isApplication ? "applicationRestrictions" : "servicePrincipalRestrictions"] as JsonObject, Text("displayName")!)
            : [];
}

/// <summary>One rule about credentials.</summary>
/// <param name="Type">passwordAddition, passwordLifetime, symmetricKeyAddition, symmetricKeyLifetime, customPasswordAddition or asymmetricKeyLifetime.</param>
/// <param name="MaxLifetime">The longest lifetime, where the rule is about one.</param>
/// <param name="CreatedAfter">The rule holds for objects made after this moment; null for all.</param>
/// <param name="PolicyName">The policy it is from.</param>
internal sealed record CredentialRestriction(string Type, TimeSpan? MaxLifetime, DateTimeOffset? CreatedAfter, string PolicyName)
{
    public static IEnumerable<CredentialRestriction> ReadAll(JsonObject? configuration, string policyName)
    {
        foreach (var entry in Lists(configuration).Where(entry => entry?["state"]?.GetValue<string>() != "disabled"))
        {
            TimeSpan? lifetime = entry!["maxLifetime"] is { } text && Instant.TryParseDuration(text.GetValue<string>(), out var length) ? length : null;
            DateTimeOffset? after = entry["restrictForAppsCreatedAfterDateTime"] is { } moment && Instant.TryParse(moment.GetValue<string>(), out var time) ? time : null;
            yield return new(entry["restrictionType"]?.GetValue<string>() ?? "", lifetime, after, policyName);
        }
    }

    /// <summary>Whether the rule holds for an object, by the time it was made.</summary>
    public bool HoldsFor(DirectoryObject item) =>
        CreatedAfter is null || (item.Text("createdDateTime") is { } text && Instant.TryParse(text, out var created) && created > CreatedAfter);

    private static IEnumerable<JsonNode?> Lists(JsonObject? configuration) =>
        (configuration?["passwordCredentials"] as JsonArray ?? []).Concat(configuration?["keyCredentials"] as JsonArray ?? []);
}
