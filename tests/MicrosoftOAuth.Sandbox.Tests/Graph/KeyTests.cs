using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Certificates: set by a change, rolled with a proof, and shown to those who select them.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData("/applications/")]
    [InlineData("/servicePrincipals/")]
    public async Task A_key_is_rolled_with_a_proof_of_the_present_one(string set)
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var id = await NewObjectAsync(client, token, set);
        using var first = Certificates.New();
        using var second = Certificates.New();
        await client.GraphAsync(token, "PATCH", set + id, new JsonObject { ["keyCredentials"] = new JsonArray(Certificates.Credential(first)) });

        var added = await client.GraphAsync(token, "POST", $"{set}{id}/addKey", new JsonObject { ["keyCredential"] = Certificates.Credential(second), ["proof"] = Certificates.Proof(first, id, DateTimeOffset.UtcNow) });
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Null(added.Body["key"]);
        var old = (await client.GraphAsync(token, "GET", set + id)).Body["keyCredentials"]!.AsArray()[0]!["keyId"]!.ToString();
        var removed = await client.GraphAsync(token, "POST", $"{set}{id}/removeKey", new JsonObject { ["keyId"] = old, ["proof"] = Certificates.Proof(second, id, DateTimeOffset.UtcNow) });
        Assert.Equal(HttpStatusCode.NoContent, removed.Status);
        Assert.Equal(added["keyId"], Assert.Single((await client.GraphAsync(token, "GET", set + id)).Body["keyCredentials"]!.AsArray())!["keyId"]!.ToString());
    }

    [Fact]
    public async Task A_proof_has_to_be_one()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var id = await NewObjectAsync(client, token, "/applications/");
        using var present = Certificates.New();
        using var strange = Certificates.New();
        await client.GraphAsync(token, "PATCH", "/applications/" + id, new JsonObject { ["keyCredentials"] = new JsonArray(Certificates.Credential(present)) });
        var now = DateTimeOffset.UtcNow;

        foreach (var proof in new[]
        {
            null, "x.y.z", "nonsense",
            Certificates.Proof(strange, id, now), Certificates.Proof(present, Guid.NewGuid().ToString(), now), Certificates.Proof(present, id, now, audience: "https://graph.microsoft.com"),
            Certificates.Proof(present, id, now.AddHours(-1)), Certificates.Proof(present, id, now, minutes: 60),
        })
        {
            var refusal = await client.GraphAsync(token, "POST", $"/applications/{id}/addKey", new JsonObject { ["keyCredential"] = Certificates.Credential(strange), ["proof"] = proof });
            Assert.Equal("Authentication_MissingOrMalformed", refusal.ErrorCode);
        }
    }

    [Fact]
    public async Task A_key_is_shown_to_those_who_select_it_on_a_single_object()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var id = await NewObjectAsync(client, token, "/applications/");
        using var certificate = Certificates.New();
        await client.GraphAsync(token, "PATCH", "/applications/" + id, new JsonObject { ["keyCredentials"] = new JsonArray(Certificates.Credential(certificate)) });

        async Task<string?> Key(string path) => ((await client.GraphAsync(token, "GET", path)).Body is { } body ? body["value"]?[0] ?? body : null)?["keyCredentials"]![0]!["key"]?.ToString();
        Assert.Null(await Key("/applications/" + id));
        Assert.Null(await Key("/applications?$select=keyCredentials"));
        Assert.Equal(Convert.ToBase64String(certificate.RawData), await Key($"/applications/{id}?$select=keyCredentials"));
    }

    [Fact]
    public async Task A_credential_ends_no_later_than_its_certificate()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var id = await NewObjectAsync(client, token, "/applications/");
        using var certificate = Certificates.New(days: 10);
        var credential = Certificates.Credential(certificate);
        credential["endDateTime"] = DateTimeOffset.UtcNow.AddDays(20).ToString("O");

        var refusal = await client.GraphAsync(token, "PATCH", "/applications/" + id, new JsonObject { ["keyCredentials"] = new JsonArray(credential) });

        Assert.Equal("KeyCredentialsInvalidEndDate", refusal.ErrorCode);
        Assert.Empty((await client.GraphAsync(token, "GET", "/applications/" + id)).Body["keyCredentials"]!.AsArray());
    }

    private static async Task<string> NewObjectAsync(TenantClient client, string token, string set)
    {
        var app = await client.NewAppAsync();
        return set == "/applications/"
            ? app["id"]!.ToString()
            : (await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"]!.ToString() }))["id"];
    }
}
