namespace MicrosoftOAuth.Catalog.Tests;

public class PermissionsTests
{
    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    [Theory]
    [InlineData("User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d", null)]
    [InlineData("Mail.Read", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "810c84a8-4a9e-49e6-bf7d-12d183f40d01")]
    [InlineData("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", null)]
    [InlineData("Application.ReadWrite.OwnedBy", null, "18a4783c-866b-4cc7-a460-3d5e5662c884")]
    public void A_permission_has_the_ids_of_the_service_principal(string name, string? scope, string? role)
    {
        CatalogPermission permission = Catalog.Find(name)!;

        Assert.Equal(scope, permission.DelegatedId?.ToString());
        Assert.Equal(role, permission.ApplicationId?.ToString());
    }

    [Fact]
    public void A_name_is_found_in_any_case_and_given_back_in_its_own() =>
        Assert.Equal("Mail.ReadWrite", Catalog.Find("mail.readWRITE")?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("Mail.Rea")]
    [InlineData("zzz")]
    public void An_unknown_name_is_not_found(string name) => Assert.Null(Catalog.Find(name));
}
