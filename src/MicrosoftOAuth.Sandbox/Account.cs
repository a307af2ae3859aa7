using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox;

/// <summary>A person, and the tenant they are at home in.</summary>
internal sealed record Account(TenantState Tenant, User User);
