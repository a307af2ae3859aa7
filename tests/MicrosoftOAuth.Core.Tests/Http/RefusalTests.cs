using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Http;

/// <summary>What is said of a call that Microsoft Graph refused (403).</summary>
public sealed class RefusalTests
{
    private const string Denied = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""";

    private readonly FakeWire _wire = new();
    private readonly ReportList _reports = [];

    [Fact]
    public async Task What_is_missing_is_named_with_the_command_that_mends_it()
    {
        OAuthException refused = await RefusedAsync("/users", "User.Read");

        Assert.Contains("It takes User.ReadBasic.All (delegated)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("The token holds: User.Read.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-DelegatedPermission User.ReadBasic.All", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_permission_leaves_roles_and_ownership()
    {
        OAuthException refused = await RefusedAsync("/users", "User.Read.All");

        Assert.Contains("Microsoft lists User.Read.All for this call. So what is missing is a directory role of ada@contoso.example, or that it owns the object.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_contains_one_by_its_name_may_not_be_enough()
    {
        OAuthException refused = await RefusedAsync("/sites/contoso.sharepoint.com", "Sites.FullControl.All");

        Assert.Contains("It holds Sites.FullControl.All, which contains a permission that Microsoft lists for this call.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("it may take Sites.Read.All itself; or what is missing is a directory role", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_data_is_not_blamed_on_the_token()
    {
        OAuthException refused = await RefusedAsync("/users/x/displayName", "User.Read");

        Assert.Contains("Microsoft lists no permission for this call; the nearest that is listed is /users/{id}.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("It takes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_apis_refusal_says_who_decides_there()
    {
        const string Azure = "https://management.azure.com";
        SignInOptions options = new()
        {
            Method = SignInMethod.AccessToken,
            AccessToken = SecureText.From(FakeToken.Of(_wire.Clock, Azure, "user_impersonation")),
            Scopes = [$"{Azure}/.default"],
        };
        OAuthContext context = await OAuthContext.ConnectAsync(options, new Core.Wire(_wire, _wire.Clock), _reports, CancellationToken.None);

        OAuthException refused = await RefusedAsync(context, "/subscriptions", Azure + "/subscriptions");

        Assert.Contains("Azure RBAC decides: assign a role", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_data_is_warned_of()
    {
        await RefusedAsync("/users", "User.Read");
        Assert.DoesNotContain(_reports, report => report.Message.Contains("days old", StringComparison.Ordinal));

        _wire.Clock.Advance(PermissionCatalog.Default.DataDate + PermissionCatalog.OldAfter + TimeSpan.FromDays(1) - _wire.Clock.GetUtcNow());
        await RefusedAsync("/users", "User.Read");
        Assert.Contains(_reports.OfType<WarningReport>(), report => report.Message.Contains("days old", StringComparison.Ordinal));
    }

    private async Task<OAuthException> RefusedAsync(string path, params string[] scopes) => await RefusedAsync(await _wire.ConnectAsync(scopes), $"/v1.0{path}", path);

    private async Task<OAuthException> RefusedAsync(OAuthContext context, string sent, string uri)
    {
        _wire.Answer($"GET {sent}", 403, Denied);
        return await Assert.ThrowsAsync<OAuthException>(async () =>
        {
            await foreach (var _ in new ApiCaller(context, _reports).CallAsync("GET", uri, body: null, new Dictionary<string, string>(StringComparer.Ordinal), followPages: false, CancellationToken.None))
            {
                // Nothing is answered.
            }
        });
    }
}
