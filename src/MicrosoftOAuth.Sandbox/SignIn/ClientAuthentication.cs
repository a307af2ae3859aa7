using System.Net;
using System.Text;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>How a client proves at the token endpoint that it is the one it names (RFC 6749, section 2.3).</summary>
internal static class ClientAuthentication
{
    /// <summary>The client id and secret of a request: from its body, or from HTTP Basic.</summary>
    public static (string? ClientId, string? Secret) Read(Call call)
    {
        var clientId = call.Form["client_id"];
        var secret = call.Form["client_secret"];
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return (clientId, secret);
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..].Trim())).Split([':'], 2);
            return pair.Length == 2 ? (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1])) : (clientId, secret);
        }
        catch (FormatException)
        {
            throw Aadsts.MalformedGrant();
        }
    }

    /// <summary>Checks a secret against those of the registration and of its service principal.</summary>
    public static void CheckSecret(Application application, string secret, TenantState tenant)
    {
        var now = tenant.Clock.GetUtcNow();
        IEnumerable<ClientSecret> known = application.Secrets;
        if (tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, application.AppId) is { } principal)
            known = known.Concat(principal.Secrets);
        var matching = known.FirstOrDefault(candidate => candidate.Matches(secret));
        if (matching is null || now < matching.UsableFrom || now < matching.Start)
            throw Aadsts.WrongSecret(application);
        if (now >= matching.End)
            throw Aadsts.ExpiredSecret(application);
    }

    /// <summary>Checks the proof of a client that redeems something it got at a platform of its registration.</summary>
    /// <returns>0 for a public client, 1 for one with a secret.</returns>
    public static int Check(Application application, bool isPublic, string? secret, TenantState tenant)
    {
        if (isPublic)
            return secret is null ? 0 : throw Aadsts.SecretFromPublicClient();
        CheckSecret(application, secret ?? throw Aadsts.SecretMissing(), tenant);
        return 1;
    }
}
