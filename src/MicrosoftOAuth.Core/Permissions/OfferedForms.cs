using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Microsoft's lists name some permissions that it does not offer as that kind, while it offers the same with a constraint:
/// Calendars.ReadBasic for apps, which there is as Calendars.ReadBasic.All alone.
/// </summary>
internal static class OfferedForms
{
    /// <summary>The permissions, each that cannot be requested followed by the form of it that can.</summary>
    internal static IReadOnlyList<FoundPermission> With(IReadOnlyList<FoundPermission> enough) =>
        enough.All(permission => permission.Id is not null) ? enough
        : [.. enough.SelectMany(permission => FormOf(permission) is { } form ? new[] { permission, form } : [permission])];

    /// <summary>Whether one of the permissions is held; by a form that is not listed itself, it is implied.</summary>
    internal static PermissionMatch Match(IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held, PermissionOrder order)
    {
        PermissionMatch match = PermissionMatch.Of(enough, held, order);
        return match.IsMet || PermissionMatch.Of(With(enough), held, order) is not { IsMet: true } form
            ? match
            : form with { Outcome = PermissionOutcome.Implied };
    }

    private static FoundPermission? FormOf(FoundPermission permission)
    {
        // A name that somebody asked about is meant as it is.
        if (permission.Id is not null || permission.IsResourceSpecific || permission.Template is null)
        {
            return null;
        }

        PermissionKind kind = PermissionFinder.KindOf(permission.Scheme);
        CatalogPermission? form = GraphCatalog.Current.Find(permission.Permission + ".All") is { } all && all.Id(kind) is not null
            ? all
            : OnlyOne([.. GraphCatalog.Current.Permissions.Where(one => one.Id(kind) is not null && one.Name.StartsWith(permission.Permission + ".", StringComparison.OrdinalIgnoreCase))]);
        return form is null ? null : permission with { Permission = form.Name, Id = form.Id(kind) };
    }

    private static CatalogPermission? OnlyOne(CatalogPermission[] forms) => forms.Length == 1 ? forms[0] : null;
}
