namespace MicrosoftOAuth.Catalog.Tests;

/// <summary>A path that is not quite right must find nothing, or what it says: never another resource.</summary>
public class MangledPathTests
{
    private const int Rounds = 40_000;
    private const string Id = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e";

    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    // Paths between colons are whatever stands between them, and have tests of their own.
    private static readonly string[] Templates = [.. Catalog.Paths.Where(path => !path.Contains(':', StringComparison.Ordinal))];

    private static readonly HashSet<string> Beginnings = new(
        Catalog.Paths.SelectMany(path => Enumerable.Range(1, path.Length - 1).Where(i => path[i] == '/').Select(i => path[..i]).Append(path)),
        StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void A_mangled_path_never_finds_another_resource()
    {
        var random = new Random(20260820);
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string template = Templates[random.Next(Templates.Length)];
            List<string> segments = [.. template[1..].Split('/').Select(segment => segment == "{id}" ? Id : segment)];
            Mangle(segments, random);
            string path = "/" + string.Join("/", segments);
            foreach (string method in new[] { "GET", "POST", "PATCH", "PUT", "DELETE" })
            {
                if (Catalog.Match(method, path) is not { } match)
                    continue;
                found++;
                Assert.True(Says(path, match.Template), $"{path} found {match.Template}");
            }
        }

        Assert.NotEqual(0, found);
    }

    private static void Mangle(List<string> segments, Random random)
    {
        int at = random.Next(segments.Count);
        switch (random.Next(9))
        {
            case 0 when segments.Count > 1:
                segments.RemoveAt(at);
                break;
            case 1 when at > 0:
                (segments[at - 1], segments[at]) = (segments[at], segments[at - 1]);
                break;
            case 2:
                segments.Insert(at, segments[at]);
                break;
            case 3:
                int letter = random.Next(segments[at].Length);
                segments[at] = segments[at].Remove(letter, 1).Insert(letter, ((char)('a' + random.Next(26))).ToString());
                break;
            case 4:
                segments[at] = new[] { "$ref", "$count", "$value", "$x" }[random.Next(4)];
                break;
            case 5:
                segments.Insert(at, "microsoft.graph." + segments[random.Next(segments.Count)]);
                break;
            case 6:
                segments.Insert(at, string.Empty);
                break;
            case 7:
                segments[at] = Templates[random.Next(Templates.Length)].Split('/')[^1];
                break;
            default:
                segments[at] += new[] { "(", ")", "('x')", "()", "(a=1)", "'", "}", "%2F..", "\\" }[random.Next(9)];
                break;
        }
    }

    // Whether a template is what the path says, found by other means than the trie.
    private static bool Says(string path, string template)
    {
        string[] wanted = AsUser(template[1..].Split('/'));
        return Readings(path).Any(reading =>
        {
            string[] written = AsUser(reading);
            return written.Length == wanted.Length && Enumerable.Range(0, wanted.Length).All(i => Fits(written[i], wanted, i));
        });
    }

    private static bool Fits(string written, string[] wanted, int index)
    {
        if (wanted[index] != "{id}")
            return string.Equals(WithoutValues(written), WithoutValues(wanted[index]), StringComparison.OrdinalIgnoreCase) || IsSameFunction(written, wanted[index]);
        string beginning = "/" + string.Join("/", wanted.Take(index + 1));
        return written.Length > 0
            && written[0] != '$'
            && !written.StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase)
            && (written == Key || !Beginnings.Contains($"{beginning}/{written}"));
    }

    // Another overload: no other function has its name.
    private static bool IsSameFunction(string written, string wanted) =>
        wanted.Contains('(', StringComparison.Ordinal) && written.Split('(')[0].Equals(wanted.Split('(')[0], StringComparison.OrdinalIgnoreCase);

    // A call goes by the names of its parameters.
    private static string WithoutValues(string segment) =>
        string.Concat(segment.Split(',').Select(part => part.Contains('=', StringComparison.Ordinal) ? part[..part.IndexOf('=', StringComparison.Ordinal)] + "," : part));

    private const string Key = "{key}";

    // What a path may mean: casts and a last $word count or do not, keys may stand in parentheses.
    private static IEnumerable<string[]> Readings(string path)
    {
        IEnumerable<string[]> readings = [[]];
        string[] segments = path.TrimStart('/').Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            List<string[]> options = [[segments[i]]];
            bool isLast = i == segments.Length - 1;
            if (isLast && segments[i] is "$ref" or "$value" or "$count" or "")
                options.Add([]);
            if (segments[i].StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase))
                options.AddRange([[], [segments[i]["microsoft.graph.".Length..].Split('.')[^1]]]);
            if (segments[i].EndsWith("()", StringComparison.Ordinal))
                options.Add([segments[i][..^2]]);
            int parenthesis = segments[i].IndexOf('(', StringComparison.Ordinal);
            if (parenthesis > 0)
                options.AddRange([[segments[i][..parenthesis], Key], [segments[i][..parenthesis]]]);
            if (segments[i] == "{id}")
                options.Add([Key]);
            if (segments[i].Equals("root", StringComparison.OrdinalIgnoreCase))
                options.Add(["items", Key]);
            readings = readings.SelectMany(reading => options.Select(option => (string[])[.. reading, .. option])).ToArray();
        }

        // me/drives/{id} and sites/{id}/drives/{id} are drives/{id}.
        return readings.SelectMany(reading => new[] { reading }.Concat(
            from at in new[] { 1, 2 }
            where reading.Length > at + 1 && reading[at].Equals("drives", StringComparison.OrdinalIgnoreCase)
            select reading[at..]));
    }

    // "me" and "users/{id}" are the same, at the beginning or where the list has both.
    private static string[] AsUser(string[] segments)
    {
        int me = Array.FindIndex(segments, 0, Math.Min(2, segments.Length), segment => segment.Equals("me", StringComparison.OrdinalIgnoreCase));
        bool isUser = me == 0 || (me == 1 && Beginnings.Contains($"/{segments[0]}/me") && Beginnings.Contains($"/{segments[0]}/users"));
        return isUser ? [.. segments.Take(me), "users", "{id}", .. segments.Skip(me + 1)] : segments;
    }
}
