using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>The authorization code flow, step by step and without a library.</summary>
internal static class Authorization
{
    public const string Verifier = "practice-verifier-of-at-least-forty-three-characters";
    public const string PublicRedirectUri = "http://localhost";

    public static Uri Address(TenantClient client, string clientId, string redirectUri, string scope, params (string Name, string Value)[] more)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        (string Name, string Value)[] query =
        [
            ("client_id", clientId), ("redirect_uri", redirectUri), ("scope", scope), ("response_type", "code"), ("state", "the state"),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ];
        var all = query.Where(pair => !more.Any(other => other.Name == pair.Name)).Concat(more);
        return new($"{client.Authority}/oauth2/v2.0/authorize?{string.Join("&", all.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}");
    }

    /// <summary>Lets a person open an address; what they come back with.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OpenAsync(TenantClient client, Uri address, string redirectUri = PublicRedirectUri, string? userName = null) =>
        Read(await client.Tenant.OpenInBrowserAsync(address, new(redirectUri), userName, CancellationToken.None));

    public static IReadOnlyDictionary<string, string> Read(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Fragment.Length > 0 ? address.Fragment[1..] : address.Query);
        return query.AllKeys.ToDictionary(key => key!, key => query[key]!, StringComparer.Ordinal);
    }

    public static async Task<string> CodeAsync(TenantClient client, string clientId = TenantClient.CommandLineTools, string redirectUri = PublicRedirectUri, string scope = "User.Read openid profile offline_access") =>
        (await OpenAsync(client, Address(client, clientId, redirectUri, scope), redirectUri))["code"];

    public static async Task<GraphAnswer> SignInAsync(TenantClient client, string clientId, string scope = "User.Read openid profile offline_access")
    {
        var answer = await client.TokenAsync(
            ("grant_type", "authorization_code"),
            ("client_id", clientId),
            ("code", await CodeAsync(client, clientId, scope: scope)),
            ("code_verifier", Verifier),
            ("redirect_uri", PublicRedirectUri));
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
        return answer;
    }
}
