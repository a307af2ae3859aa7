namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>What a tenant sees of the others: the registrations that their makers have opened to it.</summary>
/// <param name="isPersonal">Whether the tenant that looks is the one of the personal accounts.</param>
/// <param name="others">The other tenants' ids and directories.</param>
internal sealed class Neighbours(bool isPersonal, IReadOnlyList<(string TenantId, TenantDirectory Directory)> others)
{
    public static readonly Neighbours None = new(isPersonal: false, []);

    /// <summary>The registration of a client id, where its audience (signInAudience) takes this tenant in.</summary>
    public Application? FindRegistration(string appId)
    {
        foreach (var (_, directory) in others)
        {
            if (directory.FindByKey(directory.Applications, appId) is { } application)
                return IsOpen(application.SignInAudience) ? application : null;
        }

        return null;
    }

    /// <summary>The tenant that a registration of one of the others is in; null for any other registration.</summary>
    public string? OwnerOf(Application application) =>
        others.Where(other => other.Directory.Applications.TryFindByKey(application.AppId, out _)).Select(other => other.TenantId).FirstOrDefault();

    private bool IsOpen(string audience) => isPersonal ? Audiences.IncludesPersonal(audience) : Audiences.IncludesOrganizations(audience);
}
