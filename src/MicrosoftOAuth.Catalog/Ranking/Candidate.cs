using MicrosoftOAuth.Catalog.Naming;

namespace MicrosoftOAuth.Catalog.Ranking;

/// <summary>The call that permissions are ranked for.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Scheme">Exactly one scheme.</param>
/// <param name="IsOfItem">Whether the path is that of one item of a collection at the root: <c>/groups/{id}</c>.</param>
internal sealed record RankedCall(string Method, PermissionScheme Scheme, bool IsOfItem = false)
{
    public bool Reads => Method == "GET";

    /// <summary>Whether the method alone says that something is changed; a POST may be a question with a body.</summary>
    public bool SurelyChanges => Method is "PUT" or "PATCH" or "DELETE";

    public bool IsDelegated => Scheme != PermissionScheme.Application;
}

/// <summary>A permission that a path set lists for a call, with all that its place in the ranking depends on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number in the index, by name.</param>
internal sealed record Candidate(string Name, int Number)
{
    /// <summary>Whether Microsoft marks it as the least privileged one.</summary>
    public bool IsLeast { get; init; }

    /// <summary>Whether Microsoft marks it so for the same call under another scheme.</summary>
    public bool IsLeastElsewhere { get; init; }

    /// <summary>Whether it is granted on one resource by its owner.</summary>
    public bool IsResourceSpecific { get; init; }

    /// <summary>Whether Microsoft Graph's service principal offers it under the scheme.</summary>
    public bool IsOffered { get; init; }

    /// <summary>Microsoft's weight of it, 1 to 4; 0 where unknown.</summary>
    public int Level { get; init; }

    /// <summary>How many paths it opens.</summary>
    public int PathCount { get; init; }

    /// <summary>Whether it is named for the word that the call's path begins with: <c>User.Read.All</c> for <c>users</c>.</summary>
    public bool IsNamedForHere { get; init; }

    /// <summary>Whether it is named for a word that other paths begin with, and its path set ranges over paths of several beginnings.</summary>
    public bool IsNamedForElsewhere { get; init; }

    /// <summary>How many methods the path set has.</summary>
    public int Methods { get; init; }

    /// <summary>
    /// How much of the path set, in hundredths, begins with the same word as the call's path. A low number says that the
    /// permission is mainly about something else there, and so, mostly, is its mark.
    /// </summary>
    public int Focus { get; init; }

    /// <summary>The number of the set of permissions, one of which is needed too.</summary>
    public int AlsoRequiredSet { get; init; }

    /// <summary>The names in that set.</summary>
    public IReadOnlyList<string> AlsoRequires { get; init; } = [];

    /// <summary>Whether somebody can grant it: an administrator in the tenant, or the owner of a resource.</summary>
    public bool CanBeGranted => IsResourceSpecific || IsOffered;

    /// <summary>Whether it allows more than reading.</summary>
    public bool Writes => PermissionName.Writes(Name);
}
