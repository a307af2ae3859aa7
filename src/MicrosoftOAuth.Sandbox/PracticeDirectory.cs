namespace MicrosoftOAuth.Sandbox;

/// <summary>A tenant of the practice world, as of its beginning.</summary>
/// <param name="TenantId">The tenant's id.</param>
/// <param name="DisplayName">The organization's name.</param>
/// <param name="DefaultDomain">The initial domain, which sign-in names end in.</param>
/// <param name="Users">The people in it.</param>
public sealed record PracticeDirectory(Guid TenantId, string DisplayName, string DefaultDomain, IReadOnlyList<PracticeUser> Users);
