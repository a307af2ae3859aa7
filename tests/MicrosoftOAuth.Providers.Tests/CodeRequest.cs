using System.Security.Cryptography;
using System.Text;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Providers.Tests;

/// <summary>What a web app sends its user's browser to, with PKCE, and what it redeems afterwards.</summary>
/// <param name="Endpoint">The provider's authorization endpoint.</param>
/// <param name="ClientId">The app.</param>
/// <param name="RedirectUri">Where the browser comes back to.</param>
/// <param name="Scope">What is asked for.</param>
internal sealed record CodeRequest(Uri Endpoint, string ClientId, Uri RedirectUri, string Scope)
{
    private readonly string _state = Guid.NewGuid().ToString("N");

    internal string Verifier { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    internal string Nonce { get; } = Guid.NewGuid().ToString("N");

    internal string? Account { get; init; }

    internal Uri Address => new(Endpoint + "?" + string.Join("&", Parameters().Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}")));

    /// <summary>The user signs in, and the answer is turned into a sign-in of the app.</summary>
    internal async Task<SignInOptions> AnsweredAsync(PersonAtTheBrowser person, SignInOptions app)
    {
        Uri returned = await person.OpenAsync(Address, RedirectUri, Account, CancellationToken.None);
        AuthorizationAnswer answer = AuthorizationAnswer.Read(returned, _state, RedirectUri, ClientId);
        return app with
        {
            Method = SignInMethod.AuthorizationCode,
            AuthorizationCode = answer.Code,
            RedirectUri = RedirectUri,
            CodeVerifier = SecureText.From(Verifier),
            Nonce = Nonce,
        };
    }

    private IEnumerable<(string Name, string Value)> Parameters()
    {
        yield return ("client_id", ClientId);
        yield return ("response_type", "code");
        yield return ("redirect_uri", RedirectUri.OriginalString);
        yield return ("scope", Scope);
        yield return ("state", _state);
        yield return ("nonce", Nonce);
        yield return ("prompt", "consent");
        yield return ("code_challenge_method", "S256");
        yield return ("code_challenge", Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        if (Account is not null)
        {
            yield return ("login_hint", Account);
        }
    }
}
