using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Graph;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>The permissions that open a route are those that Microsoft's data lists for it.</summary>
public sealed class GateTests
{
    /// <summary>Where the reference pages know better than the data.</summary>
    private static readonly string[] Exceptions =
    [
        "appRoleAssignments", // The page wants two permissions together; the data also lists each of them, and Application.ReadWrite.All, alone.
        "appRoleAssignedTo",
        "owners/$ref", // The same, with Directory.Read.All.
        "federatedIdentityCredentials/{credential}", // The data leaves out Application.Read.All, which the page has and which lists them.
        "deletedItems", // The data knows users and agents; applications are on the page.
        "appManagementPolicies", // The data has a part of them, and lists two permissions singly that the pages want together.
        "/groups/{id}/members/$ref", // The data has the removal of a member only.
        "/directoryObjects/{id}", // The data has no deletion.
        "/organization/{id}", // The data has Intune's permissions only.
    ];

    [Fact]
    public void Every_route_is_opened_by_the_permissions_that_are_listed_for_it()
    {
        var differences = new List<string>();
        foreach (var route in GraphRouter.Routes.Where(route => !Exceptions.Any(exception => route.Template.Contains(exception, StringComparison.Ordinal))))
        {
            var match = PermissionCatalog.Default.Match(route.Method, route.Template);
            if (match is null)
            {
                differences.Add($"{route.Method} {route.Template}: no data");
                continue;
            }

            Compare(route, PermissionScheme.DelegatedWork, route.Gate.Delegated, match, differences);
            Compare(route, PermissionScheme.Application, route.Gate.Application, match, differences);
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static void Compare(GraphRoute route, PermissionScheme scheme, string gate, CatalogMatch match, List<string> differences)
    {
        var listed = match.Requirements.Where(requirement => requirement.Scheme == scheme).SelectMany(Gate.Alternatives).ToList();
        var ours = gate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var missing = listed.Except(ours, StringComparer.Ordinal).ToList();
        var extra = ours.Except(listed, StringComparer.Ordinal).ToList();
        if (missing.Count + extra.Count > 0)
            differences.Add($"{route.Method} {route.Template} [{scheme}] lacks {string.Join(" ", missing)}; has beyond it {string.Join(" ", extra)}");
    }
}
