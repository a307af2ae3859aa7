using System.Security.Cryptography;
using System.Text;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>RFC 6749, section 4.1.3, with PKCE (RFC 7636).</summary>
internal static class AuthorizationCodeGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        if (!request.World.SignIn.Codes.TryGet(request.Required("code"), out var code, out var isExpired))
            throw Aadsts.MalformedGrant();
        if (code.Registration.AppId != request.Client.AppId)
            throw Aadsts.GrantOfAnotherClient(request.Client.AppId);
        if (code.IsRedeemed)
            throw Aadsts.CodeRedeemedBefore();
        if (isExpired)
            throw Aadsts.CodeExpired();
        if (request.Authority.FindTenant(request.World) is { } named && named != code.Account.Tenant)
            throw Aadsts.CodeOfAnotherTenant();
        request.MustHonour(code.Account, code.SignedIn);
        if (request.Required("redirect_uri") != code.RedirectUri)
            throw Aadsts.RedirectUriDiffers();
        request.CheckOrigin(code.Platform);
        CheckVerifier(code, request["code_verifier"]);
        var proof = request.Prove(code.Platform, code.Account.Tenant);
        var answer = request.TokensFor(code.Account, code.Scopes, code.Platform, proof, code.SignedIn, code.Nonce);
        code.IsRedeemed = true;
        return answer;
    }

    private static void CheckVerifier(AuthorizationCode code, string? verifier)
    {
        if (code.CodeChallenge is not { } challenge)
        {
            // RFC 9700, section 2.1.1: a verifier without a challenge is a sign that somebody has swapped the code.
            if (verifier is not null)
                throw Aadsts.VerifierDiffers();
            return;
        }

        if (verifier is null)
            throw Aadsts.VerifierMissing();
        var computed = code.CodeChallengeMethod == "S256" ? Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier;
        if (computed != challenge)
            throw Aadsts.VerifierDiffers();
    }
}
