using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>Names of permissions as users type them.</summary>
public sealed class PermissionNamesTests
{
    private static readonly AppPermission s_vault = new()
    {
        ClientId = TestTokens.App,
        Api = "Azure Key Vault",
        ApiAppId = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
        Permission = "user_impersonation",
        Kind = PermissionKind.Delegated,
        Requested = true,
    };

    [Theory]
    [InlineData("/me")]
    [InlineData("GET /me")]
    [InlineData("Mail.*")]
    [InlineData(" ")]
    [InlineData(null)]
    [InlineData("https://graph.microsoft.com/v1.0/me")]
    public void What_is_no_name_is_refused(string? name) => Assert.Equal(
        OAuthErrorKind.InvalidArgument,
        Assert.Throws<OAuthException>(() => PermissionNames.Require(name)).Kind);

    [Theory]
    [InlineData("Mail.Read")]
    [InlineData("https://graph.microsoft.com/Mail.Read")]
    [InlineData("api://44444444-4444-4444-4444-444444444444/Some.Thing")]
    [InlineData("cfa8b339-82a2-471a-a3c9-0fc0be7a4093/user_impersonation")]
    [InlineData("e1fe6dd8-ba31-4d61-89e7-88639da4683d")]
    public void Names_in_full_and_ids_are_names(string name) => Assert.Null(Record.Exception(() => PermissionNames.Require(name)));

    [Theory]
    [InlineData("Mail.Raed", "Mail.Read")]
    [InlineData("https://graph.microsoft.com/Mail.Raed", "Mail.Read")]
    public void A_misspelt_name_gets_the_nearest(string name, string nearest)
    {
        OAuthException unknown = Assert.Throws<OAuthException>(() => PermissionNames.Check(TestTokens.User("User.Read"), name));
        Assert.Equal(OAuthErrorKind.PermissionNotFound, unknown.Kind);
        Assert.Contains($" {nearest}", unknown.Message, StringComparison.Ordinal);
    }

    /// <summary>The data may be older than the token.</summary>
    [Fact]
    public void A_name_that_nobody_knows_counts_where_it_is_held() =>
        Assert.Equal(PermissionOutcome.Listed, PermissionNames.Check(TestTokens.User("Brand.New.All"), "Brand.New.All").Outcome);

    [Theory]
    [InlineData("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read", PermissionOutcome.Listed)]
    [InlineData("810c84a8-4a9e-49e6-bf7d-12d183f40d01", "Mail.Read", PermissionOutcome.Missing)]
    public void An_id_stands_for_its_permission(string id, string name, PermissionOutcome outcome)
    {
        PermissionCheck check = PermissionNames.Check(TestTokens.User("User.Read"), id);
        Assert.Equal((name, outcome), (check.Permission, check.Outcome));
    }

    /// <summary>Microsoft Graph need not know it.</summary>
    [Theory]
    [InlineData("user_impersonation")]
    [InlineData("https://vault.azure.net/user_impersonation")]
    [InlineData("https://vault.azure.net/Other.Thing")]
    public void Another_apis_name_is_not_misspelt(string name)
    {
        PermissionCheck check = PermissionNames.Check(PermissionHolder.Of(TestTokens.App, [s_vault]), name);
        Assert.Equal(PermissionOutcome.Missing, check.Outcome);
        Assert.Contains("Azure Key Vault", check.Reason, StringComparison.Ordinal);
    }
}
