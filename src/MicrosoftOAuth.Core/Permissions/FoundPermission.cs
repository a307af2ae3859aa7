using System.Diagnostics.CodeAnalysis;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>One permission that opens a call, or that a search found.</summary>
public sealed record FoundPermission
{
    /// <summary>Makes one from what its caller knows.</summary>
    public FoundPermission()
    {
    }

    /// <summary>What the index says. It writes no property by its accessor: the first answer of a process compiles each.</summary>
    [SetsRequiredMembers]
    internal FoundPermission(CatalogMatch match, CatalogRequirement requirement, bool isLeast, DateTimeOffset dataDate)
    {
        CatalogPermission permission = requirement.Permission;
        Api = MicrosoftApi.GraphName;
        Permission = permission.Name;
        Scheme = requirement.Scheme;
        IsLeastPrivileged = isLeast;
        RequiresAdminConsent = permission.RequiresAdminConsent(requirement.Scheme);
        IsResourceSpecific = permission.IsResourceSpecific;
        Id = requirement.Scheme == PermissionScheme.Application ? permission.ApplicationId : permission.DelegatedId;
        Method = match.Method;
        Template = match.Template;
        AlsoRequires = requirement.AlsoRequires;
        DataDate = dataDate;
    }

    /// <summary>The API's name.</summary>
    public required string Api { get; init; }

    /// <summary>The permission in the API's own words.</summary>
    public required string Permission { get; init; }

    /// <summary>The scheme: DelegatedWork, DelegatedPersonal or Application.</summary>
    public required PermissionScheme Scheme { get; init; }

    /// <summary>True for the least privileged one of its scheme.</summary>
    public bool IsLeastPrivileged { get; init; }

    /// <summary>True where only an administrator may consent.</summary>
    public bool RequiresAdminConsent { get; init; }

    /// <summary>True where the owner of a team or chat grants it for that one alone, by installing the app there.</summary>
    public bool IsResourceSpecific { get; init; }

    /// <summary>Its id; null where the API's service principal does not offer it.</summary>
    public Guid? Id { get; init; }

    /// <summary>The method that was asked about; null for a search.</summary>
    public string? Method { get; init; }

    /// <summary>The address template that matched; null for a search.</summary>
    public string? Template { get; init; }

    /// <summary>Permissions, one of which is needed together with it.</summary>
    public IReadOnlyList<string> AlsoRequires { get; init; } = [];

    /// <summary>The date of Microsoft's data; null for what the tenant was asked just now.</summary>
    public DateTimeOffset? DataDate { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Permission;
}
