namespace MicrosoftOAuth.Catalog.Tests;

public class RankingTests
{
    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    // Where the list and the documentation of the day differ, and no rule without the URL in it could tell.
    private static readonly Dictionary<string, string> KnownDifferences = new(StringComparer.OrdinalIgnoreCase)
    {
        // Marked for an owner's grant to one team, which the older page does not have yet.
        ["POST /teams/{id}/channels/{id}/members"] = "ChannelMember.ReadWrite.Group",

        // The mark of a path set of device configuration.
        ["POST /deviceAppManagement/syncMicrosoftStoreForBusinessApps"] = "DeviceManagementConfiguration.ReadWrite.All",

        // The page's permission is not in the list.
        ["GET /policies/roleManagementPolicies/{id}/rules"] = "RoleManagement.Read.Directory",
    };

    [Theory]
    [InlineData("GET", "/me/onenote/notebooks", PermissionScheme.DelegatedWork, "Notes.Create")]
    [InlineData("GET", "/me/onenote/notebooks", PermissionScheme.DelegatedPersonal, "Notes.Create")]
    [InlineData("GET", "/me", PermissionScheme.DelegatedWork, "User.Read")]
    [InlineData("GET", "/users", PermissionScheme.Application, "User.ReadBasic.All")]
    [InlineData("GET", "/applications", PermissionScheme.Application, "Application.Read.All")]
    [InlineData("POST", "/me/sendMail", PermissionScheme.DelegatedWork, "Mail.Send")]
    public void The_permission_with_the_fewest_methods_among_those_marked_leads(string method, string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First(method, path, scheme));

    [Theory]
    [InlineData("GET", "/groups", PermissionScheme.DelegatedWork, "GroupMember.Read.All")]
    [InlineData("GET", "/groups/x", PermissionScheme.Application, "GroupMember.Read.All")]
    public void A_facet_that_writes_is_not_the_least_for_reading(string method, string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First(method, path, scheme));

    [Theory]
    [InlineData("/groups/x", PermissionScheme.DelegatedWork, "Group.ReadWrite.All")]
    [InlineData("/groups/x", PermissionScheme.Application, "Group.ReadWrite.All")]
    [InlineData("/groups/x/conversations/x/threads/x", PermissionScheme.DelegatedWork, "Group-Conversation.ReadWrite.All")]
    public void A_facet_is_the_least_for_changing_the_facet_and_not_the_item(string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First("PATCH", path, scheme));

    /// <summary>Microsoft weighs the app role that reads all calendars heavier than the one that writes them.</summary>
    [Fact]
    public void Without_a_mark_reading_comes_before_the_same_with_writing() =>
        Assert.Equal("Calendars.Read", First("POST", "/users/x/calendar/getSchedule", PermissionScheme.Application));

    [Fact]
    public void Without_a_mark_what_is_marked_for_users_is_meant_for_apps_too() =>
        Assert.Equal("AdministrativeUnit.ReadWrite.All", First("POST", "/directory/administrativeUnits/x/members/$ref", PermissionScheme.Application));

    [Theory]
    [InlineData(PermissionScheme.DelegatedWork, "User.Read")]
    [InlineData(PermissionScheme.Application, "Organization.Read.All")]
    public void A_mark_meant_for_other_paths_does_not_count(PermissionScheme scheme, string name) =>
        Assert.Equal(name, First("GET", "/organization", scheme));

    [Fact]
    public void What_nobody_offers_comes_last()
    {
        IReadOnlyList<CatalogRequirement> ranked = Catalog.Match("POST", "/applications")!.Ranked(PermissionScheme.DelegatedWork);

        Assert.Equal("Application.ReadWrite.All", ranked[0].Permission.Name);
        Assert.Equal("AppRegistration.Create", ranked[^1].Permission.Name);
    }

    [Theory]
    [InlineData("GET", "/deviceManagement/virtualEndpoint/organizationSettings", PermissionScheme.Application, "CloudPC.Read.All")]
    [InlineData("PATCH", "/me", PermissionScheme.DelegatedWork, "User.ReadWrite")]
    [InlineData("PATCH", "/users/x", PermissionScheme.Application, "User.ReadWrite.All")]
    public void A_narrower_form_takes_over_the_mark(string method, string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First(method, path, scheme));

    [Fact]
    public void For_a_change_the_permission_to_change_leads_and_its_companion_follows()
    {
        IReadOnlyList<CatalogRequirement> ranked =
            Catalog.Match("POST", "/servicePrincipals/x/appRoleAssignedTo")!.Ranked(PermissionScheme.Application);

        Assert.Equal("AppRoleAssignment.ReadWrite.All", ranked[0].Permission.Name);
        Assert.Equal("Application.Read.All", ranked[1].Permission.Name);
        Assert.Equal(["AppRoleAssignment.ReadWrite.All"], ranked[1].AlsoRequires);
    }

    [Theory]
    [InlineData("DELETE", "/identity/conditionalAccess/namedLocations/x", PermissionScheme.Application, "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("POST", "/identity/conditionalAccess/policies", PermissionScheme.DelegatedWork, "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("PATCH", "/identity/conditionalAccess/policies/x", PermissionScheme.Application, "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("DELETE", "/me/todo/lists/x", PermissionScheme.DelegatedPersonal, "Tasks.ReadWrite")]
    public void For_a_change_a_reading_permission_is_not_the_least(string method, string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First(method, path, scheme));

    [Theory]
    [InlineData("/me/calendar/getSchedule", PermissionScheme.DelegatedWork, "Calendars.ReadBasic")]
    [InlineData("/me/onenote/notebooks/getNotebookFromWebUrl", PermissionScheme.Application, "Notes.Read.All")]
    [InlineData("/me/translateExchangeIds", PermissionScheme.DelegatedWork, "User.ReadBasic.All")]
    public void A_question_that_is_posted_takes_a_reading_permission(string path, PermissionScheme scheme, string name) =>
        Assert.Equal(name, First("POST", path, scheme));

    [Theory]
    [InlineData("/users/x/checkMemberObjects", "User.Read.All")]
    [InlineData("/devices/x/getMemberGroups", "Device.Read.All")]
    [InlineData("/groups/x/checkMemberGroups", "GroupMember.Read.All")]
    [InlineData("/servicePrincipals/x/getMemberObjects", "Application.Read.All")]
    public void Where_one_mark_is_for_several_resources_the_resources_own_permission_leads(string path, string name) =>
        Assert.Equal(name, First("POST", path, PermissionScheme.Application));

    [Fact]
    public void A_permission_for_selected_files_does_not_open_any_file() =>
        Assert.Equal("Files.ReadWrite", First("DELETE", "/me/drive/items/x/workbook/names/y", PermissionScheme.DelegatedWork));

    [Fact]
    public void A_call_that_a_scheme_does_not_open_has_an_empty_ranking() =>
        Assert.Empty(Catalog.Match("GET", "/communications/calls/x")!.Ranked(PermissionScheme.DelegatedWork));

    [SourceDataFact]
    public void The_documented_least_privilege_leads()
    {
        var wrong = new List<string>();
        foreach (string[] row in File.ReadLines(Path.Combine(SourceData.Folder!, "permission-cases.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            (string method, string url, string expected) = (row[0], row[1], row[3]);
            var scheme = Enum.Parse<PermissionScheme>(row[2]);
            CatalogMatch? match = Catalog.Match(method, url);
            string? first = match?.Ranked(scheme) is [var best, ..] ? best.Permission.Name : null;
            if (expected == "NONE" ? first is null : expected.Split(',').Contains(first, StringComparer.Ordinal))
                continue;
            if (match is null || KnownDifferences.GetValueOrDefault($"{method} {match.Template}") != first)
                wrong.Add($"{method} {url} {scheme}: {expected} expected, {first ?? "nothing"} found");
        }

        // One call of the sample is not in the list at all.
        Assert.Equal("POST /drives/", Assert.Single(wrong)[..13]);
    }

    private static string First(string method, string path, PermissionScheme scheme) =>
        Catalog.Match(method, path)!.Ranked(scheme)[0].Permission.Name;
}
