using System.Globalization;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A $filter that has been understood.</summary>
/// <param name="Root">The condition.</param>
/// <param name="Refusal">What is said to those who send it without the header ConsistencyLevel: eventual and $count=true;
/// null where it needs neither.</param>
internal sealed record Filter(FilterNode Root, string? Refusal);

/// <summary>Reads $filter (OData 4.01 URL conventions, section 5.1.1), as far as directory objects support it.</summary>
internal sealed class FilterParser
{
    /// <summary>The most alternatives that the directory takes in one condition.</summary>
    private const int MostAlternatives = 15;

    private const string UnsupportedQuery = "Unsupported Query.";

    private static readonly Dictionary<string, string> OperatorNames = new(StringComparer.Ordinal)
    {
        ["eq"] = "Equal",
        ["ne"] = "NotEqual",
        ["gt"] = "GreaterThan",
        ["ge"] = "GreaterThanOrEqual",
        ["lt"] = "LessThan",
        ["le"] = "LessThanOrEqual",
    };

    private readonly string filter;
    private readonly Shape shape;
    private readonly IReadOnlyList<FilterToken> tokens;
    private readonly Dictionary<string, EdmType?> variables = new(StringComparer.Ordinal);
    private int position;
    private string? advanced;

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
        return new(root, parser.advanced);
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
            advanced ??= UnsupportedQuery;
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
        var word = Expect(TokenKind.Word).Value.ToLowerInvariant();
        switch (word)
        {
            case "in":
                Expect(TokenKind.Open);
                var literals = new List<object?> { LiteralFor(path, "Equal") };
                while (Current.Kind == TokenKind.Comma)
                {
                    position++;
                    literals.Add(LiteralFor(path, "Equal"));
                }

                Expect(TokenKind.Close);
                if (literals.Count > MostAlternatives)
                    throw new ODataException($"Too many child clauses specified in search filter expression containing 'OR' operators: {literals.Count}. Max allowed: {MostAlternatives}.", isUnsupported: true);
                return new InNode(path, literals);
            case "ne":
                advanced ??= "Filter operator 'NotEqualsMatch' is not supported.";
                return new CompareNode(path, word, LiteralFor(path, OperatorNames[word]));
            case "eq" or "gt" or "ge" or "lt" or "le":
                return new CompareNode(path, word, LiteralFor(path, OperatorNames[word]));
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
        if (name == "endswith")
            advanced ??= UnsupportedQuery;
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
        variables[variable] = (TypeOf(path) as ListType)?.Item;
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
            var word when Guid.TryParse(word, out var guid) => guid,
            var word when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            var word when Text.Instant.TryParse(word, out var time) => time,
            _ => throw SyntaxError(),
        };
    }

    /// <summary>A literal that a property can be compared with.</summary>
    private object? LiteralFor(IReadOnlyList<string> path, string operation)
    {
        var literal = Literal();
        if (literal is not null && TypeOf(path) is ScalarType type && !type.Compares(literal))
            throw new ODataException($"Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{type.Name}' and '{NameOf(literal)}' for operator kind '{operation}'.");
        return literal is Guid id ? id.ToString() : literal;
    }

    private static string NameOf(object literal) => literal switch
    {
        string => "Edm.String",
        bool => "Edm.Boolean",
        Guid => "Edm.Guid",
        DateTimeOffset => "Edm.DateTimeOffset",
        _ => "Edm.Int32",
    };

    /// <summary>
    /// A path whose first part is a property of the type, or a lambda's variable; in the type's spelling. A last part $count
    /// asks for the number of items.
    /// </summary>
    private string[] PathOf(string word)
    {
        var path = word.Split('/');
        var isVariable = variables.TryGetValue(path[0], out var type);
        if (!isVariable)
            type = shape;
        for (var index = isVariable ? 1 : 0; index < path.Length; index++)
        {
            if (path[index] == "$count" && index == path.Length - 1 && index > 0)
            {
                advanced ??= UnsupportedQuery;
                return path;
            }

            if (type is not Shape structure || structure.FindInAnyCase(path[index]) is not { } property)
                throw new ODataException($"Invalid filter clause: Could not find a property named '{path[index]}' on type '{type?.Name}'.");
            path[index] = property.Name;
            type = property.Type;
        }

        return path;
    }

    /// <summary>The type of a path that has been checked; null where it is a number of items.</summary>
    private EdmType? TypeOf(IReadOnlyList<string> path)
    {
        var isVariable = variables.TryGetValue(path[0], out var type);
        if (!isVariable)
            type = shape;
        for (var index = isVariable ? 1 : 0; index < path.Count; index++)
            type = (type as Shape)?.Find(path[index])?.Type;
        return type;
    }

    private bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Word || !Current.Value.Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        position++;
        return true;
    }

    private FilterToken Expect(TokenKind kind) => Current.Kind == kind ? tokens[position++] : throw SyntaxError();

    private ODataException SyntaxError() => new($"Invalid filter clause: Syntax error at position {Current.Position} in '{filter}'.");

    private ODataException Unsupported(string property) =>
        new($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{shape.ShortName}'.", isUnsupported: true);
}
