namespace MicrosoftOAuth.Clients.Tests;

/// <summary>The two command lines that people register apps with, unmodified, under their real host names.</summary>
public sealed class CommandLineTests
{
    [ClientFact(Client.AzureCli)]
    public async Task Azure_cli_registers_an_app_and_signs_in_as_it()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        var variables = server.Variables;
        variables["AZURE_CONFIG_DIR"] = Path.Combine(server.Folder, "azure");

        var output = await ShowAsync("azure-cli.sh", "Azure CLI", variables);

        Assert.Contains("az ad app permission grant", output, StringComparison.Ordinal);
        Assert.Contains("Renamed by itself", output, StringComparison.Ordinal);
        Assert.EndsWith("$ az logout\n", output, StringComparison.Ordinal);
        await server.EndAsync();
        GraphAnswers.AreValid(server.RecordingFile);
    }

    [ClientFact(Client.Node)]
    public async Task Cli_for_Microsoft_365_registers_an_app_with_consent()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        var app = await ClientApp.RegisterAsync(server);
        var variables = app.AddTo(server.Variables);
        variables["HOME"] = server.Folder;

        var output = await ShowAsync("m365.sh", "CLI for Microsoft 365", variables);

        Assert.DoesNotContain(app.Secret, output, StringComparison.Ordinal);
        Assert.Contains("User.Read.All", output, StringComparison.Ordinal);
        Assert.EndsWith("$ m365 logout\n", output, StringComparison.Ordinal);
        await server.EndAsync();
        GraphAnswers.AreValid(server.RecordingFile);
    }

    private static async Task<string> ShowAsync(string script, string title, Dictionary<string, string> variables)
    {
        var run = await ClientProgram.RunAsync("bash", [script], variables);
        var output = run.Succeeded();
        Transcript.Keep(title, output);
        return output;
    }
}
