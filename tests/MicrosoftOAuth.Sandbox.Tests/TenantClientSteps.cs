using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests;

/// <summary>Steps that many tests begin with.</summary>
internal static class TenantClientSteps
{
    /// <summary>A registration, made by the administrator; its whole object.</summary>
    public static async Task<JsonObject> NewAppAsync(this TenantClient client, JsonObject? body = null)
    {
        var token = await client.SignInAsync();
        var answer = await client.GraphAsync(token, "POST", "/applications", body ?? new JsonObject { ["displayName"] = "Test", ["signInAudience"] = "AzureADMyOrg" });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Body.AsObject();
    }

    /// <summary>A registration with a service principal and a secret.</summary>
    public static async Task<(string AppId, string Secret)> NewAppWithSecretAsync(this TenantClient client, JsonObject? body = null)
    {
        var app = await client.NewAppAsync(body);
        var token = await client.SignInAsync();
        var appId = app["appId"]!.GetValue<string>();
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = appId });
        Assert.True(principal.Status == HttpStatusCode.Created, principal.Text);
        var secret = await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["displayName"] = "key" } });
        Assert.True(secret.Status == HttpStatusCode.OK, secret.Text);
        return (appId, secret["secretText"]);
    }

    public static JsonObject ReadClaims(this TenantClient client, string token)
    {
        _ = client;
        return ReadPart(token, 1);
    }

    public static JsonObject ReadPart(string token, int part)
    {
        var text = token.Split('.')[part].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')))!.AsObject();
    }
}
