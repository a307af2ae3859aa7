using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Conformance;

namespace MicrosoftOAuth.Core.Tests.Permissions.Updating;

/// <summary>Making the permission index anew from a list.</summary>
public sealed class CatalogUpdaterTests : IDisposable
{
    private const string Commit = "6cbd6bbd665a877560fdefbad74f3bdb5b57af88";
    private const string AsksForCommit = "GET /repos/microsoftgraph/microsoft-graph-devx-content/commits?path=permissions/new/permissions.json&per_page=1";
    private readonly UpdaterBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_becomes_the_index_with_the_ids_that_are_known()
    {
        string path = _bench.List(ListOfPermissions.Whole);
        CatalogUpdate update = await _bench.RunAsync(path);
        Assert.Equal([_bench.Folder.Path], _bench.Kept);
        Assert.Equal(UpdaterBench.NextYear.Date, update.DataDate.UtcDateTime);
        Assert.Equal(path, update.Source);
        Assert.Equal($"index of {PermissionCatalog.Default.DataDate:yyyy-MM-dd}", update.IdsFrom);
        Assert.Equal(20_000, update.CallCount);
        Assert.Equal(800, update.NewPermissions.Count);
        Assert.True(update.IsInUse);
        PermissionCatalog made = _bench.Folder.Open(out string? trouble)!;
        Assert.Null(trouble);
        Assert.Equal(update.PermissionCount, made.Count);
        Assert.Equal("Practice7.Read", made.Match("GET", "/practice7/call3")!.Ranked(PermissionScheme.Application).Single().Permission.Name);
        Assert.Equal(PermissionCatalog.Default.Find("User.Read")!.DelegatedId, made.Find("User.Read")!.DelegatedId);
        Assert.Contains(path, made.SourceCommits, StringComparison.Ordinal);
        Assert.Contains("MIT", made.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_commit_is_downloaded_and_no_token_is_sent_along()
    {
        _bench.Wire
            .Answer(AsksForCommit, 200, $$$$"""[{"sha":"{{{{Commit}}}}","commit":{"committer":{"date":"2031-05-06T07:08:09Z"}}}]""")
            .Answer($"GET /microsoftgraph/microsoft-graph-devx-content/{Commit}/permissions/new/permissions.json", 200, ListOfPermissions.Whole);
        CatalogUpdate update = await _bench.RunAsync(path: null);
        Assert.Equal($"microsoftgraph/microsoft-graph-devx-content permissions/new/permissions.json@{Commit}", update.Source);
        Assert.Equal(new DateTimeOffset(2031, 5, 6, 0, 0, 0, TimeSpan.Zero), update.DataDate);
        Assert.Equal(["api.github.com", "raw.githubusercontent.com"], _bench.Wire.Sent.Select(request => request.Uri.Host));
        Assert.All(_bench.Wire.Sent, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [InlineData(403, """{"message":"API rate limit exceeded"}""")]
    [InlineData(200, "[]")]
    [InlineData(200, "<html>")]
    [InlineData(200, """[{"sha":"../../../somebody/else","commit":{"committer":{"date":"2031-05-06T07:08:09Z"}}}]""")]
    public async Task Without_the_commit_the_branch_is_taken_as_of_today(int status, string answer)
    {
        _bench.Wire.Answer(AsksForCommit, status, answer).Answer("GET /microsoftgraph/microsoft-graph-devx-content/master/permissions/new/permissions.json", 200, ListOfPermissions.Whole);
        CatalogUpdate update = await _bench.RunAsync(path: null);
        Assert.EndsWith("@master", update.Source, StringComparison.Ordinal);
        Assert.Equal(_bench.Wire.Clock.GetUtcNow().Date, update.DataDate.UtcDateTime);
        Assert.Contains(_bench.Reports.OfType<VerboseReport>(), report => report.Message.Contains("master", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_download_that_is_refused_names_the_other_way()
    {
        _bench.Wire.Answer(AsksForCommit, 404).Answer("GET /microsoftgraph", 404, "404: Not Found");
        OAuthException refused = await _bench.RefusedAsync(path: null);
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, refused.Kind);
        Assert.Contains("-Path", refused.Remedy, StringComparison.Ordinal);
        Assert.Empty(_bench.Kept);
    }

    [Fact]
    public async Task Where_only_the_commit_cannot_be_asked_for_the_branch_is_taken()
    {
        DropAll(AsksForCommit);
        _bench.Wire.Answer("GET /microsoftgraph/microsoft-graph-devx-content/master/permissions/new/permissions.json", 200, ListOfPermissions.Whole);
        Assert.EndsWith("@master", (await _bench.RunAsync(path: null)).Source, StringComparison.Ordinal);
        Assert.Contains(_bench.Reports.OfType<VerboseReport>(), report => report.Message.Contains("The connection failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_network_the_error_names_the_host_and_the_other_way()
    {
        DropAll(AsksForCommit);
        DropAll("GET /microsoftgraph/microsoft-graph-devx-content/master");
        OAuthException refused = await _bench.RefusedAsync(path: null);
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, refused.Kind);
        Assert.StartsWith("permissions.json could not be had from raw.githubusercontent.com. The connection failed: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-Path", refused.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("-Environment", refused.Remedy, StringComparison.Ordinal);
        Assert.True(_bench.Wire.IsDone);
    }

    [Fact]
    public async Task A_file_from_the_future_counts_as_of_today()
    {
        string path = _bench.List(ListOfPermissions.Whole, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(UpdaterBench.NextYear.Date, (await _bench.RunAsync(path)).DataDate.UtcDateTime);
        Assert.Contains("2099-01-01, which is yet to come", Assert.Single(_bench.Reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ids_are_those_of_the_tenant()
    {
        _bench.Wire.Answer($"GET /v1.0/servicePrincipals(appId='{MicrosoftApi.GraphAppId}')?$select=id,appId,appRoles,oauth2PermissionScopes", 200, """
            {"id":"1","appId":"00000003-0000-0000-c000-000000000000",
            "appRoles":[{"id":"aaaaaaaa-0000-4000-8000-000000000001","value":"Practice1.Read","isEnabled":true,"allowedMemberTypes":["Application"]},
                        {"id":"aaaaaaaa-0000-4000-8000-000000000003","value":"Practice2.Read","isEnabled":true,"allowedMemberTypes":["User"]}],
            "oauth2PermissionScopes":[{"id":"aaaaaaaa-0000-4000-8000-000000000002","value":"Undocumented.Read","isEnabled":false,"type":"User"}]}
            """);
        CatalogUpdate update = await _bench.RunAsync(_bench.List(ListOfPermissions.Whole), await _bench.Wire.ConnectAsync("Application.Read.All"));
        PermissionCatalog made = _bench.Folder.Open(out _)!;
        Assert.Equal($"tenant {FakeToken.Tenant}", update.IdsFrom);
        Assert.Equal(801, update.PermissionCount);
        Assert.Equal(Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001"), made.Find("practice1.read")!.ApplicationId);
        Assert.Null(made.Find("Practice2.Read")!.ApplicationId);
        CatalogPermission undocumented = made.Find("Undocumented.Read")!;
        Assert.Equal(Guid.Parse("aaaaaaaa-0000-4000-8000-000000000002"), undocumented.DelegatedId);
        Assert.False(undocumented.IsEnabled(PermissionKind.Delegated));
        Assert.False(undocumented.RequiresAdminConsent(PermissionKind.Delegated));
    }

    [Fact]
    public async Task A_tenant_that_may_not_be_read_leaves_the_ids_as_they_were_and_says_so()
    {
        _bench.Wire.Answer("GET /v1.0/servicePrincipals", 403, """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}""");
        CatalogUpdate update = await _bench.RunAsync(_bench.List(ListOfPermissions.Whole), await _bench.Wire.ConnectAsync("User.Read"));
        Assert.StartsWith("index of ", update.IdsFrom, StringComparison.Ordinal);
        Assert.Contains("ids could not be read", Assert.Single(_bench.Reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "Not found", "not built like permissions.json" },
        { "null", "not built like permissions.json" },
        { """{"value":[]}""", "not built like permissions.json" },
        { """{"permissions":{"Mail.Read":{"pathSets":[]}}}""", "not built like permissions.json" },
        { """{"permissions":null}""", "Its permissions are null." },
        { """{"permissions":{"Mail.Read":null}}""", "'Mail.Read' has nothing where" },
        { """{"permissions":{"Mail.Read":{"schemes":null,"pathSets":[]}}}""", "'Mail.Read' has nothing where" },
        { """{"permissions":{"Mail.Read":{"schemes":{},"pathSets":[{"schemeKeys":null,"methods":[],"paths":{}}]}}}""", "'Mail.Read' has nothing where" },
        { """{"permissions":{"Mail.Read; rm -rf":{"schemes":{},"pathSets":[]}}}""", "'Mail.Read; rm -rf' is no name" },
        { ListOfPermissions.Of(799, 30), "lists 799 permissions" },
        { ListOfPermissions.Of(800, 24), "19200 calls" },
        { ListOfPermissions.Of(800, 25, value: "unless=Monday"), "does not know" },
        { ListOfPermissions.Of(800, 25, scheme: "Robot"), "'Robot'" },
        { ListOfPermissions.Whole.Replace("/practice5/call1\"", "practice5\"", StringComparison.Ordinal), "no path" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_the_whole_list_replaces_nothing(string list, string why)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Folder.Path)!);
        await File.WriteAllTextAsync(_bench.Folder.Path, "what was there");
        OAuthException refused = await _bench.RefusedAsync(_bench.List(list));
        Assert.Equal(OAuthErrorKind.InvalidArgument, refused.Kind);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal("what was there", await File.ReadAllTextAsync(_bench.Folder.Path));
        Assert.Equal([_bench.Folder.Path], _bench.Kept);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_even_read()
    {
        string path = _bench.List(string.Empty);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(PermissionsDocument.SizeLimit + 1L);
        }

        Assert.Contains("64 MB", (await _bench.RefusedAsync(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_that_names_the_variable()
    {
        string path = _bench.List(ListOfPermissions.Whole);
        CatalogUpdater updater = new(new CatalogFolder(Path.Combine(path, "made")), new Core.Wire(_bench.Wire, _bench.Wire.Clock), context: null, _bench.Reports);
        OAuthException refused = await Assert.ThrowsAsync<OAuthException>(() => _bench.Wire.RunAsync(updater.RunAsync(path, CancellationToken.None)));
        Assert.Contains(CatalogFolder.Variable, refused.Remedy, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Microsofts_own_list_becomes_the_index_that_the_module_ships()
    {
        string path = _bench.List(await File.ReadAllTextAsync(SharedData.File("graph-permissions/permissions.json")), PermissionCatalog.Default.DataDate);
        CatalogUpdate update = await _bench.RunAsync(path);
        PermissionCatalog made = _bench.Folder.Open(out _)!;
        Assert.Equal(22_132, update.CallCount);
        Assert.Equal(PermissionCatalog.Default.Paths, made.Paths);
        Assert.Equal(PermissionCatalog.Default.Permissions.Select(Describe), made.Permissions.Select(Describe));
        Assert.Empty(update.NewPermissions);
    }

    /// <summary>The first try and each that is made again.</summary>
    private void DropAll(string expected)
    {
        for (int tries = 0; tries <= RetryOnThrottling.MaxRetries; tries++)
        {
            _bench.Wire.Drop(expected);
        }
    }

    private static string Describe(CatalogPermission permission) =>
        $"{permission.Name} {permission.Schemes} {permission.DelegatedId} {permission.ApplicationId} {permission.IsEnabled(PermissionKind.Delegated)} {permission.IsEnabled(PermissionKind.Application)} "
        + $"{permission.RequiresAdminConsent(PermissionScheme.DelegatedWork)} {permission.RequiresAdminConsent(PermissionScheme.Application)}";

    /// <summary>A test that reads shared/data, skipped where there is none.</summary>
    private sealed class SharedDataFactAttribute : FactAttribute
    {
        public SharedDataFactAttribute() => Skip = SharedData.Folder is null ? SharedData.Absence : null;
    }
}
