using System.Runtime.InteropServices;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>What a path segment may stand for.</summary>
internal enum SegmentKind
{
    /// <summary>A word: a literal of the index or else an id.</summary>
    Word,

    /// <summary>Certainly an id: the key in <c>users('x')</c>, a GUID, or a placeholder that the user typed.</summary>
    Key,

    /// <summary>A function or alternate key with its parameters' names, for instance <c>range(address)</c>: a literal only.</summary>
    Function,

    /// <summary>A name with a namespace, <c>microsoft.graph.user</c>: a literal, a bound operation or a cast, never an id.</summary>
    Qualified,

    /// <summary>A name with a namespace and parentheses, <c>microsoft.graph.delta()</c>: a bound operation, never a cast.</summary>
    QualifiedCall,

    /// <summary>A word of OData, <c>$ref</c>: a literal only.</summary>
    Reserved,

    /// <summary>A path between colons, <c>root:/folder/file:</c>, that addresses an item by where it lies.</summary>
    PathAddress,
}

/// <summary>One segment of a path in its normal form: a stretch of a <see cref="ParsedPath"/>'s text.</summary>
/// <param name="start">Where its text begins.</param>
/// <param name="length">How long its text is; 0 for what is never compared.</param>
/// <param name="kind">What it may stand for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PathSegment(int start, int length, SegmentKind kind)
{
    // Fields, here and in what else is read on the way to a process's first answer: each accessor is a method to compile.
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly SegmentKind Kind = kind;
}
