using MicrosoftOAuth.Catalog.Naming;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What lets a holder in although no token and no grant of the tenant names it.</summary>
internal static class PermissionDoubt
{
    /// <summary>Kin of <c>Sites.Selected</c>: they open what the app was given access to on the site, list or file itself (https://learn.microsoft.com/graph/permissions-selected-overview).</summary>
    private static readonly HashSet<string> s_selectable = new(StringComparer.OrdinalIgnoreCase) { "Sites", "Lists", "ListItems", "Files" };

    /// <summary>What Exchange Online gives apps roles for (https://learn.microsoft.com/exchange/permissions-exo/application-rbac#supported-application-roles).</summary>
    private static readonly HashSet<string> s_mailbox = new(StringComparer.OrdinalIgnoreCase) { "Calendars", "Contacts", "Mail", "MailboxFolder", "MailboxItem", "MailboxSettings" };

    /// <summary>The methods that surely change something; POST asks, at times.</summary>
    private static readonly HashSet<string> s_changing = new(StringComparer.OrdinalIgnoreCase) { "PATCH", "PUT", "DELETE" };

    /// <summary>What the names of actions that only ask begin with.</summary>
    private static readonly string[] s_asking = ["check", "evaluate", "get", "validate"];

    /// <summary>Why it cannot be told that a call is refused, though none of its permissions is held; null where it can.</summary>
    /// <param name="enough">The permissions any of which opens the call.</param>
    /// <param name="held">What is held instead.</param>
    internal static string? Of(IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held)
    {
        if (enough.All(permission => permission.Id is null))
        {
            string names = string.Join(", ", enough.Select(permission => permission.Permission).Distinct(StringComparer.OrdinalIgnoreCase));
            return enough.All(permission => permission.IsResourceSpecific)
                ? $"Microsoft lists only {names} for this call, which the owner of a team or chat grants for that one by installing the app there, and which no token names."
                : $"Microsoft lists only {names} for this call, which Microsoft Graph does not offer to be requested, so nobody can be said to lack it.";
        }

        return held.FirstOrDefault(IsSelected) is { } selected && enough.Any(permission => s_selectable.Contains(PermissionName.Resource(permission.Permission)))
            ? $"It holds {selected}, which opens what the app was given access to on the site, list or file itself; no token says what that is."
            : null;
    }

    /// <summary>
    /// Why a call that only reads may be open to what only reads, though just the permission that writes too is listed for it; null
    /// where nothing of the kind is held.
    /// </summary>
    internal static string? OfReader(string method, IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held, PermissionKind kind)
    {
        if (!method.Equals("GET", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? listed = enough
            .Where(permission => PermissionName.ReadingForm(permission.Permission) is { } reader
                && GraphCatalog.Current.Find(reader)?.Id(kind) is not null
                && enough.All(other => !other.Permission.Equals(reader, StringComparison.OrdinalIgnoreCase))
                && PermissionMatch.Of(reader, held, PermissionRules.For(kind)).IsMet)
            .Select(permission => permission.Permission)
            .FirstOrDefault();
        return listed is null ? null : $"Microsoft lists only {listed} for this reading call; its lists leave out many readers, and it holds one.";
    }

    /// <summary>
    /// Why a call that changes something is hardly open to what only reads, though that is listed beside what writes: the pages
    /// mostly want both. Null where one that writes is held too, or none is listed.
    /// </summary>
    internal static string? OfCompanion(string method, IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held, PermissionOrder order)
    {
        FoundPermission[] writing = WithoutReaders(method, enough);
        return writing.Length == enough.Count || OfferedForms.Match(writing, held, order) is not { IsMet: false } || OfferedForms.Match(enough, held, order).HeldBy is not { } reader
            ? null
            : $"Microsoft lists {reader} for this call, which only reads, beside {PermissionRemedy.Requestable(writing).Permission}, which writes; its pages mostly want both, and the second is not held.";
    }

    /// <summary>
    /// What to ask for: no permission that only reads where the call changes something, unless no other is listed. A POST may be a
    /// question. For it, what another listed permission takes as its companion is none by itself (Directory.Read.All, for giving
    /// an app role), nor is any that only reads where the POST surely changes something.
    /// </summary>
    internal static FoundPermission[] WithoutReaders(string method, IReadOnlyList<FoundPermission> enough)
    {
        FoundPermission[] writing = [.. enough.Where(permission => permission.AlsoRequires.Prepend(permission.Permission).Any(PermissionName.Writes))];
        bool isPost = method.Equals("POST", StringComparison.OrdinalIgnoreCase);
        return writing.Length == 0 || !(isPost || s_changing.Contains(method)) ? [.. enough]
            : !isPost || !MayAsk(enough, writing) ? writing
            : [.. enough.Where(permission => writing.Contains(permission) || !writing.Any(one => one.AlsoRequires.Contains(permission.Permission, StringComparer.OrdinalIgnoreCase)))];
    }

    /// <summary>
    /// Whether a POST may be a question: by its name (validate), or since a reader is listed together with the writing form of its
    /// own (getSchedule, checkMemberGroups). Where none is, as Policy.Read.All beside Policy.ReadWrite.ConditionalAccess, something is made.
    /// </summary>
    private static bool MayAsk(IReadOnlyList<FoundPermission> enough, FoundPermission[] writing)
    {
        string name = enough[0].Template is { } template ? template.Substring(template.LastIndexOf('/') + 1) : string.Empty;
        return Array.Exists(s_asking, verb => name.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            || enough.Any(reader => Array.Exists(writing, one => PermissionName.IsWritingFormOf(one.Permission, reader.Permission)))
            || Array.TrueForAll(writing, one => one.Permission.EndsWith(".Selected", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What else may let the holder in, as sentences with a space before each; empty where nothing is known of.</summary>
    internal static string Caution(PermissionHolder holder, IReadOnlyList<FoundPermission> enough, PermissionKind kind)
    {
        string specific = string.Join(", ", enough.Where(permission => permission.IsResourceSpecific).Select(permission => permission.Permission).Distinct(StringComparer.OrdinalIgnoreCase));
        string caution = specific.Length == 0 ? string.Empty
            : $" The owner of a team or chat may have granted {specific} for that one, by installing the app there, which no token names.";
        if (kind == PermissionKind.Application && enough.Any(permission => s_mailbox.Contains(PermissionName.Resource(permission.Permission))))
        {
            caution += " Exchange Online may have given the app a role of its own for some mailboxes (RBAC for Applications), which no token names.";
        }

        return kind == PermissionKind.Application && holder.IsToken && holder.HasDirectoryRoles
            ? caution + " The app has directory roles too (the claim wids), which may open the call."
            : caution;
    }

    private static bool IsSelected(string name) => name.EndsWith(".Selected", StringComparison.OrdinalIgnoreCase) && s_selectable.Contains(PermissionName.Resource(name));
}
