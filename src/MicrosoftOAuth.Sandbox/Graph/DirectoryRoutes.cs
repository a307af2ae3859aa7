using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The tenant, its people, and the little of their data that a newcomer's first calls ask for.</summary>
internal static class DirectoryRoutes
{
    private static readonly Gate ReadOrganization = Gate.Listed("GET", "/organization");
    private static readonly Gate ReadUsers = Gate.Listed("GET", "/users");
    private static readonly Gate ReadMemberships = Gate.Listed("GET", "/me/memberOf");
    private static readonly Gate ReadAllMemberships = Gate.Listed("GET", "/me/transitiveMemberOf");

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/organization", ReadOrganization, call => GraphWriter.List(call, "organization", [call.Tenant.Organization], call.Options(EntityTypes.Organization))),
        new("GET", "/organization/{id}", ReadOrganization, GetOrganization),
        new("GET", "/me", Gate.Listed("GET", "/me"), call => WriteUser(call, SignedIn(call))),
        new("GET", "/me/memberOf", ReadMemberships, ListRoles),
        new("GET", "/me/transitiveMemberOf", ReadAllMemberships, ListRoles),
        new("GET", "/me/memberOf/microsoft.graph.directoryRole", ReadMemberships, ListRoles),
        new("GET", "/me/transitiveMemberOf/microsoft.graph.directoryRole", ReadAllMemberships, ListRoles),
        new("GET", "/me/onenote/notebooks", Gate.Listed("GET", "/me/onenote/notebooks"), ListNotebooks),
        new("GET", "/me/messages", Gate.Listed("GET", "/me/messages"), ListMessages),
        new("GET", "/users", ReadUsers, call => GraphWriter.Page(call, "users", call.Directory.Users, call.Options(EntityTypes.UserInFull))),
        new("GET", "/users/{id}", Gate.Listed("GET", "/users/{id}"), GetUser),
    ];

    private static Answer GetOrganization(GraphCall call) =>
        call["id"].Equals(call.Tenant.Organization.Id, StringComparison.OrdinalIgnoreCase)
            ? GraphWriter.Entity(call, "organization", call.Tenant.Organization, call.Options(EntityTypes.Organization))
            : throw GraphException.NotFound(call["id"]);

    /// <summary>The user that the path names: by object id or sign-in name.</summary>
    public static User FindUser(GraphCall call)
    {
        var id = call["id"];
        return call.Directory.Find(call.Directory.Users, id) ?? call.Directory.FindByKey(call.Directory.Users, id) ?? throw GraphException.NotFound(id);
    }

    /// <summary>User.Read and the like open this address too, but for the signed-in user alone.</summary>
    private static Answer GetUser(GraphCall call)
    {
        var user = FindUser(call);
        return user == call.Caller.User || ReadUsers.Admits(call.Caller) ? WriteUser(call, user) : throw GraphException.Denied();
    }

    private static Answer WriteUser(GraphCall call, User user) =>
        GraphWriter.Entity(call, "users", user, call.Options(EntityTypes.UserInFull));

    private static Answer ListRoles(GraphCall call)
    {
        var roles = new List<DirectoryObject>();
        if (SignedIn(call).RoleTemplateId is { } template && call.Directory.FindByKey(call.Directory.Roles, template) is { } role)
            roles.Add(role);
        var isCast = call.Request.Address.AbsolutePath.EndsWith("microsoft.graph.directoryRole", StringComparison.OrdinalIgnoreCase);
        return isCast
            ? GraphWriter.List(call, "directoryRoles", roles, call.Options(EntityTypes.DirectoryRole))
            : GraphWriter.List(call, "directoryObjects", roles, call.Options(EntityTypes.DirectoryRole), isTyped: true);
    }

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
