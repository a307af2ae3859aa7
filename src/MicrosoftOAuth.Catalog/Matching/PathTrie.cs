using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The tree of all listed paths, read in place. Its edges are the numbers of literals and the two special values.</summary>
internal sealed class PathTrie(IndexFile file)
{
    public const int Root = 0;
    public const int None = -1;

    private readonly int _nodes = file.RecordAt(Section.Nodes, 0);

    /// <summary>The words of the paths.</summary>
    public LiteralTable Literals { get; } = new(file);

    /// <summary>The set of operations that is listed for a node; 0 where the path itself is not listed.</summary>
    public int OperationSetOf(int node) => Read(node, NodeRecord.OperationSet);

    public int ParentOf(int node) => Read(node, NodeRecord.Parent);

    public int SegmentOf(int node) => Read(node, NodeRecord.Segment);

    /// <summary>The child for a literal's number or a special value; <see cref="None"/> if there is none.</summary>
    public int Child(int node, int segment)
    {
        if (segment < 0)
            return None;
        int low = Read(node, NodeRecord.FirstChild);
        int high = Read(node + 1, NodeRecord.FirstChild) - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int candidate = Read(middle, NodeRecord.Segment);
            if (candidate == segment)
                return middle;
            if (candidate < segment)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return None;
    }

    /// <summary>
    /// The child that stands for any id, if there is one and the segment may be an id there. "/users/messages" has none:
    /// a word that comes after the id is not the id; the id was left out.
    /// </summary>
    public int PlaceholderChild(int node, SegmentKind kind, int literal)
    {
        if (kind is not (SegmentKind.Word or SegmentKind.Key))
            return None;
        int child = Child(node, IndexLayout.PlaceholderSegment);
        return child != None && kind == SegmentKind.Word && Child(child, literal) != None ? None : child;
    }

    private int Read(int node, int field) => file.ReadUInt16(_nodes + (node * NodeRecord.Size) + field);
}
