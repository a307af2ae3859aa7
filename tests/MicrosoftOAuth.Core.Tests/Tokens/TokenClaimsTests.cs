using System.Text;

namespace MicrosoftOAuth.Core.Tests;

public sealed class TokenClaimsTests
{
    private static string Jwt(string payload, string header = """{"alg":"RS256"}""") => $"{Part(header)}.{Part(payload)}.c2ln";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [Fact]
    public void Reads_both_versions_and_keeps_what_it_does_not_know()
    {
        TokenClaims claims = TokenClaims.Read("Bearer " + Jwt("""{"aud":["a","b"],"azp":"c","preferred_username":"Zoë@contoso.example","scp":"User.Read Mail.Read","roles":["R"],"exp":1764000000,"nbf":"1763990000","odd":{"x":[1,2.5,null,true]}}"""));
        Assert.Equal("a", claims.Audience);
        Assert.Equal("c", claims.ClientId);
        Assert.Equal("Zoë@contoso.example", claims.Account);
        Assert.Equal(["User.Read", "Mail.Read"], claims.Scopes);
        Assert.Equal(["R"], claims.Roles);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764000000), claims.ExpiresOn);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1763990000), claims.NotBefore);
        Assert.Equal(new object?[] { 1L, 2.5, null, true }, (object?[])((Dictionary<string, object?>)claims.Claims["odd"]!)["x"]!);
        Assert.Equal("RS256", claims.Header["alg"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EwBwA8l6BAAU")]
    [InlineData("a.b")]
    [InlineData("!!!.!!!.x")]
    [InlineData("a.b.c.d.e")]
    public void Text_that_is_no_token_is_refused_without_being_repeated(string text)
    {
        OAuthException e = Assert.Throws<OAuthException>(() => TokenClaims.Read(text));
        Assert.Equal(OAuthErrorKind.InvalidToken, e.Kind);
        Assert.True(text.Length == 0 || !e.Message.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{")]
    public void A_payload_that_is_no_object_is_refused(string payload) =>
        Assert.Equal(OAuthErrorKind.InvalidToken, Assert.Throws<OAuthException>(() => TokenClaims.Read(Jwt(payload))).Kind);

    [Fact]
    public void A_huge_text_is_refused_unread() =>
        Assert.Contains("longer than", Assert.Throws<OAuthException>(() => TokenClaims.Read(new string('a', 2_000_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void Times_out_of_range_stay_numbers() =>
        Assert.Equal(long.MaxValue, TokenClaims.Read(Jwt("""{"exp":9223372036854775807}""")).Claims["exp"]);
}
