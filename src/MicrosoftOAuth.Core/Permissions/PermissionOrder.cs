using System.Collections.Concurrent;
using MicrosoftOAuth.Catalog.Naming;

namespace MicrosoftOAuth.Core;

/// <summary>Which permissions contain others, by one rule or by several one after the other. Safe for concurrent use.</summary>
internal sealed class PermissionOrder
{
    /// <summary>More names than Microsoft Graph has; a token with others, again and again, fills no memory.</summary>
    private const int KeptNames = 2048;

    private readonly PermissionRule[] _rules;
    private readonly HashSet<string> _crossing;
    private readonly ConcurrentDictionary<string, HashSet<string>> _kept = new(StringComparer.OrdinalIgnoreCase);

    private PermissionOrder(IEnumerable<PermissionRule> rules)
    {
        _rules = [.. rules];
        _crossing = new(
            _rules.Where(rule => rule.Part is PermissionPart.Resource or PermissionPart.Name).Select(rule => PermissionName.Resource(rule.Wider)),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>No permission contains another.</summary>
    internal static PermissionOrder None { get; } = new([]);

    /// <summary>Delegated permissions.</summary>
    internal static PermissionOrder Delegated { get; } = new(PermissionRules.All);

    /// <summary>Application permissions.</summary>
    internal static PermissionOrder Application { get; } = new(PermissionRules.All.Where(rule => !rule.DelegatedOnly));

    /// <summary>True where a permission contains another.</summary>
    /// <param name="held">The wider permission.</param>
    /// <param name="wanted">The narrower one.</param>
    internal bool Implies(string held, string wanted)
    {
        // Most pairs are about different things, which shows before any rule is tried.
        string resource = PermissionName.Resource(held);
        return (_crossing.Contains(resource) || resource.Equals(PermissionName.Resource(wanted), StringComparison.OrdinalIgnoreCase)) && ContainedIn(held).Contains(wanted);
    }

    private HashSet<string> ContainedIn(string held)
    {
        if (_kept.TryGetValue(held, out HashSet<string>? kept))
        {
            return kept;
        }

        // Every step narrows, so this ends.
        HashSet<string> contained = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> open = new([held]);
        while (open.Count > 0)
        {
            string name = open.Dequeue();
            foreach (PermissionRule rule in _rules)
            {
                if (rule.Narrow(name) is { } narrower && contained.Add(narrower))
                {
                    open.Enqueue(narrower);
                }
            }
        }

        if (_kept.Count < KeptNames)
        {
            _kept[held] = contained;
        }

        return contained;
    }
}
