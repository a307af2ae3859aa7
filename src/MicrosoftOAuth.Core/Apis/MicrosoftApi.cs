namespace MicrosoftOAuth.Core;

/// <summary>
/// An API that apps ask permissions of. The app ids are those that Microsoft publishes for its first-party APIs;
/// the table is the only place that knows them.
/// </summary>
/// <param name="Name">The name that the portal shows.</param>
/// <param name="AppId">The app id (GUID), equal in every cloud and tenant.</param>
/// <param name="Audience">The resource that tokens are asked for in the worldwide cloud, without a trailing slash; null where it depends on the instance.</param>
/// <param name="Aliases">Other names that users type.</param>
public sealed record MicrosoftApi(string Name, string AppId, string? Audience, IReadOnlyList<string> Aliases)
{
    /// <summary>Microsoft Graph's app id.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Microsoft Graph's name.</summary>
    public const string GraphName = "Microsoft Graph";

    /// <summary>Microsoft Graph.</summary>
    public static MicrosoftApi Graph { get; } = new(GraphName, GraphAppId, "https://graph.microsoft.com", ["Graph", "MicrosoftGraph"]);

    /// <summary>All APIs that are known by name, the most used first.</summary>
    public static IReadOnlyList<MicrosoftApi> All { get; } =
    [
        Graph,
        new("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000", "https://outlook.office365.com", ["Exchange", "Exchange Online", "Outlook"]),
        new("SharePoint Online", "00000003-0000-0ff1-ce00-000000000000", null, ["SharePoint", "Office 365 SharePoint Online"]),
        new("Azure Key Vault", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "https://vault.azure.net", ["Key Vault", "KeyVault"]),
        new("Dynamics CRM", "00000007-0000-0000-c000-000000000000", null, ["Dynamics", "Dataverse", "Dynamics 365"]),
        new("Dynamics ERP", "00000015-0000-0000-c000-000000000000", null, ["Finance and Operations"]),
        new("Dynamics 365 Business Central", "996def3d-b36c-4153-8607-a6fd3c01b89f", "https://api.businesscentral.dynamics.com", ["Business Central"]),
        new("OneNote", "2d4d3d8e-2be3-4bef-9f87-7875a61c29de", "https://onenote.com", []),
        new("Azure Service Management", "797f4846-ba00-4fd7-ba43-dac1f8f63013", "https://management.azure.com", ["Azure Management", "Azure Resource Manager", "ARM", "Windows Azure Service Management API"]),
        new("Office 365 Management APIs", "c5393580-f805-4401-95e8-94b7a6ef2fc2", "https://manage.office.com", ["Office 365 Management"]),
        new("Power BI Service", "00000009-0000-0000-c000-000000000000", "https://analysis.windows.net/powerbi/api", ["Power BI", "PowerBI"]),
        new("Azure Storage", "e406a681-f3d4-42a8-90b6-c2b029497af1", "https://storage.azure.com", ["Storage"]),
        new("Azure DevOps", "499b84ac-1321-427f-aa17-267ca6975798", "499b84ac-1321-427f-aa17-267ca6975798", ["DevOps"]),
    ];

    /// <summary>Finds an API by name, alias or app id, ignoring case; null when the name is not known here.</summary>
    public static MicrosoftApi? Find(string nameOrAppId) => All.FirstOrDefault(api =>
        api.Name.Equals(nameOrAppId, StringComparison.OrdinalIgnoreCase)
        || api.AppId.Equals(nameOrAppId, StringComparison.OrdinalIgnoreCase)
        || api.Aliases.Contains(nameOrAppId, StringComparer.OrdinalIgnoreCase));

    /// <summary>The audience in a cloud: Graph's and Resource Manager's differ by cloud.</summary>
    public string? AudienceIn(MicrosoftCloud cloud) => AppId switch
    {
        GraphAppId => cloud.GraphAudience,
        "797f4846-ba00-4fd7-ba43-dac1f8f63013" => cloud.ResourceManagerAudience,
        _ => Audience,
    };
}
