using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Users and groups: made, changed, joined and removed.</summary>
public sealed class PeopleTests
{
    [Theory]
    [InlineData("userPrincipalName", "nobody", "Invalid value specified for property 'userPrincipalName' of resource 'User'.")]
    [InlineData("userPrincipalName", "nobody@example.com", "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.")]
    [InlineData("mailNickname", "a b", "Invalid value specified for property 'mailNickname' of resource 'User'.")]
    [InlineData("displayName", null, "A value is required for property 'displayName' of resource 'User'.")]
    [InlineData("passwordProfile", null, "A value is required for property 'passwordProfile' of resource 'User'.")]
    [InlineData("shoeSize", "44", "Property 'shoeSize' does not exist as a declared property or extension property.")]
    public async Task What_makes_no_user_is_refused(string property, string? value, string message)
    {
        using var client = new TenantClient();
        var body = NewUser(client, "tess");
        body[property] = value;

        var refusal = await client.GraphAsync(await client.SignInWithAzureCliAsync(), "POST", "/users", body);

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Equal("Request_BadRequest", refusal.ErrorCode);
        Assert.Equal(message, refusal.ErrorMessage);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_none_is_ever_shown()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var weak = NewUser(client, "tess");
        weak["passwordProfile"]!["password"] = "password";

        Assert.Contains("password complexity requirements", (await client.GraphAsync(token, "POST", "/users", weak)).ErrorMessage, StringComparison.Ordinal);
        var user = await client.GraphAsync(token, "POST", "/users", NewUser(client, "tess"));
        Assert.Equal(HttpStatusCode.Created, user.Status);
        Assert.EndsWith($"/directoryObjects/{user["id"]}/Microsoft.DirectoryServices.User", user.Headers["Location"], StringComparison.Ordinal);
        var selected = await client.GraphAsync(token, "GET", $"/users/{user["id"]}?$select=passwordProfile,accountEnabled");
        Assert.Null(selected.Body["passwordProfile"]);
        Assert.True(selected.Body["accountEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_sign_in_name_belongs_to_one_and_can_change_hands()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var first = (await client.GraphAsync(token, "POST", "/users", NewUser(client, "tess")))["id"];

        var twin = await client.GraphAsync(token, "POST", "/users", NewUser(client, "tess"));
        Assert.Equal("Another object with the same value for property userPrincipalName already exists.", twin.ErrorMessage);
        Assert.Equal("ObjectConflict", twin.Body["error"]!["details"]![0]!["code"]!.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", $"/users/{first}", new JsonObject { ["userPrincipalName"] = "tessa@" + client.Tenant.DefaultDomain })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "GET", "/users/tess@" + client.Tenant.DefaultDomain)).Status);
        Assert.Equal(first, (await client.GraphAsync(token, "GET", "/users/tessa@" + client.Tenant.DefaultDomain))["id"]);
        Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(token, "POST", "/users", NewUser(client, "tess"))).Status);
    }

    [Fact]
    public async Task Users_change_themselves_and_no_one_else()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync(client.Tenant.UserName);

        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", "/me", new JsonObject { ["mobilePhone"] = "555" })).Status);
        foreach (var (method, path, body) in new (string, string, JsonNode?)[] { ("PATCH", "/users/" + client.Tenant.AdministratorName, new JsonObject { ["mobilePhone"] = "555" }), ("DELETE", "/users/" + client.Tenant.AdministratorName, null), ("POST", "/users", NewUser(client, "tess")) })
            Assert.Equal("Authorization_RequestDenied", (await client.GraphAsync(token, method, path, body)).ErrorCode);
    }

    [Fact]
    public async Task A_security_group_belongs_to_the_user_who_makes_it_and_to_no_administrator()
    {
        using var client = new TenantClient();
        var admin = await client.SignInWithAzureCliAsync();
        var user = await client.SignInWithAzureCliAsync(client.Tenant.UserName);
        var theirs = (await client.GraphAsync(admin, "POST", "/groups", NewGroup("admins")))["id"];
        var own = (await client.GraphAsync(user, "POST", "/groups", NewGroup("own")))["id"];

        Assert.Empty((await client.GraphAsync(admin, "GET", $"/groups/{theirs}/owners")).Body["value"]!.AsArray());
        var owner = Assert.Single((await client.GraphAsync(admin, "GET", $"/groups/{own}/owners")).Body["value"]!.AsArray())!;
        Assert.Equal(client.Tenant.UserName, owner["userPrincipalName"]!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(user, "PATCH", $"/groups/{theirs}", new JsonObject { ["description"] = "x" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(user, "PATCH", $"/groups/{own}", new JsonObject { ["description"] = "x" })).Status);
        Assert.Equal("The group must have at least one owner, hence this owner cannot be removed.", (await client.GraphAsync(user, "DELETE", $"/groups/{own}/owners/{owner["id"]}/$ref")).ErrorMessage);
    }

    [Fact]
    public async Task Memberships_reach_through_groups_within_groups()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var user = client.Tenant.Users[2].Id.ToString();
        var inner = (await client.GraphAsync(token, "POST", "/groups", With(NewGroup("inner"), "members@odata.bind", Address("users", user))))["id"];
        var outer = (await client.GraphAsync(token, "POST", "/groups", With(NewGroup("outer"), "members@odata.bind", Address("groups", inner))))["id"];

        async Task<string[]> Ids(string method, string path, JsonNode? body = null) =>
            [.. (await client.GraphAsync(token, method, path, body)).Body["value"]!.AsArray().Select(item => item is JsonValue ? item.ToString() : item!["id"]!.ToString())];
        Assert.Equal([inner], await Ids("GET", $"/users/{user}/memberOf"));
        Assert.Equal([inner, outer], await Ids("GET", $"/users/{user}/transitiveMemberOf"));
        Assert.Equal([inner, user], await Ids("GET", $"/groups/{outer}/transitiveMembers"));
        Assert.Equal([user], await Ids("GET", $"/groups/{outer}/transitiveMembers/microsoft.graph.user"));
        Assert.Equal([inner, outer], await Ids("POST", $"/users/{user}/getMemberGroups", new JsonObject { ["securityEnabledOnly"] = true }));
        Assert.Equal([outer], await Ids("POST", $"/directoryObjects/{user}/checkMemberGroups", new JsonObject { ["groupIds"] = new JsonArray(outer, Guid.NewGuid().ToString()) }));

        var again = await client.GraphAsync(token, "POST", $"/groups/{inner}/members/$ref", new JsonObject { ["@odata.id"] = Address("directoryObjects", user) });
        Assert.Equal("One or more added object references already exist for the following modified properties: 'members'.", again.ErrorMessage);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "DELETE", $"/groups/{inner}/members/{user}/$ref")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "DELETE", $"/groups/{inner}/members/{user}/$ref")).Status);
    }

    [Theory]
    [InlineData("""{"displayName":"x","mailNickname":"x","mailEnabled":false}""", "A value is required for property 'securityEnabled' of resource 'Group'.")]
    [InlineData("""{"displayName":"x","mailNickname":"x","mailEnabled":true,"securityEnabled":true}""", "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.")]
    [InlineData("""{"displayName":"x","mailNickname":"a b","mailEnabled":false,"securityEnabled":true}""", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    public async Task What_makes_no_group_is_refused(string body, string message)
    {
        using var client = new TenantClient();

        Assert.Equal(message, (await client.GraphAsync(await client.SignInWithAzureCliAsync(), "POST", "/groups", JsonNode.Parse(body))).ErrorMessage);
    }

    [Fact]
    public async Task Objects_of_several_kinds_are_found_by_their_ids()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var app = await client.NewAppAsync();
        var user = client.Tenant.Users[1].Id.ToString();
        Task<GraphAnswer> Ask(params string[] types) => client.GraphAsync(token, "POST", "/directoryObjects/getByIds", new JsonObject
        {
            ["ids"] = new JsonArray(user, app["id"]!.ToString(), Guid.NewGuid().ToString()),
            ["types"] = new JsonArray([.. types.Select(type => (JsonNode)JsonValue.Create(type))]),
        });

        Assert.Equal(["#microsoft.graph.user"], (await Ask("user", "group", "servicePrincipal")).Body["value"]!.AsArray().Select(item => item!["@odata.type"]!.ToString()));
        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.application"], (await Ask("user", "application")).Body["value"]!.AsArray().Select(item => item!["@odata.type"]!.ToString()));
    }

    private static JsonObject NewUser(TenantClient client, string name) => new()
    {
        ["accountEnabled"] = true,
        ["displayName"] = name,
        ["mailNickname"] = name,
        ["userPrincipalName"] = $"{name}@{client.Tenant.DefaultDomain}",
        ["passwordProfile"] = new JsonObject { ["password"] = "Practice#2026" },
    };

    private static JsonObject NewGroup(string name) => new() { ["displayName"] = name, ["mailNickname"] = name, ["mailEnabled"] = false, ["securityEnabled"] = true };

    private static JsonObject With(JsonObject body, string name, string address)
    {
        body[name] = new JsonArray(address);
        return body;
    }

    private static string Address(string set, string id) => $"https://graph.microsoft.com/v1.0/{set}/{id}";
}
