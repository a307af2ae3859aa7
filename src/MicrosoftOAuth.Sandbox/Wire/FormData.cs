using System.Net;
using System.Text;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>Names and values as a query string or a form body carries them (application/x-www-form-urlencoded).</summary>
internal sealed class FormData
{
    private readonly List<KeyValuePair<string, string>> pairs;

    private FormData(List<KeyValuePair<string, string>> pairs) => this.pairs = pairs;

    public FormData()
        : this([])
    {
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>The first value of a name; null where it is absent or empty, as Entra takes an empty parameter for a missing one.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var pair in pairs)
            {
                if (pair.Key == name)
                    return pair.Value.Length == 0 ? null : pair.Value;
            }

            return null;
        }
    }

    /// <summary>A name that is there more than once; null where each is there once.</summary>
    public string? FindRepeated() => pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key;

    public FormData Add(string name, string? value)
    {
        if (value is not null)
            pairs.Add(new(name, value));
        return this;
    }

    public static FormData Parse(string text)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var part in text.TrimStart('?').Split('&'))
        {
            if (part.Length == 0)
                continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            found.Add(new(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
        }

        return new(found);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var pair in pairs)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
        }

        return text.ToString();
    }
}
