using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Startup;

/// <summary>The program from its words to its exit code.</summary>
public sealed class ServerRunTests
{
    [Fact]
    public async Task A_script_gets_one_line_with_all_it_needs()
    {
        var (exitCode, output, error) = await RunAsync("--json", "--port", "0", "--control-port", "0", "--seed", "1", "--for", "0s");

        Assert.Equal(0, exitCode);
        Assert.Equal("", error);
        var line = JsonNode.Parse(Assert.Single(output.TrimEnd().Split('\n')))!;
        Assert.StartsWith("http://127.0.0.1:", line["proxy"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Guid.TryParse(line["tenantId"]!.GetValue<string>(), out _));
        Assert.Contains(line["users"]!.AsArray(), user => user!["directoryRole"]?.GetValue<string>() == "Global Administrator");
        Assert.False(File.Exists(line["caFile"]!.GetValue<string>()), "The private folder goes with the server.");
    }

    [Fact]
    public async Task A_person_gets_the_lines_to_set_and_the_last_says_that_it_listens()
    {
        var (_, output, _) = await RunAsync("--port", "0", "--control-port", "0", "--for", "0s");

        Assert.Contains("export HTTPS_PROXY=http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE=", output, StringComparison.Ordinal);
        Assert.Contains("$env:HTTPS_PROXY = ", output, StringComparison.Ordinal);
        Assert.Contains("admin@contoso-practice.onmicrosoft.com", output, StringComparison.Ordinal);
        Assert.StartsWith("listening on http://127.0.0.1:", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_the_standard_input_does()
    {
        var (exitCode, output, _) = await RunAsync("--quiet", "--port", "0", "--control-port", "0", "--until-stdin-closes");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("listening on ", Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_words_and_a_taken_port_are_said_on_the_error_stream()
    {
        await using var running = await RunningServer.StartAsync();
        var port = running.Server.ProxyEndPoint.Port.ToString();

        var wrong = await RunAsync("--nonsense");
        var taken = await RunAsync("--port", port, "--control-port", "0");

        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains("'--nonsense' is not an option. --help shows what can be asked.", wrong.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (taken.ExitCode, taken.Output));
        Assert.Contains(port, taken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_version_start_nothing()
    {
        Assert.Contains("--port NUMBER", (await RunAsync("--help")).Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", (await RunAsync("--version")).Output);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await new ServerRun(TextReader.Null, output, error).RunAsync(words).WaitAsync(RunningServer.Patience);
        return (exitCode, output.ToString(), error.ToString());
    }
}
