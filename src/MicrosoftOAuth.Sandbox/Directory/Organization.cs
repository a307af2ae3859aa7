using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>The tenant itself.</summary>
internal sealed class Organization : DirectoryObject
{
    public Organization(string id, string displayName, string domain, DateTimeOffset created)
        : base(EntityTypes.Organization, id)
    {
        DisplayName = displayName;
        Domain = domain;
        Set("displayName", displayName);
        Set("tenantType", "AAD");
        Set("countryLetterCode", "US");
        Set("createdDateTime", Sandbox.Text.Instant.Graph(created));
        Properties["verifiedDomains"] = new JsonArray(new JsonObject
        {
            ["capabilities"] = "Email, OfficeCommunicationsOnline",
            ["isDefault"] = true,
            ["isInitial"] = true,
            ["name"] = domain,
            ["type"] = "Managed",
        });
    }

    public string DisplayName { get; }

    /// <summary>The initial domain, such as contoso.onmicrosoft.com.</summary>
    public string Domain { get; }
}

/// <summary>A domain of the tenant; its name is its id.</summary>
internal sealed class Domain : DirectoryObject
{
    public Domain(Organization organization)
        : base(EntityTypes.Domain, organization.Domain)
    {
        Set("authenticationType", "Managed");
        Properties["supportedServices"] = new JsonArray("Email", "OfficeCommunicationsOnline");
        Properties["passwordValidityPeriodInDays"] = int.MaxValue;
    }
}
