namespace MicrosoftOAuth.Catalog.Tests;

public class MatchTests
{
    private const string Id = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e";

    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    [Theory]
    [InlineData("GET", "/users/x/messages/delta")]
    [InlineData("GET", "/chats/getAllMessages")]
    [InlineData("POST", "/applications/microsoft.graph.validateProperties")]
    [InlineData("POST", "/chats/x/members/microsoft.graph.add")]
    public void An_operation_that_is_not_listed_is_neither_an_id_nor_a_cast(string method, string path) => Assert.Null(PermissionCatalog.Default.Match(method, path));

    [Theory]
    [InlineData("/directory/deviceLocalCredentials", "/devicelocalcredentials")]
    [InlineData("https://graph.microsoft.com/v1.0/Directory/devicelocalcredentials/?$top=1", "/devicelocalcredentials")]
    [InlineData("/beta/directory/deviceLocalCredentials/x?$select=credentials", "/devicelocalcredentials/{id}")]
    [InlineData("/directory/deviceLocalCredentials('x')", "/devicelocalcredentials/{id}")]
    public void What_the_list_has_without_the_directory_is_found_in_it(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/directory")]
    [InlineData("/directory/")]
    [InlineData("/directory/users")]
    [InlineData("/directory/deviceLocalCredential")]
    [InlineData("/directory/subscriptions")]
    public void Nothing_else_is(string path) => Assert.Null(Catalog.Match("GET", path));

    [Fact]
    public void A_function_of_users_is_no_id_of_what_is_the_signed_in_users()
    {
        CatalogMatch match = PermissionCatalog.Default.Match("GET", "/users/x/chats/getAllMessages")!;

        Assert.All(match.Requirements, requirement => Assert.Equal(PermissionScheme.Application, requirement.Scheme));
    }

    [Theory]
    [InlineData("/me/onenote/notebooks")]
    [InlineData("me/onenote/notebooks")]
    [InlineData("  /me/onenote/notebooks ")]
    [InlineData("/me/onenote/notebooks/")]
    [InlineData("/ME/OneNote/NoteBooks")]
    [InlineData("/v1.0/me/onenote/notebooks")]
    [InlineData("/beta/me/onenote/notebooks")]
    [InlineData("/V1.0/me/onenote/notebooks?$top=5&$filter=name eq 'a/b'")]
    [InlineData("/me/onenote/notebooks#first")]
    [InlineData("https://graph.microsoft.com/v1.0/me/onenote/notebooks")]
    [InlineData("HTTPS://GRAPH.MICROSOFT.COM:443/v1.0/me/onenote/notebooks")]
    [InlineData("https://graph.microsoft.com/v1.0//me/onenote/notebooks")]
    [InlineData("https://graph.microsoft.us/v1.0/me/onenote/notebooks")]
    [InlineData("https://dod-graph.microsoft.us/beta/me/onenote/notebooks")]
    [InlineData("https://microsoftgraph.chinacloudapi.cn/v1.0/me/onenote/notebooks")]
    [InlineData("graph.microsoft.com/v1.0/me/onenote/notebooks")]
    [InlineData("/me/%6Fnenote/notebooks")]
    public void A_path_may_be_written_in_many_ways(string path) =>
        Assert.Equal("/me/onenote/notebooks", Catalog.Match("get", path)?.Template);

    [Theory]
    [InlineData("GET", "/users/AdeleV@contoso.com/messages", "/users/{id}/messages")]
    [InlineData("GET", "/users('AdeleV@contoso.com')/messages", "/users/{id}/messages")]
    [InlineData("GET", "/users(%27AdeleV%40contoso.com%27)/messages", "/users/{id}/messages")]
    [InlineData("GET", "/users/{id | userPrincipalName}/messages", "/users/{id}/messages")]
    [InlineData("GET", "/users/{user-id}/messages/{message-id}", "/users/{id}/messages/{id}")]
    [InlineData("GET", "/users/<id>/messages/:id", "/users/{id}/messages/{id}")]
    [InlineData("GET", "/users('a/b')/messages", "/users/{id}/messages")]
    [InlineData("GET", "/users/O'Neil@contoso.com/messages", "/users/{id}/messages")]
    [InlineData("GET", "/me/messages/AAMk%2FAGI=", "/me/messages/{id}")]
    public void An_id_fills_a_placeholder(string method, string path, string template) =>
        Assert.Equal(template, Catalog.Match(method, path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/users/delta", "/users/delta")]
    [InlineData("/users/delta()", "/users/delta")]
    [InlineData("/users/microsoft.graph.delta()", "/users/delta")]
    [InlineData("/users('delta')", "/users/{id}")]
    [InlineData("/sites/root", "/sites/root")]
    [InlineData("/sites/root/lists", "/sites/{id}/lists")]
    [InlineData("/me/mailFolders/inbox/messages", "/me/mailFolders/{id}/messages")]
    public void A_literal_beats_a_placeholder_and_a_wrong_turn_is_taken_back(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/applications(appId='x')", "/applications(appId={appId})")]
    [InlineData("/applications(uniqueName='x')", "/applications/{id}")]
    [InlineData("/reports/getOffice365ServicesUserCounts(period='D7')", "/reports/getOffice365ServicesUserCounts(period={period})")]
    [InlineData("/me/drive/items/x/workbook/worksheets/y/charts/z/image(height=1,width=2)", "/me/drive/items/{id}/workbook/worksheets/{id}/charts/{id}/image(height={height},width={width})")]
    [InlineData("/me/drive/items/x/workbook/worksheets/Sheet1 (2)/tables", "/me/drive/items/{id}/workbook/worksheets/{id}/tables")]
    public void Functions_and_alternate_keys_go_by_the_names_of_their_parameters(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/me/drive/root/delta(token='latest')", "/me/drive/root/delta")]
    [InlineData("/communications/callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime=2020-01-01,toDateTime=2020-01-02)", "/communications/callRecords/getPstnCalls")]
    [InlineData("/reports/getTeamsTeamActivityDetail(date=2020-01-01)", "/reports/getTeamsTeamActivityDetail(period={period})")]
    [InlineData("/me/drive/items/x/workbook/worksheets/y/range(address='A1')/column(column=1)", "/me/drive/items/{id}/workbook/worksheets/{id}/range(address={address})/column")]
    [InlineData("/users(userPrincipalName='x')/manager", "/users/{id}/manager")]
    public void A_function_that_is_listed_with_other_parameters_is_that_function(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("GET", "/me/drive/root/permissions", "/me/drive/items/{id}/permissions")]
    [InlineData("GET", "/me/drive/root/children", "/me/drive/root/children")]
    [InlineData("GET", "/sites/x/drives/y/root/children", "/drives/{id}/items/{id}/children")]
    [InlineData("PUT", "/groups/x/drives/y/root:/a b.txt:/content", "/drives/{id}/items/{id}/content")]
    [InlineData("PUT", "/me/drive/items/x:/a.txt:/content", "/me/drive/items/{id}:/{path}:/content")]
    [InlineData("GET", "/me/drive/items/x:/a.txt:/content", "/me/drive/items/{id}/content")]
    public void A_drive_and_its_root_have_several_addresses(string method, string path, string template) =>
        Assert.Equal(template, Catalog.Match(method, path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/me/memberOf/microsoft.graph.group", "/me/memberOf")]
    [InlineData("/groups/x/transitiveMembers/microsoft.graph.user/$count", "/groups/{id}/transitiveMembers")]
    [InlineData("/places/microsoft.graph.room", "/places/microsoft.graph.room")]
    [InlineData("/users/$count", "/users")]
    [InlineData("/users/x/transitiveReports/$count", "/users/{id}/transitiveReports/$count")]
    [InlineData("/groups/x/members/$ref", "/groups/{id}/members")]
    [InlineData("/me/photo/$value", "/me/photo")]
    public void Casts_and_reserved_words_are_tried_as_written_and_then_left_out(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Theory]
    [InlineData("/me/drive/root:/a b/c.txt:/content", "/me/drive/root:/{path}:/content")]
    [InlineData("/me/drive/root:/a b/c.txt", "/me/drive/root:/{path}")]
    [InlineData("/me/drive/root:/c.xlsx:/workbook/worksheets", "/me/drive/root:/{path}:/workbook/worksheets")]
    [InlineData("/sites/contoso.sharepoint.com:/sites/team", "/sites/{id}:/{path}")]
    [InlineData("/sites/contoso.sharepoint.com:/sites/team:/lists", "/sites/{id}/lists")]
    [InlineData("/drives/x/root:/report.docx:/versions", "/drives/{id}/items/{id}/versions")]
    public void A_path_between_colons_addresses_one_item(string path, string template) =>
        Assert.Equal(template, Catalog.Match("GET", path)?.Template, ignoreCase: true);

    [Fact]
    public void Me_and_a_user_stand_for_each_other()
    {
        Assert.Equal("User.RevokeSessions.All", Catalog.Match("POST", "/me/revokeSignInSessions")!.Ranked(PermissionScheme.Application)[0].Permission.Name);
        Assert.NotNull(Catalog.Match("GET", $"/education/users/{Id}/classes"));
        Assert.NotNull(Catalog.Match("GET", "/education/me/classes"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/v1.0")]
    [InlineData("GET", "/subscriptions")]
    [InlineData("GET", "/no/such/thing")]
    [InlineData("GET", "https://management.azure.com/me/messages")]
    [InlineData("GET", "https://graph.microsoft.com.evil.example/v1.0/me/messages")]
    [InlineData("GET", "/users/messages")]
    [InlineData("GET", "/users//messages")]
    [InlineData("GET", "/users/x:/messages")]
    [InlineData("GET", "/me/drive/root:/../../messages")]
    [InlineData("GET", "/users/../me")]
    [InlineData("GET", "/users/$nothing")]
    [InlineData("GET", "/users/x/messages/$ref/y")]
    [InlineData("GET", "/users(id=/messages")]
    [InlineData("GET", "/users('x'/messages")]
    [InlineData("GET", "/users/x/microsoft.graph.getSomething()")]
    [InlineData("GET", "/directory(a=1)/administrativeUnits")]
    [InlineData("GET", "/external/connections/x/root")]
    [InlineData("GET", "/me/microsoft.graph.")]
    [InlineData("DELETE", "/users/delta")]
    [InlineData("BREW", "/me/messages")]
    [InlineData("", "/me/messages")]
    public void What_is_not_listed_has_no_data(string method, string path) => Assert.Null(Catalog.Match(method, path));

    [Fact]
    public void An_endless_path_has_no_data()
    {
        string path = "/me" + string.Concat(Enumerable.Repeat("/microsoft.graph.user", 200_000));

        Assert.Null(Catalog.Match("GET", path));
        Assert.Null(Catalog.NearestParent("GET", path));
    }

    [Theory]
    [InlineData("GET", "/me/onenote/notebooks/x/thumbnails/y", "/me/onenote/notebooks/{id}")]
    [InlineData("DELETE", "/me/onenote/notebooks", "/me/onenote/notebooks")]
    [InlineData("GET", "/users/x/no", "/users/{id}")]
    [InlineData("GET", "/applications/x/owners/y/$ref", "/applications/{id}/owners/{id}")]
    public void The_nearest_listed_path_is_named(string method, string path, string nearest)
    {
        Assert.Null(Catalog.Match(method, path));
        Assert.Equal(nearest, Catalog.NearestParent(method, path));
    }

    [Theory]
    [InlineData("/subscriptions")]
    [InlineData("")]
    [InlineData("https://example.com/me")]
    public void Nothing_is_near_what_is_elsewhere(string path) => Assert.Null(Catalog.NearestParent("GET", path));

    [Fact]
    public void The_methods_of_a_path_are_listed()
    {
        Assert.Equal(["GET", "POST"], Catalog.Methods("/me/onenote/notebooks"));
        Assert.Empty(Catalog.Methods("/subscriptions"));
    }

    [Fact]
    public void Every_path_that_is_listed_is_found_under_its_own_template()
    {
        string[] paths = [.. Catalog.Paths];

        Assert.Equal(7_273, paths.Length);
        Assert.All(paths, path => Assert.Contains(Catalog.Methods(path), method => Catalog.Match(method, path)!.Template == path));
    }
}
