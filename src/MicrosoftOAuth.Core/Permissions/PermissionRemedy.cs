using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The commands that bring what is missing: no more of them than are needed, in the order to type them.</summary>
internal static class PermissionRemedy
{
    private const string Renew = "; Get-MsOAuthToken -ForceRefresh";

    /// <summary>Adds to a check that something is missing what mends it, and how much of that is done already.</summary>
    /// <param name="check">The check.</param>
    /// <param name="holder">Who lacks it.</param>
    /// <param name="enough">The permissions any of which would do, the least privileged first.</param>
    internal static PermissionCheck Complete(PermissionCheck check, PermissionHolder holder, IReadOnlyList<FoundPermission> enough)
    {
        if (check.Outcome != PermissionOutcome.Missing)
        {
            return check;
        }

        FoundPermission least = Requestable(enough);
        string[] wanted = [least.Permission, .. least.AlsoRequires.Take(1)];
        string names = string.Join(", ", wanted);
        return holder.OtherApi is { } audience ? OfOtherApi(check, holder, audience, names)
            : OfOtherKind(check, holder, least.Permission, names)
            ?? (holder.IsManagedIdentity ? Add(check, RoleGrant.OfManagedIdentity, RoleGrant.Commands(holder, MicrosoftApi.GraphAppId, wanted))
            : holder.IsOfNoAppOfYours ? check with { Remedy = $"Connect-MsOAuthApp -Scopes {names}" }
            : holder.IsPersonal ? Add(check, " No administrator consents for a personal account: its user does, at sign-in.", SignIn(holder, "consumers", names))
            : holder.IsRegisteredElsewhere ? OfOthersApp(check, holder, wanted, names)
            : OfOwnApp(check, holder, enough, names));
    }

    /// <summary>How to sign in where a call is listed for another kind of sign-in only; null where it is not, or for what an app was granted.</summary>
    internal static string? OtherSignIn(PermissionHolder holder, PermissionAnswer answer)
    {
        if (!holder.IsToken || holder.OtherApi is not null || answer.Permissions.Count == 0)
        {
            return null;
        }

        FoundPermission[] ofUsers = [.. answer.Permissions.Where(permission => permission.Scheme == PermissionScheme.DelegatedWork)];
        if (ofUsers.Length == 0)
        {
            return answer.Permissions.Any(permission => permission.Scheme == PermissionScheme.Application) ? AsApp(holder) : null;
        }

        FoundPermission least = Requestable(ofUsers);
        return AsUser(holder, string.Join(", ", least.AlsoRequires.Take(1).Prepend(least.Permission)));
    }

    /// <summary>The least privileged permission that an app can request. What an owner grants on one resource has no id, and none can.</summary>
    internal static FoundPermission Requestable(IReadOnlyList<FoundPermission> enough) => enough.FirstOrDefault(permission => permission.Id is not null) ?? enough[0];

    private static PermissionCheck OfOwnApp(PermissionCheck check, PermissionHolder holder, IReadOnlyList<FoundPermission> enough, string names)
    {
        return (IsEnough(holder.Granted(check.Kind)), IsEnough(holder.Requested(check.Kind))) switch
        {
            (true, _) when holder.IsToken => Add(check, " The grant is there, and the token is older.", "Get-MsOAuthToken -ForceRefresh"),
            (_, true) => Add(check, " The app requests it, and nobody has consented.", Grant(holder)),
            _ => check with { Remedy = Request(holder, check.Kind, names, string.Empty) },
        };

        bool IsEnough(string[] held) => PermissionMatch.Of(enough, held, PermissionRules.For(check.Kind)).IsMet;
    }

    /// <summary>A name that there is as the other kind alone, or not for personal accounts: no grant brings it into such a token.</summary>
    private static PermissionCheck? OfOtherKind(PermissionCheck check, PermissionHolder holder, string permission, string names)
    {
        if (!holder.IsToken || GraphCatalog.Current.Find(permission) is not { } known)
        {
            return null;
        }

        return (known.Id(check.Kind), known.Id(check.Kind == PermissionKind.Delegated ? PermissionKind.Application : PermissionKind.Delegated)) switch
        {
            (null, not null) when check.Kind == PermissionKind.Application =>
                Add(check, $" {permission} is a delegated permission, and the token of an app alone never holds one.", AsUser(holder, names)),
            (null, not null) => Add(check, $" {permission} is an application permission, and the token of a user never holds one.", AsApp(holder)),
            _ when holder.IsPersonal && (known.Schemes & PermissionScheme.DelegatedPersonal) == PermissionScheme.None =>
                Add(check, $" {permission} is not for personal accounts.", AsUser(holder, names)),
            _ => null,
        };
    }

    private static PermissionCheck OfOtherApi(PermissionCheck check, PermissionHolder holder, string audience, string names)
    {
        if (check.Method is not null)
        {
            return check with { Remedy = "Get a token for it: Get-MsOAuthToken -Api 'Microsoft Graph'" };
        }

        MicrosoftApi? known = MicrosoftApi.All.FirstOrDefault(api => audience.TrimEnd('/').Equals(api.AudienceIn(MicrosoftCloud.Of(CloudEnvironment.Global)), StringComparison.OrdinalIgnoreCase));
        string name = known?.Name ?? audience.Replace("api://", string.Empty);
        string note = known?.AccessNote is { } access ? " " + access : string.Empty;
        return holder.IsManagedIdentity
            ? Add(check, note + RoleGrant.OfManagedIdentity, RoleGrant.Commands(holder, known?.AppId ?? name, [names]))
            : Add(check, note, Request(holder, check.Kind, names, $" -Api '{name}'"));
    }

    /// <summary>What an app of another tenant requests is its publisher's to change; what it was granted here is not.</summary>
    private static PermissionCheck OfOthersApp(PermissionCheck check, PermissionHolder holder, string[] wanted, string names)
    {
        const string Why = " The app is registered in another tenant, where its publisher decides what it requests.";
        return check.Kind == PermissionKind.Delegated
            ? Add(check, Why, SignIn(holder, Tenant(holder), names))
            : Add(check, Why, RoleGrant.Commands(holder, MicrosoftApi.GraphAppId, wanted) + Renew);
    }

    private static PermissionCheck Add(PermissionCheck check, string why, string remedy) => check with { Reason = check.Reason + why, Remedy = remedy };

    private static string Request(PermissionHolder holder, PermissionKind kind, string names, string api) =>
        $"Add-MsOAuthPermission -ClientId {holder.ClientId}{api} -{kind}Permission {names}; {Grant(holder)}";

    private static string Grant(PermissionHolder holder) => $"Grant-MsOAuthConsent -ClientId {holder.ClientId}{(holder.IsToken ? Renew : string.Empty)}";

    /// <summary>A managed identity has no user, and an app of one's own signs one in.</summary>
    private static string AsUser(PermissionHolder holder, string names) =>
        holder.IsOfNoAppOfYours || holder.IsManagedIdentity ? $"Connect-MsOAuthApp -TenantId {Tenant(holder)} -Scopes {names}"
        : SignIn(holder, Tenant(holder), names);

    private static string AsApp(PermissionHolder holder) =>
        $"Connect-MsOAuthApp -ClientId {(holder.IsOfNoAppOfYours ? "<client id>" : holder.ClientId)} -TenantId {Tenant(holder)} -ClientSecret <secret>";

    private static string SignIn(PermissionHolder holder, string tenant, string names) => $"Connect-MsOAuthApp -ClientId {holder.ClientId} -TenantId {tenant} -Scopes {names}";

    private static string Tenant(PermissionHolder holder) => holder.IsPersonal ? "<tenant>" : holder.TenantId ?? "<tenant>";
}
