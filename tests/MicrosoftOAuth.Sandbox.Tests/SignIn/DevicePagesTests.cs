using System.Net;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>The page at which a person enters the code that a device shows.</summary>
public sealed class DevicePagesTests
{
    [Theory]
    [InlineData("https://login.microsoft.com/device")]
    [InlineData("https://microsoft.com/devicelogin")]
    [InlineData("https://www.microsoft.com/devicelogin")]
    [InlineData("https://login.microsoftonline.com/common/oauth2/deviceauth")]
    public async Task A_code_is_entered_the_app_confirmed_and_the_device_gets_its_tokens(string address)
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        using var browser = new FormBrowser(client);
        var shown = await ShowAsync(client);
        Assert.Equal("https://login.microsoft.com/device", shown["verification_uri"]);

        var page = await browser.OpenAsync(address);
        Assert.Equal("Enter code to allow access", page.Heading);
        page = await browser.SubmitAsync(page, "Next", ("otc", shown["user_code"].ToLowerInvariant()));
        page = await browser.SignInAsync(page, client.Tenant.UserName);
        Assert.Equal("Are you trying to sign in to Microsoft Graph Command Line Tools?", page.Heading);
        Refusals.AssertRefused(await PollAsync(client, shown), 70016, "authorization_pending");
        page = await browser.SubmitAsync(page, "Continue");
        Assert.StartsWith("You have signed in to the Microsoft Graph Command Line Tools application", page.Text.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("You have", StringComparison.Ordinal)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await PollAsync(client, shown)).Status);
    }

    [Fact]
    public async Task A_wrong_code_can_be_corrected_and_an_old_one_is_wrong()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        using var browser = new FormBrowser(client);
        var page = await browser.OpenAsync("https://login.microsoftonline.com/common/oauth2/deviceauth");

        page = await browser.SubmitAsync(page, "Next", ("otc", ""));
        Assert.Equal("Enter the code that your app or device shows.", page.Alert);
        page = await browser.SubmitAsync(page, "Next", ("otc", "\"><b>"));
        Assert.Equal("That code didn't work. Check the code and try again.", page.Alert);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.Ordinal);
        var shown = await ShowAsync(client);
        Assert.True(client.Tenant.ApproveDeviceCode(shown["user_code"], client.Tenant.UserName));
        Assert.NotNull((await browser.SubmitAsync(page, "Next", ("otc", shown["user_code"]))).Alert);
    }

    [Fact]
    public async Task A_person_who_did_not_mean_it_cancels_and_the_device_learns_of_it()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        using var browser = new FormBrowser(client);
        var shown = await ShowAsync(client);
        var page = await browser.SubmitAsync(await browser.OpenAsync("https://login.microsoftonline.com/common/oauth2/deviceauth?otc=" + shown["user_code"]), "Next");
        page = await browser.SubmitAsync(await browser.SignInAsync(page, client.Tenant.UserName), "Cancel");

        Assert.Equal("Sign-in cancelled", page.Heading);
        Refusals.AssertRefused(await PollAsync(client, shown), 65004, "authorization_declined");
    }

    [Fact]
    public async Task Consent_is_asked_for_after_the_app_is_confirmed()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        using var browser = new FormBrowser(client);
        var shown = await ShowAsync(client, "Calendars.Read");
        var page = await browser.SubmitAsync(await browser.OpenAsync("https://login.microsoftonline.com/common/oauth2/deviceauth?otc=" + shown["user_code"]), "Next");
        page = await browser.SubmitAsync(await browser.SignInAsync(page, client.Tenant.UserName), "Continue");

        Assert.Equal("Permissions requested", page.Heading);
        await browser.SubmitAsync(page, "Accept");
        Assert.Contains("Calendars.Read", (await PollAsync(client, shown))["scope"], StringComparison.Ordinal);
    }

    private static Task<GraphAnswer> ShowAsync(TenantClient client, string scope = "User.Read") =>
        client.FormAsync(client.Authority + "/oauth2/v2.0/devicecode", ("client_id", TenantClient.CommandLineTools), ("scope", scope));

    private static Task<GraphAnswer> PollAsync(TenantClient client, GraphAnswer shown) =>
        client.TokenAsync(("grant_type", "device_code"), ("client_id", TenantClient.CommandLineTools), ("device_code", shown["device_code"]));
}
