using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>A delegated consent that a large tenant holds from the beginning.</summary>
internal sealed class PlantedGrant(PermissionBundle bundle) : Plan
{
    private static readonly string[] Names = ["id", "clientId", "consentType", "principalId", "resourceId", "scope"];

    public override IReadOnlyList<string> PropertyNames => Names;

    public override JsonNode? Value(DirectoryObject item, string property)
    {
        var grant = (PermissionGrant)item;
        return property switch
        {
            "id" => grant.Id,
            "clientId" => grant.ClientId,
            "consentType" => grant.PrincipalId is null ? PermissionGrant.AllPrincipals : PermissionGrant.Principal,
            "principalId" => grant.PrincipalId,
            "resourceId" => grant.ResourceId,
            "scope" => bundle.ScopeText,
            _ => null,
        };
    }
}

/// <summary>An application permission that a large tenant has granted from the beginning.</summary>
internal sealed class PlantedAssignment(PermissionBundle bundle, PlantedApplication client) : Plan
{
    private static readonly string[] Names = ["id", "appRoleId", "createdDateTime", "principalDisplayName", "principalId", "principalType", "resourceDisplayName", "resourceId"];

    public override IReadOnlyList<string> PropertyNames => Names;

    public override JsonNode? Value(DirectoryObject item, string property)
    {
        var assignment = (AppRoleAssignment)item;
        return property switch
        {
            "id" => assignment.Id,
            "appRoleId" => assignment.AppRoleId,
            "createdDateTime" => Instant.Graph(client.Created.AddMinutes(5)),
            "principalDisplayName" => client.DisplayName(),
            "principalId" => assignment.PrincipalId,
            "principalType" => "ServicePrincipal",
            "resourceDisplayName" => bundle.Api.DisplayName,
            "resourceId" => assignment.ResourceId,
            _ => null,
        };
    }
}
