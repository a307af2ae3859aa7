using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The commands that bring what is missing: no more of them than are needed, in the order to type them.</summary>
internal static class PermissionRemedy
{
    private static readonly TokenApi s_graph = new(MicrosoftApi.GraphAppId);

    /// <summary>Adds to a check that something is missing what mends it, and how much of that is done already.</summary>
    /// <param name="check">The check.</param>
    /// <param name="holder">Who lacks it.</param>
    /// <param name="demands">What is needed together: of each, the permissions any of which would do, the least privileged first.</param>
    internal static PermissionCheck Complete(PermissionCheck check, PermissionHolder holder, IReadOnlyList<IReadOnlyList<FoundPermission>> demands)
    {
        if (check.Outcome != PermissionOutcome.Missing)
        {
            return check;
        }

        IReadOnlyList<FoundPermission>[] unmet = [.. demands.Where(enough => !IsEnough(holder, check.Kind, enough, holder.Held(check.Kind)))];
        string[] wanted = Wanted(unmet.Length == 0 ? demands : unmet);
        string names = CommandText.Names(wanted);
        return holder.OtherApi is { } api ? OfOtherApi(check, holder, api, demands, wanted)
            : OfOtherKind(check, holder, wanted[0], names)
            ?? (holder.IsManagedIdentity ? Add(check, RoleGrant.OfManagedIdentity, RoleGrant.Commands(holder, s_graph, wanted))
            : holder.IsOfNoAppOfYours ? check with { Remedy = SignInAgain(holder, names) }
            : holder.IsPersonal ? Add(check, " No administrator consents for a personal account: its user does, at sign-in.", SignIn(holder, "consumers", names) + holder.Session?.NameOption)
            : holder.IsRegisteredElsewhere ? OfOthersApp(check, holder, wanted, names)
            : OfOwnApp(check, holder, demands, names, api: null));
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

        return AsUser(holder, CommandText.Names(Wanted([ofUsers])));
    }

    /// <summary>How to get a token of another cloud, where the app, the tenant and their ids are others.</summary>
    internal static string InCloudOf(PermissionHolder holder, string host, IReadOnlyList<FoundPermission> enough, PermissionKind kind)
    {
        string place = HolderSession.PlaceOf(TokenApi.CloudOf($"https://{host}"));
        return $"Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant>{place}"
            + (kind == PermissionKind.Application ? " -ClientSecret <secret>" : enough.Count == 0 ? string.Empty : $" -Scopes {CommandText.Names(Wanted([enough]))}");
    }

    /// <summary>The least privileged permission that an app can request. What an owner grants on one resource has no id, and none can.</summary>
    internal static FoundPermission Requestable(IReadOnlyList<FoundPermission> enough) => enough.FirstOrDefault(permission => permission.Id is not null) ?? enough[0];

    /// <summary>The names to ask for: of each the least privileged one that can be requested, with its companion.</summary>
    internal static string[] Wanted(IEnumerable<IReadOnlyList<FoundPermission>> demands) =>
    [
        .. demands.Select(enough => Requestable(OfferedForms.With(enough)))
            .SelectMany(least => least.AlsoRequires.Take(1).Prepend(least.Permission))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static bool IsEnough(PermissionHolder holder, PermissionKind kind, IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held) =>
        OfferedForms.Match(enough, held, holder.OtherApi is null ? PermissionRules.For(kind) : PermissionOrder.None).IsMet;

    private static PermissionCheck OfOwnApp(PermissionCheck check, PermissionHolder holder, IReadOnlyList<IReadOnlyList<FoundPermission>> demands, string names, TokenApi? api)
    {
        if (holder.IsToken && AreEnough(holder.Granted(check.Kind)))
        {
            return Add(check, " The grant is there, and the token is older.", Renew(holder));
        }

        string why = TakesAdministrator(holder) ? " An administrator adds and grants it, in a session of their own." : string.Empty;
        return AreEnough(holder.Requested(check.Kind))
            ? Add(check, " The app requests it, and nobody has consented." + why, Commands(holder, administrator => [Grant(holder, administrator)]))
            : Add(check, why, Commands(holder, administrator =>
            [
                .. api is { AppId: null } ? [api.LookUp(administrator)] : Array.Empty<string>(),
                $"Add-MsOAuthPermission -ClientId {ClientId(holder)}{api?.Option} -{check.Kind}Permission {names}{administrator}",
                Grant(holder, administrator),
            ]));

        bool AreEnough(string[] held) => demands.All(enough => IsEnough(holder, check.Kind, enough, held));
    }

    /// <summary>
    /// What is asked about as the kind that such a token never holds; a name that there is as the other kind alone, or not for
    /// personal accounts: no grant brings it into the token.
    /// </summary>
    private static PermissionCheck? OfOtherKind(PermissionCheck check, PermissionHolder holder, string permission, string names)
    {
        if (holder.IsToken && !holder.Kinds.Contains(check.Kind))
        {
            return check.Kind == PermissionKind.Application
                ? Add(check, " The token of a user never holds application permissions.", AsApp(holder))
                : Add(check, " The token of an app alone never holds delegated permissions.", AsUser(holder, names));
        }

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

    private static PermissionCheck OfOtherApi(PermissionCheck check, PermissionHolder holder, TokenApi api, IReadOnlyList<IReadOnlyList<FoundPermission>> demands, string[] wanted)
    {
        if (check.Method is not null)
        {
            return check with { Remedy = $"Get a token for it: Get-MsOAuthToken -Api 'Microsoft Graph'{holder.Session?.Option}" };
        }

        check = Add(check, api.Note, remedy: null);
        return check.Kind == PermissionKind.Application && (api.Known?.AppsTakeNoPermission == true || wanted.Contains("user_impersonation", StringComparer.OrdinalIgnoreCase))
            ? Add(check, " No application permission mends that.", remedy: null)
            : holder.IsManagedIdentity ? Add(check, RoleGrant.OfManagedIdentity, RoleGrant.Commands(holder, api, wanted))
            : holder.IsOfNoAppOfYours && check.Kind == PermissionKind.Delegated ? check with { Remedy = SignInAgain(holder, CommandText.Names(wanted.Select(name => $"{api.Audience.TrimEnd('/')}/{name}"))) }
            : OfOwnApp(check, holder, demands, CommandText.Names(wanted), api);
    }

    /// <summary>Nobody here can change what that client requests; it asks its user at sign-in.</summary>
    private static string SignInAgain(PermissionHolder holder, string names) =>
        $"Connect-MsOAuthApp{holder.Session?.TenantOption}{holder.Place} -Scopes {names}{Who(holder)}{holder.Session?.NameOption}";

    /// <summary>What an app of another tenant requests is its publisher's to change; what it was granted here is not.</summary>
    private static PermissionCheck OfOthersApp(PermissionCheck check, PermissionHolder holder, string[] wanted, string names)
    {
        const string Why = " The app is registered in another tenant, where its publisher decides what it requests.";
        return check.Kind == PermissionKind.Delegated
            ? Add(check, Why, SignIn(holder, Tenant(holder), names) + holder.Session?.NameOption)
            : Add(check, Why, RoleGrant.Commands(holder, s_graph, wanted, Renew(holder)));
    }

    /// <summary>The commands of an administrator, with the sign-in where the session cannot give them, and the new token.</summary>
    /// <param name="holder">For whom.</param>
    /// <param name="commands">They, of the parameter -Context with a space before it.</param>
    internal static string Commands(PermissionHolder holder, Func<string, string[]> commands)
    {
        string[] then = holder.IsToken ? [Renew(holder)] : [];
        AdministratorSession administrator = AdministratorSession.For(holder);
        return TakesAdministrator(holder)
            ? administrator.Around(string.Empty, [.. commands(administrator.Option), .. then])
            : string.Join("; ", [.. commands(holder.Commanding?.OptionIfNeeded ?? string.Empty), .. then]);
    }

    private static PermissionCheck Add(PermissionCheck check, string why, string? remedy) => check with { Reason = check.Reason + why, Remedy = remedy };

    /// <summary>An app alone, and a user who cannot be asked, have nothing to change or grant with; an app of one's own is not to have it.</summary>
    private static bool TakesAdministrator(PermissionHolder holder) => holder.Commanding is { MayAdminister: false };

    internal static string Grant(PermissionHolder holder, string context) => $"Grant-MsOAuthConsent -ClientId {ClientId(holder)}{context}";

    /// <summary>Only the session of a token renews it, and of one that was passed nobody here knows it.</summary>
    private static string Renew(PermissionHolder holder) => $"Get-MsOAuthToken{holder.Session?.Option ?? " -Context <its session>"} -ForceRefresh";

    /// <summary>A managed identity has no user, and an app of one's own signs one in.</summary>
    private static string AsUser(PermissionHolder holder, string names) =>
        holder.IsOfNoAppOfYours || holder.IsManagedIdentity ? $"Connect-MsOAuthApp -TenantId {Tenant(holder)}{holder.Place} -Scopes {names}{Who(holder, tenantIsOther: holder.IsPersonal)}"
        : SignIn(holder, Tenant(holder), names, tenantIsOther: holder.IsPersonal);

    private static string AsApp(PermissionHolder holder) =>
        $"Connect-MsOAuthApp -ClientId {(holder.IsOfNoAppOfYours ? "<client id>" : ClientId(holder))} -TenantId {Tenant(holder)}{holder.Place} -ClientSecret <secret>";

    private static string SignIn(PermissionHolder holder, string tenant, string names, bool tenantIsOther = false) =>
        $"Connect-MsOAuthApp -ClientId {ClientId(holder)} -TenantId {tenant}{holder.Place} -Scopes {names}{Who(holder, tenantIsOther)}";

    /// <summary>The same user in the same way; an account is of no use in a tenant that it is not of.</summary>
    private static string Who(PermissionHolder holder, bool tenantIsOther = false) =>
        (tenantIsOther ? string.Empty : holder.Session?.AccountOption) + holder.Session?.DeviceOption;

    internal static string ClientId(PermissionHolder holder) => CommandText.Id(holder.ClientId, "<client id>");

    private static string Tenant(PermissionHolder holder) => holder.IsPersonal ? "<tenant>" : CommandText.Id(holder.TenantId, "<tenant>");
}
