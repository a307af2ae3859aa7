namespace MicrosoftOAuth.Core.Tests.Apis;

/// <summary>The one table of Microsoft's APIs.</summary>
public sealed class MicrosoftApiTests
{
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

    [Theory]
    [InlineData("Graph", CloudEnvironment.USGovDoD, "https://dod-graph.microsoft.us")]
    [InlineData("ARM", CloudEnvironment.China, "https://management.chinacloudapi.cn")]
    [InlineData("Exchange", CloudEnvironment.Global, "https://outlook.office365.com")]
    [InlineData("Exchange", CloudEnvironment.USGov, "https://outlook.office365.us")]
    [InlineData("Exchange", CloudEnvironment.Sandbox, "https://outlook.office365.com")]
    [InlineData("Key Vault", CloudEnvironment.USGovDoD, "https://vault.usgovcloudapi.net")]
    [InlineData("Key Vault", CloudEnvironment.China, "https://vault.azure.cn")]
    [InlineData("Storage", CloudEnvironment.China, "https://storage.azure.com")]
    [InlineData("Power BI", CloudEnvironment.USGov, "https://high.analysis.usgovcloudapi.net/powerbi/api")]
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
}
