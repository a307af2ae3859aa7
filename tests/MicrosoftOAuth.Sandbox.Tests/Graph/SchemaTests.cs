using MicrosoftOAuth.Conformance.Schema;
using MicrosoftOAuth.Sandbox.Graph;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>
/// Every answer fits the schema that Microsoft publishes. Each client of these tests judges what it gets; here, every route
/// is asked once, and the judge itself is put to the test.
/// </summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Every_route_answers_with_success_and_as_the_schema_wants()
    {
        using var client = new TenantClient();

        await RouteTour.TakeAsync(client);

        var asked = client.Tenant.Requests.Where(request => request.Uri.Host == "graph.microsoft.com" && request.Status is >= 200 and < 300)
            .Select(request => GraphRouter.Find(request.Method, GraphPath.Normalize(request.Uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString))).Route)
            .ToHashSet();
        var left = GraphRouter.Routes.Where(route => !asked.Contains(route)).Select(route => $"{route.Method} {route.Template}").ToList();
        Assert.True(left.Count == 0, "Not asked: " + string.Join(", ", left));
    }

    [SharedDataTheory]
    [InlineData(200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users/$entity","id":"x","displayName":5}""")]
    [InlineData(200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users/$entity","id":"x","shoeSize":44}""")]
    [InlineData(200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#applications/$entity","id":"x","appRoles":[{"id":null}]}""")]
    [InlineData(200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#nothings","value":[]}""")]
    [InlineData(200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)","value":[5]}""")]
    [InlineData(200, """{"id":"x"}""")]
    [InlineData(200, "")]
    [InlineData(204, "{}")]
    [InlineData(404, """{"message":"x"}""")]
    [InlineData(404, """{"error":{"code":"x","message":"y","help":"z"}}""")]
    public void What_does_not_fit_is_found(int status, string body) =>
        Assert.NotEmpty(GraphSchema.Shared.Judge(new("GET", new("https://graph.microsoft.com/v1.0/users/x"), status, body)));

    [SharedDataTheory]
    [InlineData("users/$count", 200, "5", true)]
    [InlineData("users/$count", 200, "{}", false)]
    [InlineData("$batch", 200, """{"responses":[{"id":"1","status":204}]}""", true)]
    [InlineData("$batch", 200, """{"responses":[{"id":"1","status":200,"body":{"id":"x"}}]}""", false)]
    [InlineData("groups/x/members/$ref", 200, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#Collection($ref)","value":[{"@odata.id":"https://graph.microsoft.com/v2/t/directoryObjects/x"}]}""", true)]
    public void Each_kind_of_answer_is_judged_by_its_own_rules(string path, int status, string body, bool fits) =>
        Assert.Equal(fits, GraphSchema.Shared.Judge(new("GET", new("https://graph.microsoft.com/v1.0/" + path), status, body)).Count == 0);
}
