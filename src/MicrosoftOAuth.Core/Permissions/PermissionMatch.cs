namespace MicrosoftOAuth.Core;

/// <summary>The best that names on one side do for what is wanted on the other.</summary>
/// <param name="Outcome">Listed, Implied or Missing.</param>
/// <param name="HeldBy">The name that did it.</param>
internal readonly record struct PermissionMatch(PermissionOutcome Outcome, string? HeldBy)
{
    internal bool IsMet => Outcome != PermissionOutcome.Missing;

    /// <summary>Whether one of several permissions is held, each with one of its companions where it needs any.</summary>
    internal static PermissionMatch Of(IReadOnlyList<FoundPermission> enough, IReadOnlyList<string> held, PermissionOrder order)
    {
        PermissionMatch best = new(PermissionOutcome.Missing, null);
        foreach (FoundPermission one in enough)
        {
            PermissionMatch match = Of(one.Permission, held, order);
            if (match.IsMet && one.AlsoRequires.Count > 0)
            {
                PermissionMatch[] companions = [.. one.AlsoRequires.Select(name => Of(name, held, order)).Where(companion => companion.IsMet)];
                match = companions.Length == 0 ? new(PermissionOutcome.Missing, null)
                    : Array.TrueForAll(companions, companion => companion.Outcome == PermissionOutcome.Implied) ? match with { Outcome = PermissionOutcome.Implied }
                    : match;
            }

            if (match.Outcome == PermissionOutcome.Listed)
            {
                return match;
            }

            best = best.IsMet ? best : match;
        }

        return best;
    }

    /// <summary>Whether one permission is held, by its name or by the rules.</summary>
    internal static PermissionMatch Of(string wanted, IReadOnlyList<string> held, PermissionOrder order) =>
        held.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } listed ? new(PermissionOutcome.Listed, listed)
        : held.FirstOrDefault(name => order.Implies(name, wanted)) is { } wider ? new(PermissionOutcome.Implied, wider)
        : new(PermissionOutcome.Missing, null);
}
