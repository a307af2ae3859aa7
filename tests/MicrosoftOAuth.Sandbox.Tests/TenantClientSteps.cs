using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests;

/// <summary>Steps that many tests begin with.</summary>
internal static class TenantClientSteps
{
    /// <summary>A Graph token of the administrator's through Azure CLI, to which all of the directory is open.</summary>
    public static async Task<string> SignInWithAzureCliAsync(this TenantClient client, string? userName = null)
    {
        const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
        const string Scope = "https://graph.microsoft.com/.default";
        var back = await SignIn.Authorization.OpenAsync(client, SignIn.Authorization.Address(client, AzureCli, SignIn.Authorization.PublicRedirectUri, Scope), userName: userName);
        var tokens = await client.TokenAsync(("grant_type", "authorization_code"), ("client_id", AzureCli), ("code", back["code"]), ("code_verifier", SignIn.Authorization.Verifier), ("redirect_uri", SignIn.Authorization.PublicRedirectUri));
        return tokens["access_token"];
    }

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
