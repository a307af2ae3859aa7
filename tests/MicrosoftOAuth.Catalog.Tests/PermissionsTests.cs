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

    [Fact]
    public void An_id_is_found_as_the_kind_that_it_is()
    {
        var id = Guid.Parse("810c84a8-4a9e-49e6-bf7d-12d183f40d01");

        Assert.Same(Catalog.Find("Mail.Read"), Catalog.Find(id, PermissionKind.Application));
        Assert.Null(Catalog.Find(id, PermissionKind.Delegated));
        Assert.Null(Catalog.Find(Guid.Empty, PermissionKind.Application));
    }

    [Fact]
    public void Permissions_are_ordered_by_name_and_each_is_there_once()
    {
        string[] names = [.. Catalog.Permissions.Select(permission => permission.Name)];

        Assert.Equal(Catalog.Count, names.Length);
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names, StringComparer.Ordinal);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_permission_knows_its_schemes_weights_and_consent()
    {
        CatalogPermission permission = Catalog.Find("Application.ReadWrite.All")!;

        Assert.Equal(PermissionScheme.DelegatedWork | PermissionScheme.DelegatedPersonal | PermissionScheme.Application, permission.Schemes);
        Assert.True(permission.RequiresAdminConsent(PermissionKind.Delegated));
        Assert.True(permission.RequiresAdminConsent(PermissionKind.Application));
        Assert.Equal(3, permission.PrivilegeLevel(PermissionScheme.DelegatedWork));
        Assert.Equal(4, permission.PrivilegeLevel(PermissionScheme.Application));
        Assert.Equal(0, permission.PrivilegeLevel(PermissionScheme.None));
        Assert.False(Catalog.Find("Mail.Read")!.RequiresAdminConsent(PermissionKind.Delegated));
        Assert.True(Catalog.Find("Mail.Read")!.RequiresAdminConsent(PermissionKind.Application));
    }

    [Theory]
    [InlineData("openid")]
    [InlineData("profile")]
    [InlineData("email")]
    [InlineData("offline_access")]
    public void What_only_the_service_principal_knows_has_its_consent_and_no_paths(string name)
    {
        CatalogPermission permission = Catalog.Find(name)!;

        Assert.Equal(PermissionScheme.DelegatedWork, permission.Schemes);
        Assert.True(permission.IsEnabled(PermissionKind.Delegated));
        Assert.False(permission.IsEnabled(PermissionKind.Application));
        Assert.False(permission.RequiresAdminConsent(PermissionKind.Delegated));
        Assert.Equal(0, permission.PathCount);
    }

    [Fact]
    public void A_disabled_permission_keeps_its_id()
    {
        CatalogPermission permission = Catalog.Find("AgentCard.Read.All")!;

        Assert.NotNull(permission.DelegatedId);
        Assert.False(permission.IsEnabled(PermissionKind.Delegated));
    }

    [Fact]
    public void What_an_owner_grants_has_no_id_in_the_tenant()
    {
        CatalogPermission permission = Catalog.Find("ChannelMember.Read.Group")!;

        Assert.True(permission.IsResourceSpecific);
        Assert.Null(permission.ApplicationId);
        Assert.False(permission.IsEnabled(PermissionKind.Application));
    }
}
