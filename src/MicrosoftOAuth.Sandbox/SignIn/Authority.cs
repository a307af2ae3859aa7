using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The tenant segment of a sign-in address ("OAuth 2.0 and OpenID Connect protocols: endpoints").</summary>
/// <param name="Segment">As it was written: an id, a domain, common, organizations or consumers.</param>
/// <param name="Host">The sign-in host of the cloud.</param>
internal sealed record Authority(string Segment, string Host)
{
    public bool IsCommon => Is("common");

    private bool IsOrganizations => Is("organizations");

    private bool IsConsumers => Is("consumers");

    /// <summary>Whether the account that signs in decides which tenant is meant.</summary>
    public bool NamesNoTenant => IsCommon || IsOrganizations;

    public string BaseAddress => $"https://{Host}/{Segment}";

    /// <summary>The tenant that is named; null where the account decides.</summary>
    /// <exception cref="SignInException">There is no such tenant.</exception>
    public TenantState? FindTenant(PracticeWorld world)
    {
        if (NamesNoTenant)
            return null;
        return IsConsumers ? world.Personal : world.FindTenant(Segment) ?? throw Aadsts.UnknownTenant(Segment);
    }

    /// <summary>The tenant to read a request in before the account is known: the one that is named, or the one the client is from.</summary>
    public TenantState TenantFor(Application application, PracticeWorld world) =>
        FindTenant(world) ?? world.Tenants.FirstOrDefault(tenant => tenant.Directory.Applications.TryFindByKey(application.AppId, out _)) ?? world.Home;

    /// <summary>The registration behind a client id, if it may be used with this authority.</summary>
    /// <exception cref="SignInException">The id is missing, malformed, unknown, or of an app that is not for this kind of account.</exception>
    public Application FindClient(string? clientId, PracticeWorld world)
    {
        if (clientId is null)
            throw Aadsts.MissingParameter("client_id");
        var tenant = FindTenant(world);
        if (!Guid.TryParse(clientId, out var id) || id == Guid.Empty)
            throw Aadsts.MalformedClientId(clientId);
        var isAnybodys = tenant is null or { IsPersonal: true };
        var application = (isAnybodys ? world.FindRegistration(id.ToString()) : tenant!.Directory.FindRegistration(id.ToString()))
            ?? throw Aadsts.UnknownApplication(clientId, (tenant ?? world.Home).Organization);
        return (tenant, application.SignInAudience) switch
        {
            (null, Audiences.MyOrganization) => throw Aadsts.NotMultiTenant(application),
            (null, Audiences.Personal) => throw Aadsts.PersonalOnly(application),
            ({ IsPersonal: false }, Audiences.Personal) => throw Aadsts.PersonalOnlyHere(application),
            ({ IsPersonal: true }, var audience) when !Audiences.IncludesPersonal(audience) => throw Aadsts.OrganizationsOnly(application),
            _ => application,
        };
    }

    public bool Admits(Account account, Application application, PracticeWorld world) => WhyNot(account, application, world) is null;

    /// <exception cref="SignInException">The account cannot sign in to this client here.</exception>
    public void MustAdmit(Account account, Application application, PracticeWorld world)
    {
        if (WhyNot(account, application, world) is { } refusal)
            throw refusal;
    }

    /// <summary>Why an account cannot sign in to a client here; null where it can.</summary>
    public SignInException? WhyNot(Account account, Application application, PracticeWorld world)
    {
        var tenant = FindTenant(world);
        if (tenant is { IsPersonal: true } && account.Tenant != tenant)
            return Aadsts.UnknownUser(account.User.UserPrincipalName, tenant.Organization);
        if (tenant is not null && account.Tenant != tenant)
            return Aadsts.NotInTenant(account, application, tenant.Organization);
        return account.Tenant.IsPersonal && (IsOrganizations || !Audiences.IncludesPersonal(application.SignInAudience)) ? Aadsts.PersonalAccount(account.User) : null;
    }

    private bool Is(string name) => Segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
