using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.SignIn;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox;

/// <summary>
/// All tenants, and what they have in common: the clock, the ids, the sign-in service and its codes, Nango. Not thread-safe:
/// the dispatcher lets one request in at a time.
/// </summary>
internal sealed class PracticeWorld
{
    /// <summary>The id of the tenant that every personal Microsoft account belongs to, in the real world too.</summary>
    public const string PersonalTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private readonly TokenReader tokens = new();

    /// <param name="options">What it is like.</param>
    /// <param name="home">The home tenant's organization; null makes one.</param>
    /// <param name="second">The second organization; null makes one where the options ask for it.</param>
    public PracticeWorld(PracticeTenantOptions options, Organization? home = null, Organization? second = null)
    {
        Options = options;
        Clock = options.StartsAt is { } start ? new ShiftedClock(options.Clock, start) : options.Clock;
        Ids = new(options.Seed);
        SignIn = new(Clock, Ids);
        Nango = new(Clock);
        var now = Clock.GetUtcNow();
        Home = new(this, home ?? new(Ids.NewGuid().ToString(), "Contoso Practice", "contoso-practice.onmicrosoft.com", now));
        Personal = new(this, new(PersonalTenantId, "Microsoft Accounts", "outlook.com", now));
        if (options.SecondTenant || second is not null)
            Second = new(this, second ?? new(Ids.NewGuid().ToString(), "Fabrikam Practice", "fabrikam-practice.onmicrosoft.com", now));
        Tenants = Second is null ? [Home, Personal] : [Home, Second, Personal];
        foreach (var tenant in Tenants)
            tenant.Directory.Neighbours = new(tenant.IsPersonal, [.. Tenants.Where(other => other != tenant).Select(other => (other.Organization.Id, other.Directory))]);
    }

    public PracticeTenantOptions Options { get; }

    public TimeProvider Clock { get; }

    public IdSource Ids { get; }

    public SignInState SignIn { get; }

    public NangoState Nango { get; }

    /// <summary>The tenant that all is about where nothing says otherwise.</summary>
    public TenantState Home { get; }

    /// <summary>Another organization; null unless it was asked for.</summary>
    public TenantState? Second { get; }

    /// <summary>The tenant of the personal accounts. It is always there, as it is in Entra; people are in it only where they were asked for.</summary>
    public TenantState Personal { get; }

    /// <summary>The home tenant first.</summary>
    public IReadOnlyList<TenantState> Tenants { get; }

    /// <summary>The tenant of an id or a domain; null for any other name.</summary>
    public TenantState? FindTenant(string name) => Tenants.FirstOrDefault(tenant =>
        tenant.Organization.Id.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (!tenant.IsPersonal && tenant.Organization.Domain.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The registration behind a client id, whichever tenant it is in.</summary>
    public Application? FindRegistration(string appId) =>
        Tenants.Select(tenant => tenant.Directory.FindRegistration(appId)).FirstOrDefault(application => application is not null);

    /// <summary>The person of a sign-in name, in the tenant they are at home in.</summary>
    public Account? FindAccount(string userName)
    {
        foreach (var tenant in Tenants)
        {
            if (tenant.Directory.FindByKey(tenant.Directory.Users, userName) is { } user)
                return new(tenant, user);
        }

        return null;
    }

    /// <summary>The claims of a token that one of these tenants issued, and that tenant; null for any other text.</summary>
    public (TenantState Tenant, JsonObject Claims)? ReadToken(string token) =>
        tokens.Read(token) is { } claims && claims["tid"] is JsonValue id && FindTenant(id.ToString()) is { } tenant ? (tenant, claims) : null;
}
