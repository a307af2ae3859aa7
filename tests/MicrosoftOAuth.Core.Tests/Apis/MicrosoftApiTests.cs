namespace MicrosoftOAuth.Core.Tests.Apis;

/// <summary>The one table of Microsoft's APIs.</summary>
public sealed class MicrosoftApiTests
{
    private static readonly CloudEnvironment[] s_national = [CloudEnvironment.USGov, CloudEnvironment.USGovDoD, CloudEnvironment.China];

    [Fact]
    public void No_word_means_two_APIs()
    {
        string[] words = [.. MicrosoftApi.All.SelectMany(api => api.Aliases.Append(api.Name).Append(api.AppId))];
        Assert.Equal(words.Length, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(MicrosoftApi.All, api => Assert.Equal(api.AppId, Guid.Parse(api.AppId).ToString()));
    }

    [Fact]
    public void Every_audience_is_an_address_without_a_slash_at_its_end_or_the_app_id()
    {
        IEnumerable<string?> audiences = MicrosoftApi.All.SelectMany(api => Enum.GetValues<CloudEnvironment>()
            .Select(environment => api.AudienceIn(MicrosoftCloud.Of(environment)))
            .Where(audience => audience != api.AppId));
        Assert.All(audiences.OfType<string>(), audience =>
        {
            Assert.StartsWith("https://", audience, StringComparison.Ordinal);
            Assert.False(audience.EndsWith('/'));
        });
    }

    [Fact]
    public void A_host_is_one_APIs_in_its_cloud()
    {
        // A call's host says which API its token is for
        Assert.All(Enum.GetValues<CloudEnvironment>(), environment =>
        {
            string[] hosts = [.. MicrosoftApi.All.Select(api => HostOf(api, environment)).OfType<string>()];
            Assert.Equal(hosts.Length, hosts.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });
    }

    [Fact]
    public void No_national_cloud_asks_for_tokens_of_the_worldwide_one()
    {
        // Storage has one audience for all clouds
        IEnumerable<MicrosoftApi> apis = MicrosoftApi.All.Where(api => api.Name != "Azure Storage");
        Assert.All(apis, api =>
        {
            foreach (CloudEnvironment environment in s_national)
            {
                Assert.True(HostOf(api, environment) is not { } host || host != HostOf(api, CloudEnvironment.Global), environment.ToString());
                Assert.True(HostOf(api, CloudEnvironment.China) is not { } chinese || chinese.EndsWith(".cn", StringComparison.Ordinal));
            }
        });
    }

    [Fact]
    public void An_audience_in_no_cloud_is_that_of_the_instance_and_shows_one()
    {
        Assert.All(MicrosoftApi.All, api => Assert.Equal(
            api.InstanceExample is null,
            Enum.GetValues<CloudEnvironment>().Any(environment => api.AudienceIn(MicrosoftCloud.Of(environment)) is not null)));
        Assert.All(MicrosoftApi.All.Select(api => api.InstanceExample).OfType<string>(), example =>
            Assert.Equal(example, new Uri(example).GetLeftPart(UriPartial.Authority)));
        Assert.All(MicrosoftApi.All.Where(api => api.InstanceExample is not null), api => Assert.Contains($"({api.InstanceExample})", api.AccessNote, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Exchange Online")]
    [InlineData("SharePoint")]
    [InlineData("Key Vault")]
    [InlineData("Dynamics CRM")]
    [InlineData("Dataverse")]
    [InlineData("Dynamics ERP")]
    [InlineData("Business Central")]
    [InlineData("OneNote")]
    [InlineData("Azure Management")]
    [InlineData("Azure Resource Manager")]
    [InlineData("Azure Storage")]
    [InlineData("azure devops")]
    [InlineData("Power BI")]
    [InlineData("Office 365 Management")]
    [InlineData("Defender")]
    public void Common_words_find_the_API(string word) => Assert.NotNull(MicrosoftApi.Find(word));

    [Theory]
    [InlineData(CloudEnvironment.Global, false)]
    [InlineData(CloudEnvironment.Sandbox, false)]
    [InlineData(CloudEnvironment.USGov, true)]
    [InlineData(CloudEnvironment.USGovDoD, true)]
    [InlineData(CloudEnvironment.China, true)]
    public void Only_a_national_cloud_can_have_another_app_id(CloudEnvironment environment, bool canHave) =>
        Assert.Equal(canHave, ApiDirectory.WhyMissing(MicrosoftCloud.Of(environment)).Contains("another app id", StringComparison.Ordinal));

    [Theory]
    [InlineData("Graph", CloudEnvironment.USGovDoD, "https://dod-graph.microsoft.us")]
    [InlineData("ARM", CloudEnvironment.China, "https://management.chinacloudapi.cn")]
    [InlineData("Exchange", CloudEnvironment.Global, "https://outlook.office365.com")]
    [InlineData("Exchange", CloudEnvironment.USGov, "https://outlook.office365.us")]
    [InlineData("Exchange", CloudEnvironment.USGovDoD, "https://outlook-dod.office365.us")]
    [InlineData("Exchange", CloudEnvironment.China, "https://partner.outlook.cn")]
    [InlineData("Exchange", CloudEnvironment.Sandbox, "https://outlook.office365.com")]
    [InlineData("Key Vault", CloudEnvironment.USGovDoD, "https://vault.usgovcloudapi.net")]
    [InlineData("Key Vault", CloudEnvironment.China, "https://vault.azure.cn")]
    [InlineData("Storage", CloudEnvironment.China, "https://storage.azure.com")]
    [InlineData("Power BI", CloudEnvironment.USGov, "https://high.analysis.usgovcloudapi.net/powerbi/api")]
    [InlineData("Power BI", CloudEnvironment.China, "https://analysis.chinacloudapi.cn/powerbi/api")]
    [InlineData("Azure DevOps", CloudEnvironment.Global, "499b84ac-1321-427f-aa17-267ca6975798")]
    [InlineData("Azure DevOps", CloudEnvironment.USGov, null)]
    [InlineData("Defender XDR", CloudEnvironment.USGovDoD, "https://api-gov.security.microsoft.us")]
    [InlineData("Defender", CloudEnvironment.USGov, "https://api-gov.securitycenter.microsoft.us")]
    [InlineData("Office 365 Management", CloudEnvironment.USGovDoD, "https://manage.protection.apps.mil")]
    [InlineData("Office 365 Management", CloudEnvironment.China, null)]
    [InlineData("SharePoint", CloudEnvironment.Global, null)]
    public void The_audience_is_that_of_the_cloud(string api, CloudEnvironment cloud, string? audience) =>
        Assert.Equal(audience, MicrosoftApi.Find(api)!.AudienceIn(MicrosoftCloud.Of(cloud)));

    [Fact]
    public void A_token_for_the_app_id_is_for_the_audience_of_any_cloud()
    {
        string vault = MicrosoftApi.Find("Key Vault")!.AppId;
        Assert.True(ScopeName.IsFor("https://vault.azure.net/.default", vault));
        Assert.True(ScopeName.IsFor("https://vault.azure.cn/user_impersonation", vault));
        Assert.False(ScopeName.IsFor("https://vault.example/.default", vault));
        Assert.False(ScopeName.IsFor("https://contoso.sharepoint.com/.default", MicrosoftApi.Find("SharePoint")!.AppId));
    }

    private static string? HostOf(MicrosoftApi api, CloudEnvironment environment) =>
        Uri.TryCreate(api.AudienceIn(MicrosoftCloud.Of(environment)), UriKind.Absolute, out Uri? audience) ? audience.Host : null;
}
