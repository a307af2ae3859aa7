using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/oauth2PermissionGrants: delegated consents ("oAuth2PermissionGrant resource type").</summary>
internal static class GrantRoutes
{
    private const string Set = "oauth2PermissionGrants";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/oauth2PermissionGrants", Gate.ReadGrants, call => GraphWriter.Page(call, Set, call.Directory.Grants, call.Options(EntityTypes.OAuth2PermissionGrant))),
        new("POST", "/oauth2PermissionGrants", Gate.WriteGrants, Create),
        new("GET", "/oauth2PermissionGrants/{grant}", Gate.ReadGrants, call => GraphWriter.Entity(call, Set, Find(call), Options(call))),
        new("PATCH", "/oauth2PermissionGrants/{grant}", Gate.WriteGrants, Update),
        new("DELETE", "/oauth2PermissionGrants/{grant}", Gate.WriteGrants, Delete),
    ];

    private static QueryOptions Options(GraphCall call) => call.Options(EntityTypes.OAuth2PermissionGrant);

    private static PermissionGrant Find(GraphCall call) =>
        call.Directory.Find(call.Directory.Grants, call["grant"]) ?? throw GraphException.NotFound(call["grant"]);

    private static Answer Create(GraphCall call)
    {
        call.Caller.Must(RoleRights.Consent);
        var client = Principal(call, "clientId");
        var resource = Principal(call, "resourceId");
        var principalId = PrincipalOf(call);
        if (call.Tenant.Consents.FindGrant(client.Id, resource.Id, principalId) is not null)
            throw GraphException.Conflict("Permission entry already exists.");
        var grant = new PermissionGrant(call.Tenant.Ids.NewOpaque(32), client.Id, resource.Id, principalId) { Scopes = [] };
        ObjectEditor.Write(grant, call.BodyWithout("clientId", "resourceId", "principalId", "consentType", "startTime", "expiryTime"), isNew: true, () => { });
        call.Directory.Add(call.Directory.Grants, grant);
        return GraphWriter.Entity(call, Set, grant, options: null, status: 201).With("Location", $"{call.BaseAddress}/{Set}/{grant.Id}");
    }

    /// <summary>Replaces the scopes; nothing else can change.</summary>
    private static Answer Update(GraphCall call)
    {
        call.Caller.Must(RoleRights.Consent);
        ObjectEditor.Write(Find(call), call.BodyWithout("expiryTime"), isNew: false, () => { });
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Caller.Must(RoleRights.Consent);
        call.Directory.Grants.Remove(Find(call));
        return GraphWriter.NoContent;
    }

    private static ServicePrincipal Principal(GraphCall call, string property)
    {
        if (call.Body[property]?.ToString() is not { Length: > 0 } id)
            throw GraphException.BadRequest($"A value is required for property '{property}' of resource 'DelegatedPermissionGrant'.");
        return call.Directory.Find(call.Directory.ServicePrincipals, id) ?? throw GraphException.NotFound(id);
    }

    /// <summary>The user whom the consent is for; null for everyone.</summary>
    private static string? PrincipalOf(GraphCall call)
    {
        var principalId = call.Body["principalId"]?.ToString();
        switch (call.Body["consentType"]?.ToString())
        {
            case PermissionGrant.AllPrincipals when principalId is null or "":
                return null;
            case PermissionGrant.Principal when principalId is { Length: > 0 }:
                return (call.Directory.Find(call.Directory.Users, principalId) ?? throw GraphException.NotFound(principalId)).Id;
            default:
                throw GraphException.InvalidProperty("consentType", "DelegatedPermissionGrant");
        }
    }
}
