using System.Text;
using System.Text.Encodings.Web;

namespace MicrosoftOAuth.Sandbox.Server.Control;

/// <summary>Plain HTML, written piece by piece. Whatever comes from outside is a text and is encoded.</summary>
internal sealed class Html
{
    private readonly StringBuilder page = new();

    /// <summary>Markup that was written here.</summary>
    public Html Markup(string markup)
    {
        page.Append(markup);
        return this;
    }

    public Html Text(string text)
    {
        page.Append(HtmlEncoder.Default.Encode(text));
        return this;
    }

    public Html Heading(string id, string text) => Markup($"<h2 id=\"{id}\">").Text(text).Markup("</h2>\n");

    /// <summary>A table with its caption; where there are no rows, the caption alone as a sentence.</summary>
    /// <param name="caption">What the table shows.</param>
    /// <param name="columns">The columns' headings.</param>
    /// <param name="rows">The cells; the first of each row is its heading.</param>
    public Html Table(string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
            return Markup("<p>").Text(caption + ": none yet.").Markup("</p>\n");
        Markup("<table>\n<caption>").Text(caption).Markup("</caption>\n<thead><tr>");
        foreach (var column in columns)
            Markup("<th scope=\"col\">").Text(column).Markup("</th>");
        Markup("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            Markup("<tr><th scope=\"row\">").Text(row[0]).Markup("</th>");
            foreach (var cell in row.Skip(1))
                Markup("<td>").Text(cell).Markup("</td>");
            Markup("</tr>\n");
        }

        return Markup("</tbody>\n</table>\n");
    }

    public override string ToString() => page.ToString();
}
