using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.SignIn;
using MicrosoftOAuth.Sandbox.Tokens;

namespace MicrosoftOAuth.Sandbox;

/// <summary>One tenant of the practice world: its directory and its tokens. Not thread-safe: the dispatcher lets one request in at a time.</summary>
internal sealed class TenantState
{
    public TenantState(PracticeWorld world, Organization organization)
    {
        World = world;
        Organization = organization;
        Directory = new(Clock, Options.ReplicationDelay);
        Consents = new(Directory, Ids, Clock);
        Registrar = new(Directory, Organization, Ids, Clock);
        People = new(Directory, Ids, Clock);
        Tokens = new(Organization, Clock, Ids);
    }

    public PracticeWorld World { get; }

    public PracticeTenantOptions Options => World.Options;

    public TimeProvider Clock => World.Clock;

    public IdSource Ids => World.Ids;

    public SignInState SignIn => World.SignIn;

    public NangoState Nango => World.Nango;

    public Organization Organization { get; }

    /// <summary>Whether this is the tenant of the personal accounts, and no organization.</summary>
    public bool IsPersonal => Organization.Id == PracticeWorld.PersonalTenantId;

    public TenantDirectory Directory { get; }

    public ConsentLedger Consents { get; }

    public Registrar Registrar { get; }

    public PeopleRegistrar People { get; }

    public TokenFactory Tokens { get; }
}
