using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>Client secrets.</summary>
internal static class ClientSecrets
{
    /// <summary>Checks a secret against those of the registration and of its service principal.</summary>
    /// <exception cref="SignInException">It is none of them, or not good yet, or no longer.</exception>
    public static void Check(Application application, string secret, TenantState tenant)
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
}
