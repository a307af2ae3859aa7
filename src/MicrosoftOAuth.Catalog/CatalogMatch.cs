namespace MicrosoftOAuth.Catalog;

/// <summary>What the index says about one call. Immutable.</summary>
public sealed class CatalogMatch
{
    private readonly CatalogRequirement[] _requirements;

    internal CatalogMatch(string template, string method, CatalogRequirement[] requirements)
    {
        Template = template;
        Method = method;
        _requirements = requirements;
    }

    /// <summary>The listed path, placeholders as <c>{id}</c> and <c>{path}</c>: <c>/users/{id}/messages</c>.</summary>
    public string Template { get; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>
    /// Every permission that opens the call, scheme by scheme, under each the best least-privileged one first. A permission
    /// appears twice under one scheme where it is listed with different <see cref="CatalogRequirement.AlsoRequires"/>: either will do.
    /// </summary>
    public IReadOnlyList<CatalogRequirement> Requirements => _requirements;

    /// <summary>
    /// The permissions that open the call under one scheme, the best least-privileged one first. Empty where the call is not
    /// open under it. The index is made in this order; LeastPrivilege, with which it is made, has the rules.
    /// </summary>
    public IReadOnlyList<CatalogRequirement> Ranked(PermissionScheme scheme) =>
        Array.FindAll(_requirements, requirement => requirement.Scheme == scheme);
}
