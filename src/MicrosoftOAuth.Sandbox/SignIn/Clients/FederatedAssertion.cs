using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;

namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>
/// A token of another issuer that a registration trusts in place of a secret ("Workload identity federation"). The practice
/// world is closed, so the issuers are played: whatever their name, their tokens carry the practice workload key, and those of
/// Entra tenants the key of these.
/// </summary>
internal static class FederatedAssertion
{
    /// <summary>Whether an assertion comes from an issuer at an address, and not from the client itself.</summary>
    public static bool IsOne(CompactToken token) => token.Issuer is { } issuer && issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SignInException">No credential of the registration fits the token, or it is not signed by its issuer, or out of its time.</exception>
    public static void Check(CompactToken token, Application application, TenantState tenant)
    {
        var (issuer, subject) = (token.Issuer!, token.Subject ?? "");
        var all = application.FederatedCredentials.All.ToList();
        if (all.Count == 0)
            throw AssertionErrors.NoFederatedCredential(application);
        var ofIssuer = all.FindAll(credential => credential.Text("issuer") == issuer);
        if (ofIssuer.Count == 0)
            throw AssertionErrors.UntrustedIssuer(issuer);
        var forAudience = ofIssuer.FindAll(credential => credential.Texts("audiences").Intersect(token.Audiences, StringComparer.Ordinal).Any());
        if (forAudience.Count == 0)
            throw AssertionErrors.UntrustedAudience(string.Join(", ", token.Audiences));
        if (!forAudience.Exists(credential => credential.Text("subject") == subject))
            throw AssertionErrors.UntrustedSubject(subject, differsInCase: forAudience.Exists(credential => subject.Equals(credential.Text("subject"), StringComparison.OrdinalIgnoreCase)));
        CheckSignature(token, issuer, tenant.World);
        AssertionTimes.Check(token, tenant.Clock.GetUtcNow());
    }

    private static void CheckSignature(CompactToken token, string issuer, PracticeWorld world)
    {
        var isEntra = Uri.TryCreate(issuer, UriKind.Absolute, out var address) && CloudHosts.IsSignIn(address.Host);
        var key = isEntra ? SigningKey.Shared : SigningKey.Workloads;
        if (token.Algorithm != "RS256" || !key.Verify(token.SignedText, token.Signature))
            throw AssertionErrors.UnknownFederatedKey(CompactToken.TextOf(token.Header, "kid") ?? "", issuer);
        if (isEntra)
            CheckEntra(token.Claims, issuer, world);
    }

    /// <summary>A token of an Entra tenant is good where it is this tenant's and speaks for an app, not for a user.</summary>
    private static void CheckEntra(JsonObject claims, string issuer, PracticeWorld world)
    {
        if (CompactToken.TextOf(claims, "tid") is not { } id || world.FindTenant(id) is null || !issuer.Contains(id, StringComparison.OrdinalIgnoreCase))
            throw AssertionErrors.Malformed();
        if (claims["scp"] is not null || CompactToken.TextOf(claims, "sub") != CompactToken.TextOf(claims, "oid"))
            throw AssertionErrors.NotAppOnly();
    }
}
