using System.Globalization;
using System.Text;
using MicrosoftOAuth.Conformance.Recordings;
using MicrosoftOAuth.Sandbox.Graph;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>What the practice Graph covers, as Markdown.</summary>
internal static class CoverageText
{
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE"];

    public static string Write(ReplayReport recordings)
    {
        var text = new StringBuilder();
        WriteRoutes(text);
        WriteQueries(text);
        WriteDifferences(text, recordings);
        return text.ToString();
    }

    private static void WriteRoutes(StringBuilder text)
    {
        var paths = GraphRouter.Routes.GroupBy(route => route.Template, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        text.Append(CultureInfo.InvariantCulture, $"## Routes of Microsoft Graph\n\n{GraphRouter.Routes.Count} calls on {paths.Count} paths, in v1.0 of every cloud. Each is asked by the tests with success, and its answer fits the schema.\n");
        text.Append("Each checks the token's permissions; \"app\" says that an application's own token opens it too. Lists can also be read\nwith `/$count`, relationships with `/$ref` and with a type (`/microsoft.graph.user`) behind them, and 20 requests at once with `POST /$batch`.\n\n");
        text.Append("| path | methods | opened by |\n|---|---|---|\n");
        foreach (var path in paths)
        {
            var methods = Methods.Where(method => path.Any(route => route.Method == method));
            text.Append(CultureInfo.InvariantCulture, $"| `{path.Key}` | {string.Join(", ", methods)} | {OpenedBy([.. path])} |\n");
        }

        text.Append('\n');
    }

    private static string OpenedBy(IReadOnlyList<GraphRoute> routes)
    {
        var forUsers = routes.Any(route => route.Gate.Delegated.Length > 0);
        var forApps = routes.Any(route => route.Gate.Application.Length > 0) && !routes[0].Template.StartsWith("/me", StringComparison.Ordinal);
        return (forUsers, forApps) switch
        {
            (true, true) => "user, app",
            (true, false) => "user",
            _ => "app",
        };
    }

    private static void WriteQueries(StringBuilder text)
    {
        text.Append("## Query options\n\n");
        text.Append("| option | what is understood |\n|---|---|\n");
        text.Append("| `$filter` | `eq`, `ne`, `gt`, `ge`, `lt`, `le`, `in`, `and`, `or`, `not`, `startswith`, `endswith`, `any` and `all` with lambdas, `/$count` of a collection, null, dates; `contains` is refused as Microsoft does |\n");
        text.Append("| `$search` | `\"property:words\"`, joined by AND and OR |\n");
        text.Append("| `$select` | every property; an unknown one is refused |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `$expand` | {string.Join("; ", Navigation.All.Where(navigation => navigation.CanExpand).GroupBy(navigation => navigation.Source.ShortName, StringComparer.Ordinal).Select(group => $"{group.Key}: {string.Join(", ", group.Select(navigation => $"`{navigation.Name}`"))}"))}; 20 objects at most |\n");
        text.Append("| `$orderby`, `$count`, `$top` (1 to 999), `$skiptoken` | as Microsoft has them; pages of 100 |\n\n");
        text.Append("`ne`, `not`, `endswith`, `/$count`, `$search`, and sorting of what is filtered, are to be had with the header `ConsistencyLevel: eventual`\nand `$count=true` alone.\n\n");
    }

    private static void WriteDifferences(StringBuilder text, ReplayReport recordings)
    {
        text.Append("## Known differences\n\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"Of {recordings.Requests.Count} recorded requests, {recordings.StatusShare:P1} are answered with the recorded status, and {recordings.PathShare:P1} of the answers have exactly the recorded properties.\n"));
        text.Append("Differences that a replay can show for known reasons:\n\n");
        foreach (var (path, reason) in KnownDifferences.Replayed)
            text.Append(CultureInfo.InvariantCulture, $"- `{path.Replace("|", "\\|", StringComparison.Ordinal)}`: {reason}.\n");
        text.Append("\nWhat is left out:\n\n");
        foreach (var gap in KnownDifferences.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"- {gap}\n");
    }
}
