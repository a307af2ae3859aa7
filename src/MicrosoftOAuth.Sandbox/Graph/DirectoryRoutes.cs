using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The tenant, its domain, and the little of its people's data that a newcomer's first calls ask for.</summary>
internal static class DirectoryRoutes
{
    private static readonly Gate ReadOrganization = Gate.Listed("GET", "/organization");

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/organization", ReadOrganization, call => GraphWriter.List(call, "organization", [call.Tenant.Organization], call.Options(EntityTypes.Organization))),
        new("GET", "/organization/{id}", ReadOrganization, GetOrganization),
        new("GET", "/domains", Gate.Listed("GET", "/domains"), call => GraphWriter.List(call, "domains", [new Domain(call.Tenant.Organization)], call.Options(EntityTypes.Domain))),
        new("GET", "/domains/{id}", Gate.Listed("GET", "/domains/{id}"), GetDomain),
        new("GET", "/me/onenote/notebooks", Gate.Listed("GET", "/me/onenote/notebooks"), ListNotebooks),
        new("GET", "/me/messages", Gate.Listed("GET", "/me/messages"), ListMessages),
    ];

    private static Answer GetOrganization(GraphCall call) =>
        call["id"].Equals(call.Tenant.Organization.Id, StringComparison.OrdinalIgnoreCase)
            ? GraphWriter.Entity(call, "organization", call.Tenant.Organization, call.Options(EntityTypes.Organization))
            : throw GraphException.NotFound(call["id"]);

    private static Answer GetDomain(GraphCall call) =>
        call["id"].Equals(call.Tenant.Organization.Domain, StringComparison.OrdinalIgnoreCase)
            ? GraphWriter.Entity(call, "domains", new Domain(call.Tenant.Organization), call.Options(EntityTypes.Domain))
            : throw GraphException.NotFound(call["id"]);

    private static Answer ListNotebooks(GraphCall call)
    {
        var user = SignedIn(call);
        var id = "1-" + IdSource.Named("notebook:" + user.UserPrincipalName);
        var address = $"{call.BaseAddress}/users/{user.UserPrincipalName}/onenote/notebooks/{id}";
        return GraphWriter.Node(call, $"users('{Uri.EscapeDataString(user.UserPrincipalName)}')/onenote/notebooks", new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["id"] = id,
                ["self"] = address,
                ["createdDateTime"] = call.Tenant.Organization.Text("createdDateTime"),
                ["displayName"] = "Practice notebook",
                ["lastModifiedDateTime"] = call.Tenant.Organization.Text("createdDateTime"),
                ["isDefault"] = true,
                ["userRole"] = "Owner",
                ["isShared"] = false,
                ["sectionsUrl"] = address + "/sections",
                ["sectionGroupsUrl"] = address + "/sectionGroups",
                ["createdBy"] = Identity(user),
                ["lastModifiedBy"] = Identity(user),
                ["links"] = new JsonObject
                {
                    ["oneNoteClientUrl"] = new JsonObject { ["href"] = "onenote:https://contoso-practice-my.sharepoint.com/practice" },
                    ["oneNoteWebUrl"] = new JsonObject { ["href"] = "https://contoso-practice-my.sharepoint.com/practice" },
                },
            }),
        });
    }

    private static Answer ListMessages(GraphCall call)
    {
        var user = SignedIn(call);
        return GraphWriter.Node(call, $"users('{user.Id}')/messages", new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["id"] = Text.Base64Url.Encode("message:" + user.UserPrincipalName),
                ["createdDateTime"] = call.Tenant.Organization.Text("createdDateTime"),
                ["receivedDateTime"] = call.Tenant.Organization.Text("createdDateTime"),
                ["subject"] = "Welcome to the practice tenant",
                ["bodyPreview"] = "Nothing here is real.",
                ["importance"] = "normal",
                ["isRead"] = false,
                ["isDraft"] = false,
                ["from"] = new JsonObject { ["emailAddress"] = new JsonObject { ["name"] = user.DisplayName, ["address"] = user.UserPrincipalName } },
            }),
        });
    }

    private static JsonObject Identity(User user) =>
        new() { ["user"] = new JsonObject { ["id"] = user.Id, ["displayName"] = user.DisplayName } };

    /// <summary>The user of a delegated token; no other gets as far as /me.</summary>
    private static User SignedIn(GraphCall call) => call.Caller.User!;
}
