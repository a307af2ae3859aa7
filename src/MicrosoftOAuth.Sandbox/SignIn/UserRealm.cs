using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>GET /common/userrealm/{name}: whether a name's password is checked here or by somebody else's server. Clients ask before they send one.</summary>
internal static class UserRealm
{
    public static Answer Answer(string userName, PracticeWorld world)
    {
        var domain = userName[(userName.LastIndexOf('@') + 1)..];
        var body = new JsonObject { ["ver"] = "1.0", ["account_type"] = "Unknown" };
        if (world.FindTenant(domain) is not null && domain.Contains('.', StringComparison.Ordinal))
        {
            body["account_type"] = "Managed";
            body["domain_name"] = domain.ToLowerInvariant();
        }

        body["cloud_instance_name"] = "microsoftonline.com";
        body["cloud_audience_urn"] = "urn:federation:MicrosoftOnline";
        return Wire.Answer.Json(200, body);
    }
}
