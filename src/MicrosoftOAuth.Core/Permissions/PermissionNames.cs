using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Catalog.Naming;

namespace MicrosoftOAuth.Core;

/// <summary>Reads the names of permissions as users type them. Sends nothing.</summary>
public static class PermissionNames
{
    private const int NamedNearest = 5;

    /// <summary>Refuses what cannot be a permission's name, such as a call.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: a name is none.</exception>
    public static void Require(string? name)
    {
        if (!CanBe(name))
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"'{name}' is no name of a permission.",
                "Test a call with -Uri or -Call: Test-MsOAuthPermission -Call 'GET /me'; or search: Find-MsOAuthPermission -Search <word>")
            {
                Target = name,
            };
        }
    }

    /// <summary>Whether a permission is held. One of Microsoft Graph may be given by its id too.</summary>
    /// <param name="holder">Whose permissions.</param>
    /// <param name="permission">The permission by name or id.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.PermissionNotFound"/>: nothing like it is held, and Microsoft Graph has none of that name.</exception>
    public static PermissionCheck Check(PermissionHolder holder, string permission)
    {
        string? name = holder.OtherApi is null && Guid.TryParse(permission, out Guid id)
            ? (GraphCatalog.Current.Find(id, PermissionKind.Delegated) ?? GraphCatalog.Current.Find(id, PermissionKind.Application))?.Name
            : permission;
        PermissionCheck? check = name is null ? null : PermissionJudge.Check(holder, name);
        return check is not null && (check.Outcome != PermissionOutcome.Missing || holder.OtherApi is not null || IsKnown(holder, name!)) ? check : throw Unknown(permission);
    }

    /// <summary>A name of another API is not looked up: one in full, or one that the app requests; nor are the words of sign-in.</summary>
    private static bool IsKnown(PermissionHolder holder, string permission)
    {
        string name = PermissionHolder.IsGraph(ScopeName.ResourceOf(permission)) ? ScopeName.Short(permission) : permission;
        return name.Contains('/')
            || ScopeName.IsOpenId(name)
            || GraphCatalog.Current.Find(name) is not null
            || (holder.OfApp ?? []).Any(one => one.Permission.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A name in full has its API before the last slash: an address, or an app id.</summary>
    private static bool CanBe(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name!.Any(char.IsWhiteSpace) || name.Contains('*'))
        {
            return false;
        }

        string resource = ScopeName.ResourceOf(name);
        return !name.Contains('/')
            || Guid.TryParse(resource, out _)
            || (Uri.TryCreate(resource, UriKind.Absolute, out Uri? api) && (!PermissionHolder.IsGraph($"{api.Scheme}://{api.Authority}") || PermissionHolder.IsGraph(resource)));
    }

    private static OAuthException Unknown(string permission)
    {
        string name = ScopeName.Short(permission);
        string near = string.Join(", ", NearestNames.Of(name, PermissionFinder.Names(kind: null), NamedNearest));
        return new OAuthException(
            OAuthErrorKind.PermissionNotFound,
            $"Microsoft Graph has no permission called '{name}'.{(near.Length == 0 ? string.Empty : $" The nearest are: {near}.")}",
            "Search for it: Find-MsOAuthPermission -Search <word>; or, if it is newer than the data, make that anew: Update-MsOAuthPermissionCatalog")
        {
            Target = permission,
        };
    }
}
