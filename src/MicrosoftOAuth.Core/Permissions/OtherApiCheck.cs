using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>An app and a permission of another API than Microsoft Graph, by its own name or in full.</summary>
internal static class OtherApiCheck
{
    /// <summary>The check; null where the permission is Microsoft Graph's, or nobody knows whose.</summary>
    internal static PermissionCheck? Of(PermissionHolder holder, string permission, PermissionKind? kind)
    {
        if (holder.IsToken || GraphCatalog.Current.Find(permission) is not null || PermissionJudge.IsDefault(permission))
        {
            return null;
        }

        string name = ScopeName.Short(permission);
        TokenApi? api = ScopeName.ResourceOf(permission) is { Length: > 0 } resource ? new TokenApi(resource) : null;
        AppPermission[] found =
        [
            .. (holder.OfApp ?? []).Where(one => one.Permission.Equals(name, StringComparison.OrdinalIgnoreCase)
                && (kind is null || one.Kind == kind)
                && (api is null ? one.ApiAppId != MicrosoftApi.GraphAppId : one.ApiAppId.Equals(api.AppId, StringComparison.OrdinalIgnoreCase)))
                .OrderByDescending(one => IsGranted(holder, one)),
        ];
        return found.Length > 0 ? OfFound(holder, found[0])
            : api is { Known: not null } ? OfNotFound(holder, name, kind ?? KindOf(holder, name, api), api)
            : null;
    }

    /// <summary>The kinds that the holder's tenant has it as, among those that were looked up; null where none was.</summary>
    private static PermissionKind? KindOf(PermissionHolder holder, string name, TokenApi api) => holder.Offered
        .Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && one.ApiAppId.Equals(api.AppId, StringComparison.OrdinalIgnoreCase))
        .Select(one => (PermissionKind?)one.Kind)
        .FirstOrDefault();

    /// <summary>What the app does not even request. Where nobody knows the kind, it is looked up first.</summary>
    private static PermissionCheck OfNotFound(PermissionHolder holder, string name, PermissionKind? kind, TokenApi api)
    {
        PermissionCheck check = Check(holder, name, kind ?? PermissionKind.Delegated, api.Known!.Name, PermissionOutcome.Missing, api.Note);
        return check with
        {
            Reason = kind is null ? $"It lacks {name} of {api.Known.Name}, which is a delegated or an application permission: only the tenant knows.{api.Note}" : check.Reason,
            Remedy = PermissionRemedy.Commands(holder, context =>
            [
                .. kind is null ? [$"Find-MsOAuthPermission{api.Option} -Search {CommandText.Name(name)}{context}"] : Array.Empty<string>(),
                $"Add-MsOAuthPermission -ClientId {PermissionRemedy.ClientId(holder)}{api.Option} -{kind?.ToString() ?? "<kind>"}Permission {CommandText.Name(name)}{context}",
                PermissionRemedy.Grant(holder, context),
            ]),
        };
    }

    private static PermissionCheck OfFound(PermissionHolder holder, AppPermission found) => IsGranted(holder, found)
        ? Check(holder, found.Permission, found.Kind, found.Api, PermissionOutcome.Listed, string.Empty)
        : Check(holder, found.Permission, found.Kind, found.Api, PermissionOutcome.Missing, " The app requests it, and nobody has consented.") with { Remedy = PermissionRemedy.Commands(holder, context => [PermissionRemedy.Grant(holder, context)]) };

    private static PermissionCheck Check(PermissionHolder holder, string name, PermissionKind kind, string api, PermissionOutcome outcome, string more)
    {
        AppPermission[] there = [.. (holder.OfApp ?? []).Where(one => one.Kind == kind && one.Api.Equals(api, StringComparison.OrdinalIgnoreCase))];
        bool isHeld = outcome == PermissionOutcome.Listed;
        return new()
        {
            Permission = name,
            Kind = kind,
            Outcome = outcome,
            HeldBy = isHeld ? name : null,
            Held = [.. there.Where(one => IsGranted(holder, one)).Select(one => one.Permission)],
            Requested = [.. there.Where(one => one.Requested).Select(one => one.Permission)],
            Consented = [.. there.Where(one => IsGranted(holder, one)).Select(one => one.Permission)],
            Reason = isHeld ? $"It holds {name} of {api}." : $"It lacks {name} ({PermissionJudge.Name(kind)}) of {api}.{more}",
        };
    }

    private static bool IsGranted(PermissionHolder holder, AppPermission permission) =>
        holder.Granted(permission.Kind, permission.ApiAppId).Contains(permission.Permission, StringComparer.OrdinalIgnoreCase);
}
