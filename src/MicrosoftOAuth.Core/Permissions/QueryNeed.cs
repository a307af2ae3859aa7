namespace MicrosoftOAuth.Core;

/// <summary>What one item of an address's query takes beyond the call's own permissions.</summary>
/// <param name="Note">In words.</param>
/// <param name="Enough">Under each scheme that it takes more under: the permissions any of which do, the least privileged first.</param>
internal sealed record QueryNeed(string Note, IReadOnlyList<FoundPermission> Enough);
