using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/users and /me ("user resource type").</summary>
internal static class UserRoutes
{
    private static readonly Gate ReadUsers = Gate.Listed("GET", "/users");

    private static readonly string[] Required = ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"];

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/me", Gate.Listed("GET", "/me"), Get),
        new("PATCH", "/me", Gate.Listed("PATCH", "/me"), Update),
        new("GET", "/users", ReadUsers, call => GraphWriter.Page(call, "users", call.Directory.Users, call.Options(EntityTypes.UserInFull))),
        new("POST", "/users", Gate.Listed("POST", "/users"), Create),
        new("GET", "/users/{id}", Gate.Listed("GET", "/users/{id}"), GetAny),
        new("PATCH", "/users/{id}", Gate.Listed("PATCH", "/users/{id}"), Update),
        new("DELETE", "/users/{id}", Gate.Listed("DELETE", "/users/{id}"), Delete),
    ];

    /// <summary>The user that the path names, by object id or sign-in name; the signed-in user where it names none.</summary>
    public static User Find(GraphCall call)
    {
        if (!call.Has("id"))
            return call.Caller.User!;
        var id = call["id"];
        return call.Directory.Find(call.Directory.Users, id) ?? call.Directory.FindByKey(call.Directory.Users, id) ?? throw GraphException.NotFound(id);
    }

    private static Answer Get(GraphCall call) => GraphWriter.Entity(call, "users", Find(call), call.Options(EntityTypes.UserInFull));

    /// <summary>User.Read and the like open this address too, but for the signed-in user alone.</summary>
    private static Answer GetAny(GraphCall call) =>
        Find(call) == call.Caller.User || ReadUsers.Admits(call.Caller) ? Get(call) : throw GraphException.Denied();

    private static Answer Create(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageUsers);
        var user = call.Tenant.People.NewUser();
        user.CreatedById = call.Caller.OwnerId;
        ObjectEditor.Write(user, call.Body, isNew: true, () =>
        {
            foreach (var required in Required)
            {
                if (user.Properties[required] is null)
                    throw GraphException.MissingProperty(required, "User");
            }

            UserRules.Check(user, call.Tenant, isNameNew: true);
        });
        call.Directory.Add(call.Directory.Users, user);
        return GraphWriter.Entity(call, "users", user, options: null, status: 201).With("Location", call.LocationOf(user));
    }

    private static Answer Update(GraphCall call)
    {
        var user = Find(call);
        if (user != call.Caller.User)
            call.Caller.Must(RoleRights.ManageUsers);
        var isNameNew = call.Body["userPrincipalName"] is JsonValue name && !name.ToString().Equals(user.UserPrincipalName, StringComparison.OrdinalIgnoreCase);

        // The set finds people by their names, so whoever gets a new one leaves it and comes back.
        if (isNameNew)
            call.Directory.Users.Remove(user);
        try
        {
            ObjectEditor.Write(user, call.Body, isNew: false, () => UserRules.Check(user, call.Tenant, isNameNew));
        }
        finally
        {
            if (isNameNew)
                call.Directory.Users.Add(user);
        }

        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageUsers);
        call.Tenant.People.Delete(Find(call));
        return GraphWriter.NoContent;
    }
}
