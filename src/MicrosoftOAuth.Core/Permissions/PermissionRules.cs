using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The parts of a permission's name: <c>resource.operation.constraint</c>.</summary>
internal enum PermissionPart
{
    /// <summary>The first part.</summary>
    Resource,

    /// <summary>The second part.</summary>
    Operation,

    /// <summary>The last part, from the third on.</summary>
    Constraint,
}

/// <summary>A permission whose part is <paramref name="Wider"/> contains the one with <paramref name="Narrower"/> in its place.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Wider">What the holder's name has there.</param>
/// <param name="Narrower">What the contained name has there; empty for nothing.</param>
/// <param name="DelegatedOnly">True where it does not hold for application permissions, which are everyone's with or without <c>.All</c>.</param>
internal sealed record PermissionRule(PermissionPart Part, string Wider, string Narrower, bool DelegatedOnly = false)
{
    /// <summary>The contained permission; null where the rule says nothing about this name.</summary>
    internal string? Narrow(string name)
    {
        string[] parts = name.Split('.');
        int at = Part switch
        {
            PermissionPart.Resource => 0,
            PermissionPart.Operation => 1,
            _ => Math.Max(2, parts.Length - 1),
        };
        if (at >= parts.Length || !parts[at].Equals(Wider, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        parts[at] = Narrower;
        return string.Join(".", parts.Where(part => part.Length > 0));
    }
}

/// <summary>
/// Which permissions of Microsoft Graph contain others, by their names
/// (https://learn.microsoft.com/graph/permissions-overview#permissions-naming-pattern). Microsoft publishes no such order; a
/// rule stands here as long as its lists of calls bear it out: for three quarters of the pairs that it names, four
/// fifths of what is listed for the narrower permission is listed for the wider one too. These did not and are
/// left out: Manage over ReadWrite, FullControl over ReadWrite, Shared over the bare name, ReadWrite over Send, and a
/// resource over its facets (User over User-Mail).
/// </summary>
internal static class PermissionRules
{
    internal static IReadOnlyList<PermissionRule> All { get; } =
    [
        new(PermissionPart.Operation, "ReadWrite", "Read"),
        new(PermissionPart.Operation, "ReadWrite", "Create"),
        new(PermissionPart.Operation, "Read", "ReadBasic"),
        new(PermissionPart.Operation, "FullControl", "Manage"),
        new(PermissionPart.Constraint, "All", "", DelegatedOnly: true),
        new(PermissionPart.Constraint, "All", "OwnedBy"),
        new(PermissionPart.Constraint, "All", "AppFolder"),
        new(PermissionPart.Resource, "Group", "GroupMember"),
    ];

    /// <summary>The rules for a kind of permission.</summary>
    internal static IReadOnlyList<PermissionRule> For(PermissionKind kind) =>
        [.. All.Where(rule => kind == PermissionKind.Delegated || !rule.DelegatedOnly)];

    /// <summary>True where a permission contains another, by one rule or by several one after the other.</summary>
    /// <param name="held">The wider permission.</param>
    /// <param name="wanted">The narrower one.</param>
    /// <param name="rules">The rules that hold for both.</param>
    internal static bool Implies(string held, string wanted, IReadOnlyList<PermissionRule> rules)
    {
        // Every step narrows, so this ends.
        Queue<string> open = new([held]);
        while (open.Count > 0)
        {
            string name = open.Dequeue();
            foreach (string narrower in rules.Select(rule => rule.Narrow(name)).OfType<string>())
            {
                if (narrower.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }

                open.Enqueue(narrower);
            }
        }

        return false;
    }
}
