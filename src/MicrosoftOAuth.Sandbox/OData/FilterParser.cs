using System.Globalization;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A $filter that has been understood.</summary>
/// <param name="Root">The condition.</param>
/// <param name="IsAdvanced">Whether it needs the header ConsistencyLevel: eventual and $count=true.</param>
internal sealed record Filter(FilterNode Root, bool IsAdvanced);

/// <summary>Reads $filter (OData 4.01 URL conventions, section 5.1.1), as far as directory objects support it.</summary>
internal sealed class FilterParser
{
    private readonly string filter;
    private readonly Shape shape;
    private readonly IReadOnlyList<FilterToken> tokens;
    private readonly HashSet<string> variables = new(StringComparer.Ordinal);
    private int position;
    private bool isAdvanced;

    private FilterParser(string filter, Shape shape)
    {
        this.filter = filter;
        this.shape = shape;
        tokens = FilterToken.Scan(filter);
    }

    private FilterToken Current => tokens[position];

    /// <exception cref="ODataException">It is no filter, or one that the directory does not support.</exception>
    public static Filter Parse(string filter, Shape shape)
    {
        var parser = new FilterParser(filter, shape);
        var root = parser.Or();
        if (parser.Current.Kind != TokenKind.End)
            throw parser.SyntaxError();
        return new(root, parser.isAdvanced);
    }

    private FilterNode Or()
    {
        var left = And();
        while (TakeWord("or"))
            left = new OrNode(left, And());
        return left;
    }

    private FilterNode And()
    {
        var left = Unary();
        while (TakeWord("and"))
            left = new AndNode(left, Unary());
        return left;
    }

    private FilterNode Unary()
    {
        if (TakeWord("not"))
        {
            isAdvanced = true;
            return new NotNode(Unary());
        }

        if (Current.Kind == TokenKind.Open)
        {
            position++;
            var inner = Or();
            Expect(TokenKind.Close);
            return inner;
        }

        var word = Expect(TokenKind.Word).Value;
        if (Current.Kind != TokenKind.Open)
            return Comparison(PathOf(word));
        return word.ToLowerInvariant() switch
        {
            "startswith" or "endswith" or "contains" => TextFunction(word.ToLowerInvariant()),
            var call when call.EndsWith("/any", StringComparison.Ordinal) => Lambda(word[..^4], isAll: false),
            var call when call.EndsWith("/all", StringComparison.Ordinal) => Lambda(word[..^4], isAll: true),
            _ => throw new ODataException($"Invalid filter clause: An unknown function with name '{word}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed."),
        };
    }

    private FilterNode Comparison(IReadOnlyList<string> path)
    {
        var word = Expect(TokenKind.Word).Value;
        switch (word)
        {
            case "in":
                Expect(TokenKind.Open);
                var literals = new List<object?> { Literal() };
                while (Current.Kind == TokenKind.Comma)
                {
                    position++;
                    literals.Add(Literal());
                }

                Expect(TokenKind.Close);
                return new InNode(path, literals);
            case "ne":
                isAdvanced = true;
                return new CompareNode(path, word, Literal());
            case "eq" or "gt" or "ge" or "lt" or "le":
                return new CompareNode(path, word, Literal());
            default:
                throw SyntaxError();
        }
    }

    private TextNode TextFunction(string name)
    {
        Expect(TokenKind.Open);
        var path = PathOf(Expect(TokenKind.Word).Value);
        Expect(TokenKind.Comma);
        var text = Expect(TokenKind.Text).Value;
        Expect(TokenKind.Close);
        if (name == "contains")
            throw Unsupported(path[^1]);
        isAdvanced |= name == "endswith";
        return new(name, path, text);
    }

    private LambdaNode Lambda(string collection, bool isAll)
    {
        var path = PathOf(collection);
        Expect(TokenKind.Open);
        if (Current.Kind == TokenKind.Close)
        {
            position++;
            return new(path, isAll, "", null);
        }

        var variable = Expect(TokenKind.Word).Value;
        Expect(TokenKind.Colon);
        variables.Add(variable);
        var condition = Or();
        variables.Remove(variable);
        Expect(TokenKind.Close);
        return new(path, isAll, variable, condition);
    }

    private object? Literal()
    {
        if (Current.Kind == TokenKind.Text)
            return tokens[position++].Value;
        return Expect(TokenKind.Word).Value switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            var word when Guid.TryParse(word, out var guid) => guid.ToString(),
            var word when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            var word when Text.Instant.TryParse(word, out var time) => time,
            _ => throw SyntaxError(),
        };
    }

    /// <summary>A path whose first part is a property of the type, or a lambda's variable.</summary>
    private string[] PathOf(string word)
    {
        var path = word.Split('/');
        if (variables.Contains(path[0]))
            return path;
        EdmType type = shape;
        foreach (var part in path)
        {
            if (type is not Shape structure || structure.Find(part) is not { } property)
                throw new ODataException($"Invalid filter clause: Could not find a property named '{part}' on type '{type.Name}'.");
            type = property.Type;
        }

        return path;
    }

    private bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Word || Current.Value != word)
            return false;
        position++;
        return true;
    }

    private FilterToken Expect(TokenKind kind) => Current.Kind == kind ? tokens[position++] : throw SyntaxError();

    private ODataException SyntaxError() => new($"Invalid filter clause: Syntax error at position {Current.Position} in '{filter}'.");

    private ODataException Unsupported(string property) =>
        new($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{shape.ShortName}'.", isUnsupported: true);
}
