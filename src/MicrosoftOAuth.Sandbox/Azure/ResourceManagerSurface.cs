using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Azure;

/// <summary>management.azure.com, as far as signing in asks it: the caller's tenants and subscriptions.</summary>
internal sealed class ResourceManagerSurface(PracticeWorld world) : ISurface
{
    public bool Serves(Uri address) => CloudHosts.IsResourceManager(address.Host);

    public Answer Answer(Call call)
    {
        if (FindCaller(call) is not var (tenant, user))
            return Refuse(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing, or the token in it is not valid here.");
        if (call.Query["api-version"] is null)
            return Refuse(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        var path = string.Join("/", call.Segments).ToLowerInvariant();
        if (call.Method != "GET" || path is not ("tenants" or "subscriptions"))
            return Refuse(404, "NotFound", "The resource could not be found.");

        // Nobody here has an Azure subscription; the tenants are for users alone.
        var value = path == "tenants" && user is not null ? new JsonArray(ToJson(tenant)) : [];
        return Wire.Answer.Json(200, new JsonObject { ["value"] = value, ["count"] = new JsonObject { ["type"] = "Total", ["value"] = value.Count } });
    }

    private static JsonObject ToJson(TenantState tenant) => new()
    {
        ["id"] = $"/tenants/{tenant.Organization.Id}",
        ["tenantId"] = tenant.Organization.Id,
        ["countryCode"] = tenant.Organization.Text("countryLetterCode"),
        ["displayName"] = tenant.Organization.DisplayName,
        ["domains"] = new JsonArray(tenant.Organization.Domain),
        ["tenantCategory"] = "Home",
        ["defaultDomain"] = tenant.Organization.Domain,
        ["tenantType"] = "AAD",
    };

    /// <summary>The tenant and, for a delegated token, the user that a request's token speaks of; null without a token that is good here.</summary>
    private (TenantState Tenant, User? User)? FindCaller(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        if (world.ReadToken(header["Bearer ".Length..].Trim()) is not var (tenant, claims))
            return null;
        var resource = tenant.Directory.FindResource(claims["aud"]?.ToString() ?? "");
        if (resource?.AppId != MicrosoftApis.AzureManagementAppId || claims["exp"]!.GetValue<long>() <= world.Clock.GetUtcNow().ToUnixTimeSeconds())
            return null;
        var user = claims["scp"] is not null && tenant.Directory.Users.TryFind(claims["oid"]!.ToString(), out var found) ? found : null;
        var isGood = tenant.Directory.ServicePrincipals.TryFindByKey(claims["appid"]!.ToString(), out var client)
            && Revocation.ChallengeTo(claims, client, user, world.Clock.GetUtcNow()) is null;
        return isGood ? (tenant, user) : null;
    }

    private static Answer Refuse(int status, string code, string message)
    {
        var answer = Wire.Answer.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
        return status == 401 ? answer.With("WWW-Authenticate", "Bearer authorization_uri=\"https://login.windows.net/common\", error=\"invalid_token\"") : answer;
    }
}
