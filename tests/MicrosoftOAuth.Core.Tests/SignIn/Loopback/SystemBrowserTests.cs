namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>Opening the desktop's browser, with tools that the test lays out in a folder of its own.</summary>
public sealed class SystemBrowserTests : IDisposable
{
    private const string Address = "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?a='$(touch x)'&b=c%20d;e";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("browser-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public async Task The_desktops_tool_gets_the_address_as_it_is()
    {
        AddTool("xdg-open", "printf %s \"$1\" >\"${0%/*}/opened\"; echo noise; echo noise >&2");
        await OpenAsync(Desktop());
        Assert.Equal(new Uri(Address).AbsoluteUri, await File.ReadAllTextAsync(Path.Combine(_folder, "opened")));
    }

    [LinuxFact]
    public async Task The_subsystem_for_Linux_opens_the_browser_of_Windows()
    {
        AddTool("xdg-open", "exit 4");
        AddTool("wslview", "exit 0");
        await OpenAsync(Machine().Set("WSL_DISTRO_NAME", "Debian"));
    }

    [LinuxFact]
    public async Task A_tool_that_fails_and_one_that_is_missing_are_told()
    {
        OAuthException missing = await Assert.ThrowsAsync<OAuthException>(() => OpenAsync(Desktop()));
        Assert.Contains("xdg-open", missing.Message, StringComparison.Ordinal);
        AddTool("xdg-open", "exit 3");
        OAuthException failed = await Assert.ThrowsAsync<OAuthException>(() => OpenAsync(Desktop()));
        Assert.Contains("ended with 3", failed.Message, StringComparison.Ordinal);
        Assert.All([missing, failed], e => Assert.Equal((OAuthErrorKind.InteractionRequired, true), (e.Kind, e.Remedy!.Contains("-UseDeviceCode", StringComparison.Ordinal))));
    }

    [LinuxFact]
    public async Task Without_a_desktop_and_under_sudo_nothing_is_tried()
    {
        AddTool("xdg-open", "exit 0");
        Assert.Contains("no desktop", (await Assert.ThrowsAsync<OAuthException>(() => OpenAsync(Machine()))).Message, StringComparison.Ordinal);
        Assert.Contains("sudo", (await Assert.ThrowsAsync<OAuthException>(() => OpenAsync(Desktop().Set("SUDO_USER", "ada")))).Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_browser_that_stays_open_is_left_alone_when_nobody_waits()
    {
        AddTool("xdg-open", "echo $$ >\"${0%/*}/id\"; exec sleep 600");
        using CancellationTokenSource stop = new();
        Task opening = SystemBrowser.OpenAsync(new Uri(Address), Desktop(), stop.Token);
        string file = Path.Combine(_folder, "id");
        using System.Diagnostics.Process browser = System.Diagnostics.Process.GetProcessById(await ReadIdAsync(file));
        try
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(s_patience));
            Assert.False(browser.HasExited);
        }
        finally
        {
            browser.Kill();
        }
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ms-settings:privacy")]
    public async Task Only_a_web_page_is_ever_opened(string address) =>
        await Assert.ThrowsAsync<OAuthException>(() => SystemBrowser.OpenAsync(new Uri(address), Desktop(), CancellationToken.None));

    private static async Task<int> ReadIdAsync(string file)
    {
        for (int tries = 0; tries < 600; tries++)
        {
            if (File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file), out int id))
            {
                return id;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The browser's tool did not start.");
    }

    private static Task OpenAsync(HostMachine machine) => SystemBrowser.OpenAsync(new Uri(Address), machine, CancellationToken.None).WaitAsync(s_patience);

    private PlayedMachine Machine() => new PlayedMachine().Set("PATH", _folder + ":/nowhere");

    private PlayedMachine Desktop() => Machine().Set("DISPLAY", ":0");

    private void AddTool(string name, string script)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}

/// <summary>A test of how Linux opens a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Other systems open a browser in another way.";
}
