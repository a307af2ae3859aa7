namespace MicrosoftOAuth.Core;

/// <summary>The session of an administrator that commands begin with, where the holder's own cannot do what they do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Where">Tenant and cloud, as parameters.</param>
internal sealed record AdministratorSession(string Name, string Where)
{
    private const string Usual = "Administrator";

    /// <summary>The parameter -Context.</summary>
    internal string Option => $" -Context {Name}";

    /// <summary>The session for a holder's tenant, under a name that is not the holder's.</summary>
    internal static AdministratorSession For(PermissionHolder holder) => new(
        Usual.Equals(holder.Session?.Name, StringComparison.OrdinalIgnoreCase) ? "Tenant" + Usual : Usual,
        (holder.TenantId is null ? string.Empty : $" -TenantId {CommandText.Id(holder.TenantId, "<tenant>")}") + holder.Place);

    /// <summary>The command that signs in.</summary>
    /// <param name="scopes">The parameter -Scopes with a space before it; empty for those of an administrator.</param>
    internal string SignIn(string scopes) => $"Connect-MsOAuthApp{Where}{scopes} -ContextName {Name}";
}
