namespace MicrosoftOAuth.Core;

/// <summary>What of a permission's name a rule looks at; a name is <c>resource.operation.constraint</c>.</summary>
internal enum PermissionPart
{
    /// <summary>The first part.</summary>
    Resource,

    /// <summary>The second part.</summary>
    Operation,

    /// <summary>The last part, from the third on.</summary>
    Constraint,

    /// <summary>All of it.</summary>
    Name,
}

/// <summary>A permission whose part is <paramref name="Wider"/> contains the one with <paramref name="Narrower"/> in its place.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Wider">What the holder's name has there.</param>
/// <param name="Narrower">What the contained name has there; empty for nothing.</param>
/// <param name="Share">
/// The evidence: of the calls that Microsoft lists for the narrower permissions, how many per cent it lists for the wider ones as
/// well, all pairs that the rule names taken together. Measured in the index; in tens, rounded down, 90 at most.
/// </param>
internal sealed record PermissionRule(PermissionPart Part, string Wider, string Narrower, int Share)
{
    /// <summary>The evidence against it: at most so many of the pairs have no call in common.</summary>
    internal int Apart { get; init; }

    /// <summary>True where it does not hold for application permissions, which are everyone's with or without <c>.All</c>.</summary>
    internal bool DelegatedOnly { get; init; }

    /// <summary>The resource for which Microsoft describes the wider permission as something else; null where there is none.</summary>
    internal string? Except { get; init; }

    /// <summary>True where Microsoft's description of the wider permission says it, and its lists have too few calls to tell.</summary>
    internal bool IsDescribed { get; init; }

    /// <summary>The contained permission; null where the rule says nothing about this name.</summary>
    internal string? Narrow(string name)
    {
        if (Part == PermissionPart.Name)
        {
            return Is(name, Wider) ? Narrower : null;
        }

        string[] parts = name.Split('.');
        int at = Part switch
        {
            PermissionPart.Resource => 0,
            PermissionPart.Operation => 1,
            _ => Math.Max(2, parts.Length - 1),
        };
        if (at >= parts.Length || !Is(parts[at], Wider) || (Except is not null && Is(parts[0], Except)))
        {
            return null;
        }

        parts[at] = Narrower;
        return string.Join(".", parts.Where(part => part.Length > 0));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Part} {Wider} over {(Narrower.Length == 0 ? "none" : Narrower)}";

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
