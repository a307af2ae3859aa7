using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.SignIn;
using MicrosoftOAuth.Sandbox.Tokens;

namespace MicrosoftOAuth.Sandbox;

/// <summary>Everything there is in a practice tenant. Not thread-safe: the dispatcher lets one request in at a time.</summary>
internal sealed class TenantState
{
    public TenantState(PracticeTenantOptions options)
    {
        Options = options;
        Clock = options.Clock;
        Ids = new(options.Seed);
        Directory = new(Clock, options.ReplicationDelay);
        Organization = new(Ids.NewGuid().ToString(), "Contoso Practice", "contoso-practice.onmicrosoft.com", Clock.GetUtcNow());
        Consents = new(Directory, Ids, Clock);
        Registrar = new(Directory, Organization, Ids, Clock);
        Tokens = new(Organization, Clock, Ids);
        SignIn = new(Clock);
        Nango = new(Clock);
    }

    public PracticeTenantOptions Options { get; }

    public TimeProvider Clock { get; }

    public IdSource Ids { get; }

    public Organization Organization { get; }

    public TenantDirectory Directory { get; }

    public ConsentLedger Consents { get; }

    public Registrar Registrar { get; }

    public TokenFactory Tokens { get; }

    public SignInState SignIn { get; }

    public NangoState Nango { get; }
}
