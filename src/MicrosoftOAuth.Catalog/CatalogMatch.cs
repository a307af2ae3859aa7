using MicrosoftOAuth.Catalog.Ranking;

namespace MicrosoftOAuth.Catalog;

/// <summary>What the index says about one call.</summary>
public sealed class CatalogMatch
{
    internal CatalogMatch(string template, string method, IReadOnlyList<CatalogRequirement> requirements)
    {
        Template = template;
        Method = method;
        Requirements = requirements;
    }

    /// <summary>The listed path, placeholders as <c>{id}</c> and <c>{path}</c>: <c>/users/{id}/messages</c>.</summary>
    public string Template { get; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>
    /// Every permission that opens the call, under every scheme. A permission appears twice under one scheme
    /// where it is listed with different <see cref="CatalogRequirement.AlsoRequires"/>: either will do.
    /// </summary>
    public IReadOnlyList<CatalogRequirement> Requirements { get; }

    /// <summary>
    /// The permissions that open the call under one scheme, the best least-privileged one first.
    /// Empty where the call is not open under it. <see cref="LeastPrivilege"/> has the rules.
    /// </summary>
    public IReadOnlyList<CatalogRequirement> Ranked(PermissionScheme scheme) =>
        LeastPrivilege.Rank([.. Requirements.Where(requirement => requirement.Scheme == scheme)], Method);
}
