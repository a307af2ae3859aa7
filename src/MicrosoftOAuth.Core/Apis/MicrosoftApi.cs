namespace MicrosoftOAuth.Core;

/// <summary>
/// An API that apps ask permissions of. The app ids are those that Microsoft publishes for its first-party APIs
/// (https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in, and
/// sdk/environments/constants.go of https://github.com/hashicorp/go-azure-sdk for those that the page leaves out);
/// the table is the only place that knows them.
/// </summary>
/// <param name="Name">The name used here; the portal and tenants show some under a newer one, which is an alias.</param>
/// <param name="AppId">
/// The app id (GUID), equal in every tenant of the worldwide cloud. Another cloud can have another, as Azure Government had for
/// Key Vault (articles/key-vault/secrets/overview-storage-keys.md of https://github.com/MicrosoftDocs/azure-docs, since retired).
/// </param>
/// <param name="Audience">The resource that tokens are asked for in the worldwide cloud, without a trailing slash; null where it depends on the instance.</param>
/// <param name="Aliases">Other names that users type.</param>
public sealed record MicrosoftApi(string Name, string AppId, string? Audience, IReadOnlyList<string> Aliases)
{
    /// <summary>Microsoft Graph's app id.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Microsoft Graph's name.</summary>
    public const string GraphName = "Microsoft Graph";

    private const string ResourceManagerAppId = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

    private static readonly CloudEnvironment[] s_environments = [CloudEnvironment.Global, CloudEnvironment.USGov, CloudEnvironment.USGovDoD, CloudEnvironment.China];

    /// <summary>Microsoft Graph.</summary>
    public static MicrosoftApi Graph { get; } = new(GraphName, GraphAppId, "https://graph.microsoft.com", ["Graph", "MicrosoftGraph"])
    {
        // https://learn.microsoft.com/graph/permissions-selected-overview
        AccessNote = "Sites.Selected and its kin open nothing by themselves: the app is then granted access on each site (POST /sites/{id}/permissions), list, item or file.",
    };

    /// <summary>All APIs that are known by name, the most used first.</summary>
    public static IReadOnlyList<MicrosoftApi> All { get; } =
    [
        Graph,
        new("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000", "https://outlook.office365.com", ["Exchange", "Exchange Online", "Outlook"])
        {
            // The names of the API's service principal; in China the host there. Microsoft's own scripts ask for tokens by the same:
            // Shared/AzureFunctions/Get-CloudServiceEndpoint.ps1 of https://github.com/microsoft/CSS-Exchange
            AudienceUSGov = "https://outlook.office365.us",
            AudienceUSGovDoD = "https://outlook-dod.office365.us",
            AudienceChina = "https://partner.outlook.cn",

            // https://learn.microsoft.com/exchange/permissions-exo/application-rbac, https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
            AccessNote = "Exchange decides too: RBAC for Applications grants an app roles on chosen mailboxes, beside what Entra grants on all; Exchange.ManageAsApp opens nothing until the app has an Entra or Exchange role.",
        },
        new("SharePoint Online", "00000003-0000-0ff1-ce00-000000000000", null, ["SharePoint", "Office 365 SharePoint Online"])
        {
            InstanceExample = "https://contoso.sharepoint.com",

            // https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread,
            // https://learn.microsoft.com/sharepoint/dev/sp-add-ins-modernize/understanding-rsc-for-msgraph-and-sharepoint-online
            AccessNote = "The audience is the tenant's own address (https://contoso.sharepoint.com). App-only calls take a certificate, not a secret; Sites.Selected opens nothing until the app is granted access on a site.",
        },
        new("Azure Key Vault", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "https://vault.azure.net", ["Key Vault", "KeyVault"])
        {
            // https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses names the resource, and
            // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates each cloud's host
            AudienceUSGov = "https://vault.usgovcloudapi.net",
            AudienceUSGovDoD = "https://vault.usgovcloudapi.net",
            AudienceChina = "https://vault.azure.cn",

            // https://learn.microsoft.com/azure/key-vault/general/rbac-guide; the service principal offers a delegated permission alone
            AppsTakeNoPermission = true,
            AccessNote = "Azure RBAC or the vault's access policy decides, for users and apps alike: assign a role such as Key Vault Secrets User on the vault. An app by itself takes no API permission.",
        },
        new("Dynamics CRM", "00000007-0000-0000-c000-000000000000", null, ["Dynamics", "Dataverse", "Dynamics 365", "Common Data Service"])
        {
            InstanceExample = "https://contoso.crm.dynamics.com",

            // https://learn.microsoft.com/power-apps/developer/data-platform/authenticate-oauth,
            // https://learn.microsoft.com/power-apps/developer/data-platform/use-single-tenant-server-server-authentication
            AppsTakeNoPermission = true,
            AccessNote = "The audience is the environment's address (https://contoso.crm.dynamics.com). Security roles in Dataverse decide: an app by itself takes an application user there with a role, and no API permission.",
        },
        new("Dynamics ERP", "00000015-0000-0000-c000-000000000000", null, ["Finance and Operations", "Dynamics 365 Finance", "Microsoft Dynamics ERP"])
        {
            InstanceExample = "https://contoso.operations.dynamics.com",

            // https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/services-home-page
            AccessNote = "The audience is the environment's address (https://contoso.operations.dynamics.com). An app by itself acts as the user that its client id is mapped to on the page Microsoft Entra applications.",
        },
        new("Dynamics 365 Business Central", "996def3d-b36c-4153-8607-a6fd3c01b89f", "https://api.businesscentral.dynamics.com", ["Business Central"])
        {
            // https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/automation-apis-using-s2s-authentication
            AccessNote = "Permission sets in Business Central decide beside the API permission: an app by itself is registered there on the page Microsoft Entra applications.",
        },
        new("OneNote", "2d4d3d8e-2be3-4bef-9f87-7875a61c29de", "https://onenote.com", [])
        {
            // https://learn.microsoft.com/graph/integrate-with-onenote
            AccessNote = "Microsoft Graph opens the same notebooks (Notes.* there), since 31 March 2025 with delegated permissions only: an app by itself is refused.",
        },
        new("Azure Service Management", ResourceManagerAppId, "https://management.azure.com", ["Azure Management", "Azure Resource Manager", "ARM", "Windows Azure Service Management API"])
        {
            // https://learn.microsoft.com/azure/role-based-access-control/overview; the service principal offers a delegated permission alone
            AppsTakeNoPermission = true,
            AccessNote = "Azure RBAC decides: assign a role such as Reader on a subscription, resource group or resource. user_impersonation only lets an app act as the signed-in user; an app by itself takes no API permission.",
        },
        new("Office 365 Management APIs", "c5393580-f805-4401-95e8-94b7a6ef2fc2", "https://manage.office.com", ["Office 365 Management"])
        {
            // https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference
            AudienceUSGov = "https://manage.office365.us",
            AudienceUSGovDoD = "https://manage.protection.apps.mil",
        },
        new("Power BI Service", "00000009-0000-0000-c000-000000000000", "https://analysis.windows.net/powerbi/api", ["Power BI", "PowerBI"])
        {
            // https://learn.microsoft.com/power-bi/developer/embedded/embed-sample-for-customers-national-clouds
            AudienceUSGov = "https://high.analysis.usgovcloudapi.net/powerbi/api",
            AudienceUSGovDoD = "https://mil.analysis.usgovcloudapi.net/powerbi/api",
            AudienceChina = "https://analysis.chinacloudapi.cn/powerbi/api",

            // https://learn.microsoft.com/power-bi/developer/embedded/embed-service-principal
            AppsTakeNoPermission = true,
            AccessNote = "For an app by itself Power BI decides, and API permissions have no effect: a setting of the Power BI tenant lets service principals in, and each workspace gives them a role.",
        },
        new("Azure Storage", "e406a681-f3d4-42a8-90b6-c2b029497af1", "https://storage.azure.com", ["Storage"])
        {
            // https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory: one audience for all accounts and
            // clouds; the service principal offers a delegated permission alone
            AudienceUSGov = "https://storage.azure.com",
            AudienceUSGovDoD = "https://storage.azure.com",
            AudienceChina = "https://storage.azure.com",
            AppsTakeNoPermission = true,
            AccessNote = "Azure RBAC decides, for users and apps alike: assign a data role such as Storage Blob Data Reader on the account or container. Owner and Contributor open no data to a token. An app by itself takes no API permission.",
        },
        new("Azure DevOps", "499b84ac-1321-427f-aa17-267ca6975798", "499b84ac-1321-427f-aa17-267ca6975798", ["DevOps", "Visual Studio Team Services"])
        {
            // https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity
            AppsTakeNoPermission = true,
            AccessNote = "Azure DevOps decides: a service principal or managed identity is added to the organization as a user, with a licence and rights of its own. An app by itself takes no API permission.",
        },
        new("WindowsDefenderATP", "fc780465-2017-40d4-a0c5-307022471b92", "https://api.securitycenter.microsoft.com", ["Defender", "Defender for Endpoint", "Microsoft Defender for Endpoint"])
        {
            // https://learn.microsoft.com/defender-endpoint/gov#api
            AudienceUSGov = "https://api-gov.securitycenter.microsoft.us",
            AudienceUSGovDoD = "https://api-gov.securitycenter.microsoft.us",

            // https://learn.microsoft.com/defender-endpoint/api/get-alerts
            AccessNote = "For a signed-in user the roles and device groups of Defender decide beside the API permission.",
        },
        new("Microsoft Threat Protection", "8ee8fdad-f234-4243-8f3b-15c294843740", "https://api.security.microsoft.com", ["Defender XDR", "Microsoft Defender XDR", "Microsoft 365 Defender"])
        {
            // https://learn.microsoft.com/defender-xdr/usgov#api
            AudienceUSGov = "https://api-gov.security.microsoft.us",
            AudienceUSGovDoD = "https://api-gov.security.microsoft.us",

            // https://learn.microsoft.com/defender-xdr/api-list-incidents
            AccessNote = "For a signed-in user the rights in the Defender portal decide beside the API permission.",
        },
    ];

    /// <summary>Who decides on access beside, or instead of, the API's permissions; null where nothing but the permissions is known to.</summary>
    public string? AccessNote { get; private init; }

    /// <summary>The same behind other sentences, with a space before it; empty where there is none.</summary>
    internal string AccessNoteBehind => AccessNote is null ? string.Empty : " " + AccessNote;

    /// <summary>True where no application permission lets an app in: something else decides, which <see cref="AccessNote"/> names.</summary>
    internal bool AppsTakeNoPermission { get; private init; }

    private string? AudienceUSGov { get; init; }

    private string? AudienceUSGovDoD { get; init; }

    private string? AudienceChina { get; init; }

    /// <summary>Finds an API by name, alias or app id, ignoring case; null when the name is not known here.</summary>
    public static MicrosoftApi? Find(string nameOrAppId) => All.FirstOrDefault(api =>
        api.Name.Equals(nameOrAppId, StringComparison.OrdinalIgnoreCase)
        || api.AppId.Equals(nameOrAppId, StringComparison.OrdinalIgnoreCase)
        || api.Aliases.Contains(nameOrAppId, StringComparer.OrdinalIgnoreCase));

    /// <summary>The audience in a cloud; null where it depends on the instance, or is not known there.</summary>
    public string? AudienceIn(MicrosoftCloud cloud) => (AppId, cloud.Environment) switch
    {
        (GraphAppId, _) => cloud.GraphAudience,
        (ResourceManagerAppId, _) => cloud.ResourceManagerAudience,
        (_, CloudEnvironment.USGov) => AudienceUSGov,
        (_, CloudEnvironment.USGovDoD) => AudienceUSGovDoD,
        (_, CloudEnvironment.China) => AudienceChina,
        _ => Audience,
    };

    /// <summary>True for the API's audience in any cloud.</summary>
    internal bool IsAudience(string resource) => s_environments.Any(environment =>
        resource.Equals(AudienceIn(MicrosoftCloud.Of(environment)), StringComparison.OrdinalIgnoreCase));

    /// <summary>An address to show where the audience is that of the instance, in every cloud; null where it is not.</summary>
    internal string? InstanceExample { get; private init; }
}
