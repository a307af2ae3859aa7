using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A route that was found for a path, and how its answer is wanted.</summary>
internal sealed record RouteMatch(GraphRoute Route, IReadOnlyDictionary<string, string> Values, AnswerForm Form, Shape? Cast);

/// <summary>
/// Finds the route for a path. Every list can be counted, cast to one type and read as references, and every property of an
/// object can be read by itself.
/// </summary>
internal static class GraphRouter
{
    /// <summary>Every call that is known, those with literal segments before those with a value in their place.</summary>
    public static IReadOnlyList<GraphRoute> Routes { get; } =
    [
        .. DirectoryRoutes.All,
        .. UserRoutes.All,
        .. SignInSessionRoutes.All,
        .. GroupRoutes.All,
        .. MembershipRoutes.All,
        .. DirectoryObjectRoutes.All,
        .. RoleRoutes.All,
        .. ApplicationRoutes.All,
        .. SecretRoutes.All,
        .. KeyRoutes.All,
        .. FederatedCredentialRoutes.All,
        .. ServicePrincipalRoutes.All,
        .. OwnerRoutes.All,
        .. NavigationRoutes.All,
        .. GrantRoutes.All,
        .. AssignmentRoutes.All,
        .. DeletedItemRoutes.All,
        .. PolicyRoutes.All,
        .. AppManagementPolicyRoutes.All,
    ];

    private static readonly Dictionary<string, GraphRoute[]> ByFirstSegment = Routes
        .GroupBy(route => route.FirstSegment, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What the objects below a first segment are, so that their properties are known before anything is looked up.</summary>
    private static readonly Dictionary<string, Shape> ShapesByFirstSegment = new(StringComparer.OrdinalIgnoreCase)
    {
        ["applications"] = EntityTypes.Application,
        ["servicePrincipals"] = EntityTypes.ServicePrincipal,
        ["groups"] = EntityTypes.Group,
        ["users"] = EntityTypes.UserInFull,
        ["me"] = EntityTypes.UserInFull,
        ["organization"] = EntityTypes.Organization,
    };

    private static readonly Shape[] Casts = [EntityTypes.UserInFull, EntityTypes.Group, EntityTypes.DirectoryRole, EntityTypes.ServicePrincipal, EntityTypes.Application];

    /// <exception cref="GraphException">No route has this path, or none with this method.</exception>
    public static RouteMatch Find(string method, List<string> path)
    {
        var candidates = path.Count > 0 && ByFirstSegment.TryGetValue(path[0], out var found) ? found : [];
        if (TryMatch(candidates, method, path, AnswerForm.Objects, null, out var isKnownPath) is { } exact)
            return exact;
        if (method == "GET" && (FindDerived(candidates, path) ?? FindProperty(candidates, path)) is { } derived)
            return derived;
        throw isKnownPath
            ? new GraphException(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
            : GraphException.UnknownSegment(FirstWrong(path));
    }

    private static RouteMatch? FindDerived(GraphRoute[] candidates, List<string> path)
    {
        var rest = path;
        var form = AnswerForm.Objects;
        Shape? cast = null;
        if (rest.Count > 1 && rest[^1] is "$count" or "$ref")
        {
            form = rest[^1] == "$count" ? AnswerForm.Count : AnswerForm.References;
            rest = rest.GetRange(0, rest.Count - 1);
        }

        if (rest.Count > 1 && Array.Find(Casts, shape => shape.Name.Equals(rest[^1], StringComparison.OrdinalIgnoreCase)) is { } type)
        {
            cast = type;
            rest = rest.GetRange(0, rest.Count - 1);
        }

        return rest.Count == path.Count ? null : TryMatch(candidates, "GET", rest, form, cast, out _);
    }

    private static RouteMatch? FindProperty(GraphRoute[] candidates, List<string> path)
    {
        if (path.Count < 2 || !ShapesByFirstSegment.TryGetValue(path[0], out var shape) || shape.Find(path[^1]) is null)
            return null;
        var owner = path.GetRange(0, path.Count - 1);
        return TryMatch(candidates, "GET", owner, AnswerForm.Property, null, out _) is { Route.IsOfOneObject: true } match ? match : null;
    }

    private static RouteMatch? TryMatch(GraphRoute[] candidates, string method, List<string> path, AnswerForm form, Shape? cast, out bool isKnownPath)
    {
        isKnownPath = false;
        foreach (var route in candidates)
        {
            if (!route.Matches(path, out var values))
                continue;
            isKnownPath = true;
            if (route.Method == method)
                return new(route, values, form, cast);
        }

        return null;
    }

    /// <summary>The first segment that no route has at its place.</summary>
    private static string FirstWrong(List<string> path)
    {
        var longest = Routes.Max(route => route.CommonLength(path));
        return path.Count == 0 ? "" : path[Math.Min(longest, path.Count - 1)];
    }
}
