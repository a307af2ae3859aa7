using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Server.Startup;

/// <summary>What a script reads at the start: one line.</summary>
internal static class StartupJson
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(PracticeServer server)
    {
        var users = new JsonArray();
        foreach (var user in server.Tenant.Tenants.SelectMany(tenant => tenant.Users))
        {
            users.Add(new JsonObject
            {
                ["userPrincipalName"] = user.UserPrincipalName,
                ["displayName"] = user.DisplayName,
                ["directoryRole"] = user.DirectoryRole,
            });
        }

        return new JsonObject
        {
            ["proxy"] = server.ProxyAddress.GetLeftPart(UriPartial.Authority),
            ["caFile"] = server.AuthorityFile,
            ["controlPage"] = server.ControlAddress.ToString(),
            ["tenantId"] = server.Tenant.TenantId.ToString(),
            ["domain"] = server.Tenant.DefaultDomain,
            ["password"] = PracticeTenant.PracticePassword,
            ["users"] = users,
        }.ToJsonString(Format);
    }
}
