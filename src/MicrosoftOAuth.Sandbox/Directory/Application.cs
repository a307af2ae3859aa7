using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An app registration.</summary>
internal sealed class Application : DirectoryObject, ISecretHolder, IOwned
{
    public Application(string id, string appId, Plan? plan = null)
        : base(EntityTypes.Application, id, plan)
    {
        AppId = appId;
        if (plan is null)
            Set("appId", appId);
    }

    public string AppId { get; }

    public string DisplayName => Text("displayName") ?? "";

    public string SignInAudience => Text("signInAudience") ?? Audiences.MyOrganization;

    public string? UniqueName => Text("uniqueName");

    public bool IsPublicByDefault => Flag("isFallbackPublicClient") ?? false;

    public IReadOnlyList<string> IdentifierUris => Texts("identifierUris");

    /// <summary>1 or 2; null leaves it to the resource, which is 1.</summary>
    public int? RequestedAccessTokenVersion => Part("api")?["requestedAccessTokenVersion"]?.GetValue<int>();

    public JsonArray RequiredResourceAccess => List("requiredResourceAccess") ?? [];

    public List<ClientSecret> Secrets => field ??= ClientSecret.OfPlan(this, Plan);

    public Dictionary<string, byte[]> Certificates => field ??= new(StringComparer.OrdinalIgnoreCase);

    public List<string> OwnerIds => field ??= [.. Plan?.OwnerIds ?? []];

    public ObjectSet<FederatedIdentityCredential> FederatedCredentials => field ??= new(credential => credential.Text("name"));

    public IReadOnlyList<string> RedirectUris(ClientPlatform platform) => platform switch
    {
        ClientPlatform.Web => Strings(Part("web")?["redirectUris"]),
        ClientPlatform.Spa => Strings(Part("spa")?["redirectUris"]),
        _ => Strings(Part("publicClient")?["redirectUris"]),
    };
}

/// <summary>A workload's identity elsewhere whose tokens an application accepts in place of a secret.</summary>
internal sealed class FederatedIdentityCredential(string id) : DirectoryObject(EntityTypes.FederatedIdentityCredential, id);

/// <summary>The platforms a redirect URI can belong to.</summary>
internal enum ClientPlatform
{
    Web,
    Spa,
    PublicClient,
}

/// <summary>The values of signInAudience.</summary>
internal static class Audiences
{
    public const string MyOrganization = "AzureADMyOrg";
    public const string MultipleOrganizations = "AzureADMultipleOrgs";
    public const string OrganizationsAndPersonal = "AzureADandPersonalMicrosoftAccount";
    public const string Personal = "PersonalMicrosoftAccount";

    public static bool IsKnown(string audience) =>
        audience is MyOrganization or MultipleOrganizations or OrganizationsAndPersonal or Personal;

    /// <summary>Whether organizations other than the registration's own may use it.</summary>
    public static bool IncludesOrganizations(string audience) => audience is MultipleOrganizations or OrganizationsAndPersonal;

    public static bool IncludesPersonal(string audience) => audience is OrganizationsAndPersonal or Personal;
}
