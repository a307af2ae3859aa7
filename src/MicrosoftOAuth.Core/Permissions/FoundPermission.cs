using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>One permission that opens a call, or that a search found; or the word that Microsoft lists none for the call.</summary>
public sealed record FoundPermission
{
    /// <summary>The API's name.</summary>
    public required string Api { get; init; }

    /// <summary>The permission in the API's own words; empty where Microsoft lists none.</summary>
    public required string Permission { get; init; }

    /// <summary>Listed; NoData where Microsoft lists none, which is a gap in its data and not a word on the call.</summary>
    public PermissionOutcome Outcome { get; init; }

    /// <summary>The scheme: DelegatedWork, DelegatedPersonal or Application; None where there is no data for any.</summary>
    public required PermissionScheme Scheme { get; init; }

    /// <summary>True for the least privileged one of its scheme.</summary>
    public bool IsLeastPrivileged { get; init; }

    /// <summary>True where only an administrator may consent.</summary>
    public bool RequiresAdminConsent { get; init; }

    /// <summary>True where the owner of a team or chat grants it for that one alone, by installing the app there.</summary>
    public bool IsResourceSpecific { get; init; }

    /// <summary>
    /// True where the API's service principal offers it, so that an app can request it: that of the tenant where somebody is
    /// signed in and may read it, else as Microsoft's data has it.
    /// </summary>
    public bool IsOffered { get; init; }

    /// <summary>Its id; null where the API's service principal does not have it.</summary>
    public Guid? Id { get; init; }

    /// <summary>The method that was asked about; null for a search.</summary>
    public string? Method { get; init; }

    /// <summary>The address that was asked about, as it was typed; null for a search.</summary>
    public string? Uri { get; init; }

    /// <summary>The address template that matched; null for a search.</summary>
    public string? Template { get; init; }

    /// <summary>Permissions, one of which is needed together with it.</summary>
    public IReadOnlyList<string> AlsoRequires { get; init; } = [];

    /// <summary>What there is to know of it for the call, in words: what the query of the address takes beyond it, and where it is not enough by itself.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where Microsoft lists nothing for the call: the nearest address that it lists; null where there is none.</summary>
    public string? NearestParent { get; init; }

    /// <summary>The date of Microsoft's data; null for what the tenant was asked just now.</summary>
    public DateTimeOffset? DataDate { get; init; }

    /// <summary>The name; NoData where there is none.</summary>
    public override string ToString() => Outcome == PermissionOutcome.NoData ? nameof(PermissionOutcome.NoData) : Permission;
}
