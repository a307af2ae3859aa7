using System.Net;
using System.Text;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>What a client sends to show that it is the one it names (RFC 6749, section 2.3, and RFC 7523, section 2.2).</summary>
/// <param name="ClientId">The client it names.</param>
/// <param name="Secret">Its secret; null without one.</param>
/// <param name="Assertion">Its signed assertion; null without one.</param>
internal sealed record ClientCredential(string? ClientId, string? Secret, string? Assertion)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>The credential of a request: from its body, or from HTTP Basic.</summary>
    public static ClientCredential Read(Call call)
    {
        var clientId = call.Form["client_id"];
        var assertion = call.Form["client_assertion"];
        if (assertion is not null && (call.Form["client_assertion_type"] ?? throw Aadsts.MissingParameter("client_assertion_type")) != JwtBearer)
            throw AssertionErrors.Malformed();
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return new(clientId, call.Form["client_secret"], assertion);
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..].Trim())).Split([':'], 2);
            return pair.Length == 2 ? new(WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1]), assertion) : throw Aadsts.MalformedGrant();
        }
        catch (FormatException)
        {
            throw Aadsts.MalformedGrant();
        }
    }

    /// <summary>Checks the proof that a confidential client must give.</summary>
    public ClientProof ProveConfidential(Application application, Authority authority, TenantState tenant)
    {
        if (Assertion is not null)
        {
            var token = CompactToken.TryRead(Assertion) ?? throw AssertionErrors.Malformed();
            if (FederatedAssertion.IsOne(token))
                FederatedAssertion.Check(token, application, tenant);
            else
                CertificateAssertion.Check(token, application, authority, tenant);
            return ClientProof.Assertion;
        }

        ClientSecrets.Check(application, Secret ?? throw Aadsts.SecretMissing(), tenant);
        return ClientProof.Secret;
    }

    /// <summary>Checks that a public client sends no proof.</summary>
    public ClientProof ProvePublic() => Secret is null && Assertion is null ? ClientProof.None : throw Aadsts.SecretFromPublicClient();
}
