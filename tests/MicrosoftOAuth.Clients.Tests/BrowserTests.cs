namespace MicrosoftOAuth.Clients.Tests;

/// <summary>
/// An interactive Connect-MsOAuthApp on the way that people take: the desktop's browser is opened, Chromium shows the pages
/// under their real names, and the redirect ends at a real loopback port with a page of ours, which browser.mjs checks.
/// </summary>
public sealed class BrowserTests
{
    private const string AppName = "Mail reader";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [ClientFact(Client.Chromium)]
    public async Task A_person_signs_in_and_consents()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");

        var run = await SignInAsync(server, "Accept");

        Assert.Contains("SignInMethod  : Interactive", run.Succeeded(), StringComparison.Ordinal);
        Assert.EndsWith(UserOf(server), run.Output.TrimEnd(), StringComparison.Ordinal);
        Transcript.Keep("Connect-MsOAuthApp in a browser", "PS> ./interactive.ps1 -ClientId <client id> -TenantId <tenant>\n" + run.Output);
        await server.EndAsync();
        GraphAnswers.AreValid(server.RecordingFile);
    }

    [ClientFact(Client.Chromium)]
    public async Task A_person_refuses_and_the_command_says_so()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");

        var run = await SignInAsync(server, "Cancel");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("SignInRefused", run.Errors, StringComparison.Ordinal);
        Assert.Contains("AADSTS65004", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<ClientOutput> SignInAsync(PracticeProcess server, string decision)
    {
        var clientId = await ClientApp.RegisterPublicAsync(server, AppName);
        var pictures = Transcript.IsKept ? Path.Combine(Repository.Root, "docs", "images") : Path.Combine(server.Folder, "pictures");
        Directory.CreateDirectory(pictures);
        var log = Path.Combine(server.Folder, "browser.log");
        var variables = server.Variables;
        variables["PATH"] = Path.Combine(Repository.Clients, "desktop") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        variables["DISPLAY"] = ":0";
        variables["USER_NAME"] = UserOf(server);
        variables["DECISION"] = decision;
        variables["PICTURES"] = pictures;
        variables["BROWSER_LOG"] = log;

        var run = await ClientProgram.RunAsync("dotnet", [Repository.Program("MicrosoftOAuth.Shell"), "interactive.ps1", "-ClientId", clientId, "-TenantId", server.TenantId], variables);

        Assert.True(await AppearsAsync(log), "No browser was opened, or it was not closed again." + run.Errors + run.Output);
        var problems = await File.ReadAllTextAsync(log);
        Assert.True(problems.Length == 0, problems + run.Errors);
        foreach (var picture in new[] { "account", "password", "consent", decision == "Accept" ? "done" : "refused" })
            Assert.True(new FileInfo(Path.Combine(pictures, $"sign-in-{picture}.png")) is { Exists: true, Length: > 0 }, $"There is no picture of the page '{picture}'.");
        return run;
    }

    /// <summary>The command ends with the answer, and the browser a little later.</summary>
    private static async Task<bool> AppearsAsync(string file)
    {
        for (var waited = TimeSpan.Zero; waited < Limit && !File.Exists(file); waited += TimeSpan.FromMilliseconds(100))
            await Task.Delay(100);
        return File.Exists(file);
    }

    private static string UserOf(PracticeProcess server) => server.AdministratorName.Replace("admin@", "user@", StringComparison.Ordinal);
}
