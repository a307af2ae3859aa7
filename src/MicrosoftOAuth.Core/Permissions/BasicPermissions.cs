using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Permissions that are listed for a call and do not open all that it can answer. What they open is on
/// https://learn.microsoft.com/graph/permissions-reference alone: #userreadbasicall (the only properties), #mailreadbasic,
/// #mailreadbasicshared and #mailreadbasicall (all but some; delegated ones do not search), #calendarsreadbasic and
/// #calendarsreadbasicall (all but some).
/// </summary>
internal static class BasicPermissions
{
    private const string TakesMore = " takes more than the basic permission of this call:";
    private const string Users = "User.ReadBasic";
    private const string Mail = "Mail.ReadBasic";
    private const string Calendars = "Calendars.ReadBasic";

    private static readonly string[] s_ofUsers = ["displayName", "extensions", "givenName", "id", "mail", "photo", "securityIdentifier", "surname", "userPrincipalName"];
    private static readonly string[] s_notOfMail = ["attachments", "body", "bodyPreview", "extensions", "multiValueExtendedProperties", "singleValueExtendedProperties", "uniqueBody"];
    private static readonly string[] s_notOfCalendars = ["attachments", "body", "extensions"];

    /// <summary>The calls whose answers are users.</summary>
    private static readonly string[] s_users = ["/users", "/users/delta", "/users/{id}"];

    /// <summary>What some properties take where the least permission of the call does not open one of them; null where it opens all.</summary>
    internal static QueryNeed? OfSelected(CatalogMatch match, string[] items)
    {
        List<string> closed = [];
        QueryNeed? need = Of(match, string.Empty, (_, basic) =>
        {
            string[] here = [.. items.Where(item => !Opens(basic, match.Template, item))];
            closed.AddRange(here.Where(item => !closed.Contains(item, StringComparer.OrdinalIgnoreCase)));
            return here.Length > 0;
        });
        return need is null ? null : need with { What = $"$select={string.Join(",", closed)}{TakesMore}" };
    }

    /// <summary>What an expanded item takes that is a property of mails or events. What belongs to a user has an address of its own.</summary>
    internal static QueryNeed? OfExpanded(CatalogMatch match, string item) =>
        Of(match, $"$expand={item}{TakesMore}", (_, basic) => !Is(Users, basic) && !Opens(basic, match.Template, item));

    /// <summary>What a search takes.</summary>
    internal static QueryNeed? OfSearch(CatalogMatch match) => Of(
        match,
        "$search" + TakesMore,
        (scheme, basic) => scheme != PermissionScheme.Application && Is(Mail, basic));

    private static QueryNeed? Of(CatalogMatch match, string what, Func<PermissionScheme, string, bool> isShort)
    {
        List<FoundPermission> enough = [];
        foreach (PermissionScheme scheme in PermissionFinder.Schemes)
        {
            IReadOnlyList<CatalogRequirement> ranked = match.Ranked(scheme);
            if (ranked.Count > 0 && isShort(scheme, ranked[0].Permission.Name))
            {
                enough.AddRange(ranked.Where(requirement => !IsBasic(requirement.Permission.Name)).OrderBy(requirement => IsOnesOwn(requirement.Permission.Name)).Select(requirement => QueryNotes.Found(requirement.Permission, scheme, match.Template, requirement.AlsoRequires)));
            }
        }

        return enough.Count == 0 ? null : new QueryNeed(what, enough);
    }

    private static bool Opens(string basic, string template, string item) =>
        Is(Users, basic) ? !s_users.Contains(template, StringComparer.OrdinalIgnoreCase) || s_ofUsers.Contains(item, StringComparer.OrdinalIgnoreCase)
        : Is(Mail, basic) ? !s_notOfMail.Contains(item, StringComparer.OrdinalIgnoreCase)
        : !Is(Calendars, basic) || !s_notOfCalendars.Contains(item, StringComparer.OrdinalIgnoreCase);

    private static bool IsBasic(string name) => Is(Users, name) || Is(Mail, name) || Is(Calendars, name);

    /// <summary>Listed for any user, they open the signed-in one alone (https://learn.microsoft.com/graph/api/user-get#permissions).</summary>
    private static bool IsOnesOwn(string name) => name is "User.Read" or "User.ReadWrite";

    private static bool Is(string basic, string name) => name.Equals(basic, StringComparison.OrdinalIgnoreCase) || name.StartsWith(basic + ".", StringComparison.OrdinalIgnoreCase);
}
