using System.Text.Json.Nodes;
using System.Xml;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>
/// The restrictions on credentials: those of the policy that an application or service principal has been assigned, or else
/// of the tenant's default ("Microsoft Entra application management policies API overview").
/// </summary>
internal static class CredentialPolicy
{
    /// <summary>Refuses a client secret that the policy does not allow.</summary>
    public static void CheckSecret(DirectoryObject holder, TimeSpan lifetime, TenantDirectory directory)
    {
        foreach (var restriction in Of(holder, directory))
        {
            if (restriction.Type == "passwordAddition")
                throw NotAllowed(restriction, "PasswordCredentials");
            if (restriction is { Type: "passwordLifetime", MaxLifetime: { } longest } && lifetime > longest)
                throw TooLong(restriction, longest);
        }
    }

    /// <summary>Refuses a certificate or a symmetric key that the policy does not allow.</summary>
    public static void CheckKey(DirectoryObject holder, bool isSymmetric, TimeSpan lifetime, TenantDirectory directory)
    {
        foreach (var restriction in Of(holder, directory))
        {
            if (isSymmetric && restriction.Type == "symmetricKeyAddition")
                throw NotAllowed(restriction, "KeyCredentials");
            if (restriction.Type == (isSymmetric ? "symmetricKeyLifetime" : "asymmetricKeyLifetime") && restriction.MaxLifetime is { } longest && lifetime > longest)
                throw TooLong(restriction, longest);
        }
    }

    private static IEnumerable<CredentialRestriction> Of(DirectoryObject holder, TenantDirectory directory)
    {
        var own = directory.AppManagementPolicies.All.FirstOrDefault(policy => policy.AppliesTo.Contains(holder.Id));
        var restrictions = own is null ? directory.DefaultAppPolicy.Restrictions(holder is Application) : own.Restrictions;
        return restrictions.Where(restriction => restriction.HoldsFor(holder));
    }

    private static GraphException NotAllowed(CredentialRestriction restriction, string target) =>
        new(400, "CredentialTypeNotAllowedAsPerAppPolicy", $"Credential type not allowed as per assigned policy '{restriction.PolicyName}'.")
        {
            Details = Detail("CredentialTypeNotAllowedAsPerAppPolicy", $"{restriction.Type} is restricted.", target),
        };

    private static GraphException TooLong(CredentialRestriction restriction, TimeSpan longest) =>
        new(400, "CredentialInvalidLifetimeAsPerAppPolicy", $"Credential lifetime exceeds the max value allowed as per assigned policy '{restriction.PolicyName}'.")
        {
            Details = Detail("InvalidKeyEndDate", $"The maximum lifetime is {XmlConvert.ToString(longest)}.", "EndDate"),
        };

    private static JsonArray Detail(string code, string message, string target) =>
        [new JsonObject { ["code"] = code, ["message"] = message, ["target"] = target }];
}
