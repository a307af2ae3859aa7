using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Names, passwords, and several accounts in one browser.</summary>
public sealed class AccountPagesTests
{
    [Fact]
    public async Task A_person_gives_name_and_password_and_is_sent_back_to_the_client()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);

        var first = await browser.OpenAsync(Address(client));
        Assert.Equal("Sign in", first.Heading);
        Assert.Contains("Microsoft Graph Command Line Tools", first.Text, StringComparison.Ordinal);
        var second = await browser.SubmitAsync(first, "Next", ("username", client.Tenant.UserName.ToUpperInvariant()));
        Assert.Equal("Enter password", second.Heading);
        Assert.Contains(client.Tenant.UserName, second.Text, StringComparison.Ordinal);
        var end = await browser.SubmitAsync(second, "Sign in", ("passwd", PracticeTenant.PracticePassword));

        Assert.Equal("the state", end.Result["state"]);
        Assert.Contains("code", end.Result.Keys);
    }

    [Fact]
    public async Task What_was_entered_wrong_is_said_at_the_field_and_can_be_entered_again()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var page = await browser.OpenAsync(Address(client));

        var empty = await browser.SubmitAsync(page, "Next", ("username", ""));
        Assert.Equal("Enter a valid email address or sign-in name.", empty.Alert);
        var unknown = await browser.SubmitAsync(empty, "Next", ("username", "<b>nobody</b>@example.com"));
        Assert.StartsWith("This username may be incorrect.", unknown.Alert, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;b&gt;nobody&lt;/b&gt;@example.com\"", unknown.Html, StringComparison.Ordinal);
        var password = await browser.SubmitAsync(unknown, "Next", ("username", client.Tenant.UserName));
        Assert.Null(password.Alert);
        var missing = await browser.SubmitAsync(password, "Sign in", ("passwd", ""));
        Assert.Equal("Please enter your password.", missing.Alert);
        var wrong = await browser.SubmitAsync(missing, "Sign in", ("passwd", "wrong"));
        Assert.StartsWith("Your account or password is incorrect.", wrong.Alert, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"problem\"", wrong.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"wrong\"", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("code", (await browser.SubmitAsync(wrong, "Sign in", ("passwd", PracticeTenant.PracticePassword))).Result.Keys);
    }

    [Theory]
    [InlineData("organizations", 2, "You can't sign in here with a personal account. Use your work or school account instead.")]
    [InlineData("consumers", 0, "You can't sign in here with a work or school account. Use your personal account instead.")]
    public async Task The_wrong_kind_of_account_is_told_before_the_password(string tenant, int who, string text)
    {
        using var client = new TenantClient(new() { PersonalAccounts = true, SecondTenant = true });
        using var browser = new FormBrowser(client);
        var page = await browser.OpenAsync(Address(client).AbsoluteUri.Replace(client.Tenant.TenantId.ToString(), tenant, StringComparison.Ordinal));

        Assert.Equal(text, (await browser.SubmitAsync(page, "Next", ("username", client.Tenant.Tenants[who].Users[0].UserPrincipalName))).Alert);
    }

    [Fact]
    public async Task Several_accounts_of_one_browser_can_be_chosen_from_and_hinted_at()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        await browser.SignInAsync(await browser.OpenAsync(Address(client)), client.Tenant.UserName);
        var choice = await browser.OpenAsync(Address(client, ("prompt", "select_account")));
        Assert.Equal("Pick an account", choice.Heading);
        Assert.Contains(client.Tenant.UserName, choice.Text, StringComparison.Ordinal);
        var other = await browser.SubmitAsync(choice, "Use another account");
        Assert.Equal("Sign in", other.Heading);
        await browser.SignInAsync(other, client.Tenant.DeveloperName);

        var both = await browser.OpenAsync(Address(client));
        Assert.Equal("Pick an account", both.Heading);
        Assert.Contains(client.Tenant.UserName, both.Text, StringComparison.Ordinal);
        Assert.Contains(client.Tenant.DeveloperName, both.Text, StringComparison.Ordinal);
        Assert.Contains("code", (await browser.SubmitAsync(both, client.Tenant.DeveloperName)).Result.Keys);
        Assert.Contains("code", (await browser.OpenAsync(Address(client, ("login_hint", client.Tenant.UserName)))).Result.Keys);
        var silent = (await browser.OpenAsync(Address(client, ("prompt", "none")))).Result;
        Assert.Equal("interaction_required", silent["error"]);
        Assert.StartsWith("AADSTS16000: ", silent["error_description"], StringComparison.Ordinal);
        Assert.Contains("code", (await browser.OpenAsync(Address(client, ("prompt", "none"), ("login_hint", client.Tenant.UserName)))).Result.Keys);
    }

    [Fact]
    public async Task A_password_is_asked_for_again_where_the_client_wants_that()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        using var browser = new FormBrowser(client);
        await browser.SignInAsync(await browser.OpenAsync(Address(client)), client.Tenant.UserName);
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("code", (await browser.OpenAsync(Address(client))).Result.Keys);
        Assert.Contains("code", (await browser.OpenAsync(Address(client, ("max_age", "3600")))).Result.Keys);
        Assert.Equal("Sign in", (await browser.OpenAsync(Address(client, ("prompt", "login")))).Heading);
        Assert.Equal("Enter password", (await browser.OpenAsync(Address(client, ("prompt", "login"), ("login_hint", client.Tenant.UserName)))).Heading);
        var picked = await browser.SubmitAsync(await browser.OpenAsync(Address(client, ("max_age", "60"))), client.Tenant.UserName);
        Assert.Equal("Enter password", picked.Heading);
        Assert.Equal("login_required", (await browser.OpenAsync(Address(client, ("prompt", "none"), ("max_age", "60")))).Result["error"]);
    }

    [Fact]
    public async Task A_hint_at_the_domain_leaves_other_accounts_out()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        await browser.SignInAsync(await browser.OpenAsync(Address(client)), client.Tenant.UserName);

        Assert.Contains("code", (await browser.OpenAsync(Address(client, ("domain_hint", client.Tenant.DefaultDomain), ("prompt", "none")))).Result.Keys);
        Assert.Equal("login_required", (await browser.OpenAsync(Address(client, ("domain_hint", "consumers"), ("prompt", "none")))).Result["error"]);
    }

    [Fact]
    public async Task A_form_is_good_in_the_browser_that_was_shown_it_and_nowhere_else()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        using var stranger = new FormBrowser(client);
        var page = await browser.OpenAsync(Address(client));

        var refused = await stranger.SubmitAsync(page, "Next", ("username", client.Tenant.UserName));

        Assert.StartsWith("AADSTS50089: ", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("Enter password", (await browser.SubmitAsync(page, "Next", ("username", client.Tenant.UserName))).Heading);
        Assert.All(browser.CookieHeaders, header => Assert.EndsWith("; path=/; secure; HttpOnly; SameSite=None", header, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_goes_back_to_the_client_alone()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var app = (await client.NewAppAsync(new()
        {
            ["displayName"] = "Web",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new System.Text.Json.Nodes.JsonObject { ["redirectUris"] = new System.Text.Json.Nodes.JsonArray("https://example.com/out") },
        }))["appId"]!.ToString();
        var logout = client.Authority + "/oauth2/v2.0/logout";
        await browser.SignInAsync(await browser.OpenAsync(Address(client)), client.Tenant.UserName);
        Assert.Contains("code", (await browser.OpenAsync(Address(client, ("prompt", "none")))).Result.Keys);

        Assert.Equal("You signed out of your account", (await browser.OpenAsync(logout + "?post_logout_redirect_uri=https://evil.example.com/")).Heading);
        Assert.Equal("login_required", (await browser.OpenAsync(Address(client, ("prompt", "none")))).Result["error"]);
        Assert.Equal("https://example.com/out?state=s", (await browser.OpenAsync($"{logout}?client_id={app}&post_logout_redirect_uri=https://example.com/out&state=s")).Location!.AbsoluteUri);
    }

    [Fact]
    public async Task What_only_the_person_may_know_is_a_page_with_what_support_asks_for()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);

        var page = await browser.OpenAsync(Address(client, ("redirect_uri", "https://example.com/<script>")));

        Assert.Equal("Sorry, but we’re having trouble signing you in.", page.Heading);
        Assert.StartsWith("AADSTS50011: ", page.Alert, StringComparison.Ordinal);
        Assert.Contains("https://example.com/<script>", page.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.Matches("Correlation Id\\s+[0-9a-f-]{36}", page.Text);
        Assert.Matches("Timestamp\\s+\\d{4}-\\d\\d-\\d\\d ", page.Text);
    }

    private static Uri Address(TenantClient client, params (string Name, string Value)[] more) =>
        Authorization.Address(client, TenantClient.CommandLineTools, Authorization.PublicRedirectUri, "User.Read openid", more);
}
