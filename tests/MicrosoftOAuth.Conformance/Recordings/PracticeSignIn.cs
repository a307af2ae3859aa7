using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>Signs a person in to a practice tenant through Azure CLI's client, the one that made the recordings.</summary>
internal static class PracticeSignIn
{
    private const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private const string RedirectUri = "http://localhost";

    /// <param name="tenant">The tenant.</param>
    /// <param name="userName">Who signs in.</param>
    /// <param name="http">A client whose requests end at the tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A token for Microsoft Graph.</returns>
    public static async Task<string> TokenAsync(PracticeTenant tenant, string userName, HttpClient http, CancellationToken cancellationToken)
    {
        var verifier = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var authority = $"https://login.microsoftonline.com/{tenant.TenantId}/oauth2/v2.0";
        var address = $"{authority}/authorize?client_id={AzureCli}&redirect_uri={Uri.EscapeDataString(RedirectUri)}&response_type=code"
            + $"&scope={Uri.EscapeDataString("https://graph.microsoft.com/.default")}&code_challenge={challenge}&code_challenge_method=S256";
        var back = await tenant.OpenInBrowserAsync(new(address), new(RedirectUri), userName, cancellationToken);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "authorization_code"), new("client_id", AzureCli), new("redirect_uri", RedirectUri),
            new("code", HttpUtility.ParseQueryString(back.Query)["code"]), new("code_verifier", verifier),
        ]);
        using var answer = await http.PostAsync(new Uri(authority + "/token"), form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return JsonNode.Parse(text)?["access_token"]?.GetValue<string>() ?? throw new InvalidOperationException("The practice tenant gave no token: " + text);
    }
}
