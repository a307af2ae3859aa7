using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog;

/// <summary>What the index says about one call. Immutable.</summary>
public sealed class CatalogMatch
{
    /// <summary>How many calls a catalog keeps the answers to.</summary>
    public const int KeptCalls = Matching.MatchReader.Kept;

    private readonly CatalogRequirement[] _requirements;
    private readonly int _own;
    private readonly int _twin;
    private readonly int _method;

    internal CatalogMatch(string template, int own, int twin, int method, CatalogRequirement[] requirements, int place)
    {
        Template = template;
        Method = HttpMethods.Names[method];
        Place = place;
        _own = own;
        _twin = twin;
        _method = method;
        _requirements = requirements;
    }

    /// <summary>
    /// Where the catalog keeps this answer, from 0 to <see cref="KeptCalls"/>: while it does, the same call gets the same object.
    /// Whoever makes something of an answer may keep that at the same place.
    /// </summary>
    public int Place { get; }

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

    internal bool IsOf(int own, int twin, int method) => _own == own && _twin == twin && _method == method;
}
