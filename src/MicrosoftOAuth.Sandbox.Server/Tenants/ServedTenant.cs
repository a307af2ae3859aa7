namespace MicrosoftOAuth.Sandbox.Server.Tenants;

/// <summary>The tenant that is served now: another one after a reset.</summary>
internal sealed class ServedTenant(PracticeTenant first, PracticeTenantOptions options)
{
    private volatile PracticeTenant current = first;

    public PracticeTenant Current => current;

    /// <summary>Begins anew. Requests that are under way are still answered by the tenant before.</summary>
    public void Reset() => current = new(options);
}
