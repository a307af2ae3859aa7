using System.Diagnostics.CodeAnalysis;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A call that the Graph knows.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with the parts that vary in braces.</param>
/// <param name="Gate">The permissions that open it.</param>
/// <param name="Handle">What it does.</param>
internal sealed record GraphRoute(string Method, string Template, Gate Gate, Func<GraphCall, Answer> Handle)
{
    private readonly string[] parts = Template.Split(['/'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a path is of this template; if so, what it has in the places that vary.</summary>
    public bool Matches(IReadOnlyList<string> segments, [NotNullWhen(true)] out Dictionary<string, string>? values)
    {
        values = null;
        if (segments.Count != parts.Length || CommonLength(segments) != parts.Length)
            return false;
        values = new(StringComparer.Ordinal);
        for (var index = 0; index < parts.Length; index++)
        {
            if (parts[index][0] == '{')
                values[parts[index].Trim('{', '}')] = segments[index];
        }

        return true;
    }

    public string FirstSegment => parts[0];

    /// <summary>Whether it leads to one object of a set, or to the person who asks.</summary>
    public bool IsOfOneObject => parts is ["me"] or [_, "{id}"];

    /// <summary>$count, $ref and the names of types stand for themselves, and never for an id.</summary>
    private static bool IsValue(string segment) => segment[0] != '$' && !segment.StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of leading segments that are right.</summary>
    public int CommonLength(IReadOnlyList<string> segments)
    {
        var index = 0;
        while (index < parts.Length && index < segments.Count && ((parts[index][0] == '{' && IsValue(segments[index])) || parts[index].Equals(segments[index], StringComparison.OrdinalIgnoreCase)))
            index++;
        return index;
    }
}
