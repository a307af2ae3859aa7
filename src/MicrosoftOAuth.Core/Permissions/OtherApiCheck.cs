using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>An app and a permission of another API than Microsoft Graph, by its own name or in full.</summary>
internal static class OtherApiCheck
{
    /// <summary>The check; null where the permission is Microsoft Graph's, or nobody knows whose.</summary>
    internal static PermissionCheck? Of(PermissionHolder holder, string permission, PermissionKind? kind)
    {
        if (holder.IsToken || GraphCatalog.Current.Find(permission) is not null)
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
            : api is { Known: not null } ? Check(holder, name, kind ?? PermissionKind.Delegated, api.Known.Name, PermissionOutcome.Missing, api.Note) with
            {
                Remedy = PermissionRemedy.Commands(holder, context =>
                [
                    $"Add-MsOAuthPermission -ClientId {ClientId(holder)}{api.Option} -{kind ?? PermissionKind.Delegated}Permission {CommandText.Name(name)}{context}",
                    Grant(holder, context),
                ]),
            }
            : null;
    }

    private static PermissionCheck OfFound(PermissionHolder holder, AppPermission found) => IsGranted(holder, found)
        ? Check(holder, found.Permission, found.Kind, found.Api, PermissionOutcome.Listed, string.Empty)
        : Check(holder, found.Permission, found.Kind, found.Api, PermissionOutcome.Missing, " The app requests it, and nobody has consented.") with { Remedy = PermissionRemedy.Commands(holder, context => [Grant(holder, context)]) };

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

    private static string Grant(PermissionHolder holder, string context) => $"Grant-MsOAuthConsent -ClientId {ClientId(holder)}{context}";

    private static string ClientId(PermissionHolder holder) => CommandText.Id(holder.ClientId, "<client id>");
}
