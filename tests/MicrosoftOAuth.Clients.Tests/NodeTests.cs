using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>Microsoft's libraries for JavaScript, unmodified, under their real host names.</summary>
public sealed class NodeTests
{
    [ClientFact(Client.Node)]
    public async Task Msal_signs_an_app_in_with_its_secret()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        var app = await ClientApp.RegisterAsync(server);

        var result = await RunAsync(server, "client-credentials.mjs", app);

        Assert.Equal("Bearer", result["tokenType"]!.GetValue<string>());
        Assert.Equal(server.TenantId, result["tenant"]!.GetValue<string>());
        Assert.Equal(app.ClientId, result["app"]!.GetValue<string>());
        Assert.Contains("Application.ReadWrite.All", Texts(result["roles"]));
        Assert.True(result["secondFromCache"]!.GetValue<bool>());
    }

    [ClientFact(Client.Node)]
    public async Task Msal_signs_a_person_in_with_a_device_code_and_renews_silently()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");

        var result = await RunAsync(server, "device-code.mjs", app: null);

        Assert.StartsWith("admin@", result["account"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("https://graph.microsoft.com/User.Read", Texts(result["scopes"]));
        Assert.True(result["renewed"]!.GetValue<bool>());
    }

    [ClientFact(Client.Node)]
    public async Task Msal_redeems_the_code_of_a_person_who_signed_in_at_the_pages()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        var app = await ClientApp.RegisterAsync(server);

        var result = await RunAsync(server, "authorization-code.mjs", app);

        Assert.Equal(server.AdministratorName, result["account"]!.GetValue<string>());
        Assert.Equal(server.AdministratorName, result["me"]!.GetValue<string>());
        Assert.True(result["nonceMatches"]!.GetValue<bool>());
        Assert.Equal($"https://login.microsoftonline.com/{server.TenantId}/v2.0", result["issuer"]!.GetValue<string>());
    }

    [ClientFact(Client.Node)]
    public async Task The_identity_and_graph_libraries_work_on_applications()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        var app = await ClientApp.RegisterAsync(server);

        var result = await RunAsync(server, "identity-and-graph.mjs", app);

        Assert.Equal(3, result["found"]!.GetValue<int>());
        Assert.Equal(3, result["listed"]!.GetValue<int>());
        Assert.Equal(3, result["counted"]!.GetValue<int>());
        Assert.True(result["secretHasText"]!.GetValue<bool>());
        Assert.Equal(404, result["refusal"]!["status"]!.GetValue<int>());
        Assert.Equal("Request_ResourceNotFound", result["refusal"]!["code"]!.GetValue<string>());
        await server.EndAsync();
        GraphAnswers.AreValid(server.RecordingFile);
    }

    private static async Task<JsonNode> RunAsync(PracticeProcess server, string script, ClientApp? app)
    {
        var variables = app is null ? server.Variables : app.AddTo(server.Variables);
        var run = await ClientProgram.RunAsync("node", [Path.Combine("node", script)], variables);
        var output = run.Succeeded();
        Transcript.Keep(script, $"$ node node/{script}\n{run.Errors}{output}");
        return JsonNode.Parse(output)!;
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
