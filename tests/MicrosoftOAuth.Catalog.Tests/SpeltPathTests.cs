using System.Globalization;

namespace MicrosoftOAuth.Catalog.Tests;

/// <summary>Every listed path is found, however its ids, calls, casts and letters are written.</summary>
public class SpeltPathTests
{
    private const int Rounds = 3;

    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    private static readonly string[] Beginnings =
    [
        "", "/", "/v1.0/", "/Beta/", "v1.0/", "graph.microsoft.com/v1.0/", "https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com/beta/",
        "https://graph.microsoft.us/v1.0/", "https://dod-graph.microsoft.us/v1.0/", "https://microsoftgraph.chinacloudapi.cn/v1.0/", "HTTPS://Graph.Microsoft.com:443/V1.0//",
    ];

    private static readonly string[] Endings =
        ["", "/", "?$select=id", "/?$top=1&$skip=7", "?$filter=startswith(displayName,'a/b')&$expand=*", "#part", "?search=a b"];

    private static readonly string[] Ids =
    [
        "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e", "4562BCC8C4364F95B7C04F8CE89DCA5E", "AdeleV@contoso.onmicrosoft.com", "AAMkAGViNDU7zAAAAA7zAAAZb2ckAAA=",
        "19:561fbdbbfca848a484f0a6f00ce9dbbd@thread.tacv2", "b!-RIj2DuyvEyV1T4NlOaMHk8XkS_I8Md", "contoso.sharepoint.com,2C712604,2D2244C3", "1-10143016-70dc",
        "1590776551682", "{user-id}", "<id>", "O'Neil", "a%2Fb%20c", "%7Bid%7D", "Zo%C3%AB", "A (1)", "x=y", "50%", "0", "~", "Sheet1!A1",
    ];

    private static readonly string[] Values = ["'x'", "2020-01-01", "'a/b'", "'it''s (1), a=b'", "@p", "true", "d0ae0b8e-1f0a-4c2f-9fd5-0a2b9f5b7c33", "%27x%27", "{value}"];

    [Fact]
    public void A_path_is_found_however_it_is_written()
    {
        var random = new Random(20261123);
        foreach (string template in Catalog.Paths)
        {
            string method = Catalog.Methods(template).First(method => Catalog.Match(method, template)!.Template == template);
            for (int round = 0; round < Rounds; round++)
            {
                string url = Beginnings[random.Next(Beginnings.Length)] + Spell(template, random, endsInCast: method != "POST") + Endings[random.Next(Endings.Length)];
                string? found = Catalog.Match(method, url)?.Template;
                Assert.True(found == template, $"{method} {url} found {found ?? "nothing"}, not {template}");
            }
        }
    }

    [Fact]
    public void One_form_of_a_user_finds_what_is_listed_for_the_other()
    {
        foreach (string template in Catalog.Paths.Where(path => path.StartsWith("/me/", StringComparison.OrdinalIgnoreCase)))
        {
            string method = Catalog.Methods(template)[0];
            CatalogMatch own = Catalog.Match(method, template)!;
            CatalogMatch other = Catalog.Match(method, "/users/AdeleV@contoso.com" + template[3..])!;
            Assert.Equal(own.Requirements.Select(requirement => requirement.Scheme).ToHashSet(), other.Requirements.Select(requirement => requirement.Scheme).ToHashSet());
        }
    }

    private static string Spell(string template, Random random, bool endsInCast)
    {
        string[] segments = template[1..].Replace(":/{path}", ":/Folder 1/it's %231.txt", StringComparison.Ordinal).Split('/');
        var written = new List<string>();
        for (int i = 0; i < segments.Length; i++)
        {
            bool isKey = segments[i].StartsWith("{id}", StringComparison.Ordinal);
            string segment = isKey ? Ids[random.Next(Ids.Length)] + segments[i][4..] : Spoken(segments[i], random);
            if (isKey && segments[i] == "{id}" && IsPlainWord(segments[i - 1]) && random.Next(3) == 0)
                written[^1] = $"{written[^1]}('{Ids[random.Next(4)]}')";
            else
                written.Add(segment);
            if (i > 0 && random.Next(12) == 0 && (endsInCast || i < segments.Length - 1) && !template.Contains(':', StringComparison.Ordinal))
                written.Add("microsoft.graph.someType");
        }

        return string.Join("/", written);
    }

    private static string Spoken(string segment, Random random)
    {
        int parenthesis = segment.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0)
            return Cased(segment, random);
        string[] names = [.. segment[(parenthesis + 1)..^1].Split(',').Select(part => part.Split('=')[0]).OrderBy(_ => random.Next())];
        string arguments = string.Join(random.Next(2) == 0 ? "," : ", ", names.Select(name => $"{Cased(name, random)}={Values[random.Next(Values.Length)]}"));
        return $"{Cased(segment[..parenthesis], random)}({arguments})";
    }

    // Upper or lower case, and here and there a letter encoded.
    private static string Cased(string word, Random random) => random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 when word.Length > 2 && char.IsAsciiLetter(word[1]) => string.Create(CultureInfo.InvariantCulture, $"{word[0]}%{(int)word[1]:x2}{word[2..]}"),
        _ => word,
    };

    private static bool IsPlainWord(string segment) => segment.All(char.IsAsciiLetter);
}
