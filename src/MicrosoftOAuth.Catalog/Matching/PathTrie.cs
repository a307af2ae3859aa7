using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The tree of all listed paths, read in place. Its edges are the numbers of literals and the two special values.</summary>
internal sealed class PathTrie
{
    public const int Root = 0;
    public const int None = -1;

    /// <summary>The words of the paths.</summary>
    public readonly LiteralTable Literals;

    /// <summary>The words that mean something to the walk.</summary>
    public readonly PathWords Words;

    /// <summary>The node of <c>/drives</c>.</summary>
    public readonly int Drives;

    private readonly IndexFile _file;
    private readonly int _nodes;

    public PathTrie(IndexFile file)
    {
        _file = file;
        _nodes = file.RecordAt(Section.Nodes, 0);
        Literals = new LiteralTable(file);
        Words = new PathWords(Literals);
        Drives = Child(Root, Words.Drives);
    }

    /// <summary>Whether a node is a drive: <c>/me/drive</c>, <c>/drives/{id}</c>.</summary>
    public bool IsDrive(int node) =>
        SegmentOf(node) == Words.Drive || (SegmentOf(node) == IndexLayout.PlaceholderSegment && SegmentOf(ParentOf(node)) == Words.Drives);

    /// <summary>Whether nothing is below a node.</summary>
    public bool IsLeaf(int node) => Read(node, NodeRecord.FirstChild) == Read(node + 1, NodeRecord.FirstChild);

    /// <summary>Whether a method is listed for a node.</summary>
    public bool Lists(int node, int method) => (MethodsOf(node) & (1 << method)) != 0;

    /// <summary>The methods that are listed for a node, as a mask of their numbers; none for no node.</summary>
    public int MethodsOf(int node)
    {
        int mask = 0;
        if (node == None)
            return mask;
        int set = OperationSetOf(node);
        int end = _file.Number(Section.OperationSets, set + 1);
        for (int i = _file.Number(Section.OperationSets, set); i < end; i++)
            mask |= 1 << _file.ReadByte(_file.RecordAt(Section.Operations, i) + OperationRecord.Method);
        return mask;
    }

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

    /// <summary>The child that is a function of that name, whatever its parameters; <see cref="None"/> if there is none.</summary>
    public int FunctionChild(int node, char[] text, int start, int length)
    {
        int end = Read(node + 1, NodeRecord.FirstChild);
        for (int child = Read(node, NodeRecord.FirstChild); child < end; child++)
        {
            int segment = SegmentOf(child);
            if (segment < IndexLayout.PathAddressSegment && Literals.IsCallOf(segment, text, start, length))
                return child;
        }

        return None;
    }

    /// <summary>
    /// The child that stands for any id, if there is one and the segment may be an id there. "/users/messages" has none:
    /// a word that comes after the id is not the id; the id was left out. Nor is a function's name an id where the list does not
    /// have the function.
    /// </summary>
    public int PlaceholderChild(int node, SegmentKind kind, int literal)
    {
        if (kind is not (SegmentKind.Word or SegmentKind.Key))
            return None;
        int child = Child(node, IndexLayout.PlaceholderSegment);
        return child != None && kind == SegmentKind.Word && literal != LiteralTable.None && (Child(child, literal) != None || Literals.IsFunction(literal)) ? None : child;
    }

    private int Read(int node, int field) => _file.ReadUInt16(_nodes + (node * NodeRecord.Size) + field);
}
