using System.Text;

namespace MicrosoftOAuth.Help;

/// <summary>Lays pieces of text out on lines.</summary>
internal static class PlainLayout
{
    private const int Width = 80;
    private const string Step = "  ";

    /// <summary>A paragraph of MAML: Get-Help wraps it to the console by itself, and takes away what it is indented by.</summary>
    public static string ForMaml(HelpText piece) => piece.Bullet + piece.Text;

    /// <summary>Pieces wrapped at 80 columns, a blank line between paragraphs and none between the items of a list.</summary>
    public static string Wrapped(IReadOnlyList<HelpText> pieces, string margin)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0 && (pieces[i].Bullet.Length == 0 || pieces[i - 1].Bullet.Length == 0))
                text.Append('\n');
            text.Append(Wrapped(pieces[i], margin)).Append('\n');
        }

        return text.ToString();
    }

    private static string Wrapped(HelpText piece, string margin)
    {
        var first = margin + Repeat(Step, Math.Max(piece.Level - 1, 0));
        if (piece.Preformatted)
            return Indent(piece.Text, $"{first}{(piece.Level > 0 ? Step : "")}    ");

        var lines = new StringBuilder(first).Append(piece.Bullet);
        var rest = first + new string(' ', piece.Level == 0 ? 0 : Math.Max(piece.Bullet.Length, Step.Length));
        if (piece is { Level: > 0, Bullet: "" })
            lines.Append(Step);
        var column = lines.Length;
        var fresh = true;
        foreach (var word in piece.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!fresh && column + 1 + word.Length > Width)
            {
                lines.Append('\n').Append(rest);
                column = rest.Length;
                fresh = true;
            }

            lines.Append(fresh ? "" : " ").Append(word);
            column += word.Length + (fresh ? 0 : 1);
            fresh = false;
        }

        return lines.ToString();
    }

    private static string Indent(string text, string indent) =>
        string.Join('\n', text.Split('\n').Select(line => $"{indent}{line}".TrimEnd()));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
