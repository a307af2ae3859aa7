using System.Text;

using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// Finds a path's node in the index. A literal beats a placeholder, and a wrong turn is taken back.
/// What is written is tried before what it may be short for.
/// </summary>
internal sealed class PathTrie(IndexFile file)
{
    public const int Root = 0;
    public const int None = -1;

    /// <summary>The listed node of a path; <see cref="None"/> if there is none.</summary>
    public int Find(PathSegment[] segments, int length) => Walk(Root, segments, 0, length);

    public int OperationSetOf(int node) => Read(node, NodeRecord.OperationSet);

    /// <summary>The child for a literal; <see cref="None"/> if there is none.</summary>
    public int LiteralChild(int node, string text)
    {
        int low = Read(node, NodeRecord.FirstChild);
        int high = Read(node + 1, NodeRecord.FirstChild) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int segment = Read(middle, NodeRecord.Segment);
            int order = segment >= IndexLayout.PathAddressSegment ? 1 : CompareLiteral(segment, text);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return None;
    }

    /// <summary>The child that stands for any id, if there is one and the segment may be an id there.</summary>
    public int PlaceholderChild(int node, PathSegment segment)
    {
        if (segment.Kind is not (SegmentKind.Word or SegmentKind.Key))
            return None;
        int child = SpecialChild(node, IndexLayout.PlaceholderSegment);

        // "/users/messages": a word that comes after the id is not the id. The id was left out.
        return child != None && segment.Kind == SegmentKind.Word && LiteralChild(child, segment.Text) != None ? None : child;
    }

    /// <summary>The path of a node, readable: <c>/users/{id}/messages</c>.</summary>
    public string TemplateOf(int node)
    {
        var nodes = new Stack<int>();
        for (; node != Root; node = Read(node, NodeRecord.Parent))
            nodes.Push(node);

        var template = new StringBuilder();
        while (nodes.Count > 0)
        {
            int segment = Read(nodes.Pop(), NodeRecord.Segment);
            if (segment == IndexLayout.PathAddressSegment)
                template.Append(":/{path}").Append(nodes.Count > 0 ? ":" : string.Empty);
            else if (segment == IndexLayout.PlaceholderSegment)
                template.Append("/{id}");
            else
                template.Append('/').Append(Readable(file.ReadString(file.ReadInt32(file.RecordAt(Section.Literals, segment)))));
        }

        return template.ToString();
    }

    // range(address) is shown as range(address={address}).
    private static string Readable(string literal)
    {
        int parenthesis = literal.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0)
            return literal;
        IEnumerable<string> arguments = literal.Substring(parenthesis + 1, literal.Length - parenthesis - 2)
            .Split(',')
            .Select(name => $"{name}={{{name}}}");
        return $"{literal.Substring(0, parenthesis)}({string.Join(",", arguments)})";
    }

    private int Walk(int node, PathSegment[] segments, int index, int length)
    {
        if (index == length)
            return OperationSetOf(node) == 0 ? None : node;
        PathSegment segment = segments[index];
        if (segment.Kind == SegmentKind.PathAddress)
            return WalkAddress(node, segments, index, length);

        int found = None;
        if (segment.Kind != SegmentKind.Key)
            found = Follow(LiteralChild(node, segment.Text), segments, index, length);
        if (found == None && segment.Kind == SegmentKind.Qualified)
        {
            // An operation by its bare name, or else a cast, which names the type and leaves the resource.
            found = Follow(LiteralChild(node, QualifiedName.Unqualified(segment.Text)), segments, index, length);
            return found == None ? Walk(node, segments, index + 1, length) : found;
        }

        if (found == None && segment.Kind == SegmentKind.Function)
            return Follow(EntityByAlternateKey(node, segment.Text), segments, index, length);
        if (found == None && segment.Kind == SegmentKind.Reserved)
            return IsAboutResource(segment.Text) && index == length - 1 ? Walk(node, segments, index + 1, length) : None;
        return found == None ? Follow(PlaceholderChild(node, segment), segments, index, length) : found;
    }

    // applications(uniqueName='x') is an application like applications/{id}, unless it is listed as itself.
    private int EntityByAlternateKey(int node, string function)
    {
        int parenthesis = function.IndexOf('(', StringComparison.Ordinal);
        int collection = parenthesis < 0 ? None : LiteralChild(node, function.Substring(0, parenthesis));
        return collection == None ? None : SpecialChild(collection, IndexLayout.PlaceholderSegment);
    }

    private int Follow(int child, PathSegment[] segments, int index, int length) =>
        child == None ? None : Walk(child, segments, index + 1, length);

    // As listed; or the item itself: "items/{id}:/a/b" is some other item, "root:/a/b" is items/{id}.
    // Only where the list has a path between colons at all: "users/{id}:/a/b" means nothing.
    private int WalkAddress(int node, PathSegment[] segments, int index, int length)
    {
        int address = SpecialChild(node, IndexLayout.PathAddressSegment);
        int found = Follow(address, segments, index, length);
        if (found != None || address == None)
            return found;
        if (Read(node, NodeRecord.Segment) == IndexLayout.PlaceholderSegment)
            return Walk(node, segments, index + 1, length);
        int items = LiteralChild(Read(node, NodeRecord.Parent), "items");
        return items == None
            ? None
            : Follow(SpecialChild(items, IndexLayout.PlaceholderSegment), segments, index, length);
    }

    // The reference to, the raw value of, and the number of: said of the resource before it.
    private static bool IsAboutResource(string reserved) =>
        reserved.Equals("$ref", StringComparison.OrdinalIgnoreCase)
        || reserved.Equals("$value", StringComparison.OrdinalIgnoreCase)
        || reserved.Equals("$count", StringComparison.OrdinalIgnoreCase);

    // The special children come last: their numbers are the highest.
    private int SpecialChild(int node, int segment)
    {
        int first = Read(node, NodeRecord.FirstChild);
        for (int child = Read(node + 1, NodeRecord.FirstChild) - 1; child >= first; child--)
        {
            int candidate = Read(child, NodeRecord.Segment);
            if (candidate == segment)
                return child;
            if (candidate < IndexLayout.PathAddressSegment)
                break;
        }

        return None;
    }

    private int CompareLiteral(int literal, string text) =>
        file.CompareString(file.ReadInt32(file.RecordAt(Section.Literals, literal)), text);

    private int Read(int node, int field) => file.ReadUInt16(file.RecordAt(Section.Nodes, node) + field);
}
