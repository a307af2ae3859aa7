namespace MicrosoftOAuth.Core;

/// <summary>The session of an administrator that commands begin with, where the holder's own cannot do what they do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Where">Tenant and cloud, as parameters.</param>
/// <param name="How">What else the sign-in takes, as parameters.</param>
/// <param name="Before">The session to go back to afterwards; null where there is none.</param>
internal sealed record AdministratorSession(string Name, string Where, string How, HolderSession? Before)
{
    private const string Usual = "Administrator";
    private const string Other = "Tenant" + Usual;

    /// <summary>The parameter -Context.</summary>
    internal string Option => $" -Context {Name}";

    /// <summary>The session for a holder's tenant, under a name that no other session has.</summary>
    internal static AdministratorSession For(PermissionHolder holder)
    {
        HolderSession? before = holder.Commanding;
        HashSet<string> taken = new(holder.TakenNames, StringComparer.OrdinalIgnoreCase);
        if (before is not null)
        {
            taken.Add(before.Name);
        }

        return new(
            Enumerable.Range(2, taken.Count + 1).Select(number => Other + number).Prepend(Other).Prepend(Usual).First(name => !taken.Contains(name)),
            (holder.TenantId is null ? string.Empty : $" -TenantId {CommandText.Id(holder.TenantId, "<tenant>")}") + holder.Place,
            before?.DeviceOption ?? string.Empty,
            before);
    }

    /// <summary>Commands with the sign-in before them and, after them, the way back: what is typed next is not to be the administrator's.</summary>
    /// <param name="scopes">The parameter -Scopes with a space before it; empty for those of an administrator.</param>
    /// <param name="commands">The commands.</param>
    internal string Around(string scopes, IEnumerable<string> commands) => string.Join(
        "; ",
        [
            $"Connect-MsOAuthApp{Where}{scopes}{How} -ContextName {Name}",
            .. commands,
            .. Before is null ? Array.Empty<string>() : [$"Select-MsOAuthContext {CommandText.Name(Before.Name)}"],
        ]);
}
