namespace MicrosoftOAuth.Core.Tests;

public sealed class RedirectUriRulesTests
{
    [Theory]
    [InlineData("https://app.example.com/callback", RedirectPlatform.Web)]
    [InlineData("https://app.example.com/callback?x=1", RedirectPlatform.Web)]
    [InlineData("http://localhost", RedirectPlatform.PublicClient)]
    [InlineData("http://localhost:3000/auth", RedirectPlatform.Spa)]
    [InlineData("msal14d82eec://auth", RedirectPlatform.PublicClient)]
    [InlineData("urn:ietf:wg:oauth:2.0:oob", RedirectPlatform.PublicClient)]
    public void Accepts(string uri, RedirectPlatform platform) => RedirectUriRules.Check(uri, platform, SignInAudience.MultiTenant);

    [Theory]
    [InlineData("http://app.example.com", RedirectPlatform.Web, "localhost only")]
    [InlineData("http://127.0.0.1/x", RedirectPlatform.Web, "manifest")]
    [InlineData("http://[::1]/x", RedirectPlatform.Web, "IPv6")]
    [InlineData("https://*.example.com", RedirectPlatform.Web, "wildcards")]
    [InlineData("https://app.example.com/(x)", RedirectPlatform.Web, "character (")]
    [InlineData("https://app.example.com/#x", RedirectPlatform.Web, "fragment")]
    [InlineData("/callback", RedirectPlatform.Web, "")]
    [InlineData("callback", RedirectPlatform.Web, "absolute")]
    [InlineData("javascript:alert", RedirectPlatform.PublicClient, "scheme")]
    [InlineData("myapp://auth", RedirectPlatform.Web, "public clients only")]
    public void Refuses_with_the_reason(string uri, RedirectPlatform platform, string reason)
    {
        OAuthException e = Assert.Throws<OAuthException>(() => RedirectUriRules.Check(uri, platform, SignInAudience.MultiTenant));
        Assert.Equal(OAuthErrorKind.RedirectUriInvalid, e.Kind);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(uri, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_query_and_count_depend_on_the_audience()
    {
        string longest = "https://a.example/" + new string('x', RedirectUriRules.MaxLength - "https://a.example/".Length);
        RedirectUriRules.Check(longest, RedirectPlatform.Web, SignInAudience.SingleTenant);
        Assert.Throws<OAuthException>(() => RedirectUriRules.Check(longest + "x", RedirectPlatform.Web, SignInAudience.SingleTenant));
        Assert.Throws<OAuthException>(() => RedirectUriRules.Check("https://a.example/?q=1", RedirectPlatform.Web, SignInAudience.PersonalOnly));
        RedirectUriRules.CheckCount(256, SignInAudience.MultiTenant);
        Assert.Throws<OAuthException>(() => RedirectUriRules.CheckCount(257, SignInAudience.MultiTenant));
        Assert.Throws<OAuthException>(() => RedirectUriRules.CheckCount(101, SignInAudience.MultiTenantAndPersonal));
    }
}
