using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Recording;

public sealed class GraphRecorderTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("practice-tests-").FullName;

    [Fact]
    public async Task Every_exchange_with_Graph_is_a_line_and_no_other_is()
    {
        var file = Path.Combine(folder, "graph.jsonl");
        await using (var running = await RunningServer.StartAsync(new() { RecordFile = file }))
        {
            await running.NewAppAsync("Recorded");
            using var missing = await running.Http.GetAsync(new Uri("https://graph.microsoft.com/v1.0/applications?$filter=displayName%20eq%20'x'"));
        }

        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.All(lines, line => Assert.Equal(["recording", "method", "url", "body", "status", "response"], line.Select(property => property.Key)));
        Assert.All(lines, line => Assert.StartsWith("https://graph.microsoft.com/v1.0/", line["url"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Single(lines.Select(line => line["recording"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        Assert.Equal([201, 201, 200, 401], lines.Select(line => line["status"]!.GetValue<int>()));
        Assert.Equal("Recorded", lines[0]["body"]!["displayName"]!.GetValue<string>());
        Assert.Equal("Recorded", lines[0]["response"]!["displayName"]!.GetValue<string>());
        Assert.Null(lines[^1]["body"]);
        Assert.Equal("https://graph.microsoft.com/v1.0/applications?$filter=displayName%20eq%20'x'", lines[^1]["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lines_are_added_to_what_is_there()
    {
        var file = Path.Combine(folder, "graph.jsonl");
        for (var run = 0; run < 2; run++)
        {
            await using var running = await RunningServer.StartAsync(new() { RecordFile = file });
            using var answer = await running.Http.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me"));
        }

        Assert.Equal(2, (await File.ReadAllLinesAsync(file)).Length);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
