using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>The service principal of a planted application: what <see cref="ServicePrincipal.Mirror"/> would make of it.</summary>
internal sealed class PlantedServicePrincipal(PlantedWorld world, PlantedApplication application) : Plan
{
    private static readonly string[] Names =
    [
        "id", "appDisplayName", "appDescription", "appId", "appOwnerOrganizationId", "createdDateTime", "displayName", "homepage", "logoutUrl",
        "replyUrls", "servicePrincipalNames", "servicePrincipalType", "signInAudience", "oauth2PermissionScopes",
    ];

    public override IReadOnlyList<string> PropertyNames => Names;

    public override IEnumerable<string> OwnerIds => application.OwnerIds;

    public override JsonNode? Value(DirectoryObject item, string property) => property switch
    {
        "id" => item.Id,
        "appId" => ((ServicePrincipal)item).AppId,
        "displayName" or "appDisplayName" => application.DisplayName(),
        "appDescription" => application.Value(item, "description"),
        "appOwnerOrganizationId" => world.TenantId,
        "createdDateTime" => Instant.Graph(application.Created.AddSeconds(1)),
        "replyUrls" => application.RedirectUri() is { } uri ? new JsonArray(uri) : new JsonArray(),
        "servicePrincipalNames" => application.OwnScopes() is null
            ? new JsonArray(((ServicePrincipal)item).AppId)
            : new JsonArray(((ServicePrincipal)item).AppId, PlantedApplication.IdentifierUri(((ServicePrincipal)item).AppId)),
        "servicePrincipalType" => "Application",
        "signInAudience" => application.Value(item, "signInAudience"),
        "oauth2PermissionScopes" => application.OwnScopes(),
        _ => null,
    };
}
