using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>revokeSignInSessions ("user: revokeSignInSessions"): a user's own, or for an administrator anybody's.</summary>
internal static class SignInSessionRoutes
{
    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("POST", "/me/revokeSignInSessions", Gate.Listed("POST", "/me/revokeSignInSessions"), call => Revoke(call, UserRoutes.Find(call))),
        new("POST", "/users/{id}/revokeSignInSessions", Gate.Listed("POST", "/users/{id}/revokeSignInSessions"), call => Revoke(call, UserRoutes.Find(call))),
    ];

    private static Wire.Answer Revoke(GraphCall call, Directory.User user)
    {
        if (call.Caller.User != user)
            call.Caller.Must(Directory.RoleRights.ManageUsers);
        user.RevokeSessions(call.Request.Time);
        return GraphWriter.Node(call, "Edm.Boolean", new JsonObject { ["value"] = true });
    }
}
