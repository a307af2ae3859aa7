using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// Reads what is listed for a node and method. The last few answers are kept by node, not by what was asked: whoever asks
/// about one call with many ids pays for the match alone, and no address is remembered.
/// </summary>
internal sealed class MatchReader(IndexFile file, PathTrie trie, Func<int, CatalogPermission> permissionAt)
{
    private const int Kept = 64;

    private readonly Answer?[] _answers = new Answer?[Kept];

    /// <summary>The answer; <see langword="null"/> where the method is not listed.</summary>
    /// <param name="own">The node of the path as written, or none.</param>
    /// <param name="twin">The node of its other form, or none.</param>
    /// <param name="method">The method's number.</param>
    public CatalogMatch? Get(int own, int twin, int method)
    {
        int slot = (own + (31 * twin) + (7 * method)) & (Kept - 1);
        Answer? kept = Volatile.Read(ref _answers[slot]);
        if (kept is null || kept.Own != own || kept.Twin != twin || kept.Method != method)
        {
            kept = new Answer(own, twin, method, Read(own, twin, method));
            Volatile.Write(ref _answers[slot], kept);
        }

        return kept.Match;
    }

    // What is listed for the path as written; its twin fills in the schemes that it leaves open.
    private CatalogMatch? Read(int own, int twin, int method)
    {
        var requirements = new List<CatalogRequirement>();
        int template = PathTrie.None;
        for (int scheme = 0; scheme < PermissionSchemes.All.Length; scheme++)
        {
            if (AddRequirements(requirements, own, method, scheme))
                template = own;
            else if (AddRequirements(requirements, twin, method, scheme) && template == PathTrie.None)
                template = twin;
        }

        return template == PathTrie.None
            ? null
            : new CatalogMatch(PathTemplate.Of(trie, template), HttpMethods.Names[method], requirements.ToArray());
    }

    private bool AddRequirements(List<CatalogRequirement> requirements, int node, int method, int scheme)
    {
        if (node == PathTrie.None)
            return false;
        int set = trie.OperationSetOf(node);
        int last = file.Number(Section.OperationSets, set + 1);
        for (int i = file.Number(Section.OperationSets, set); i < last; i++)
        {
            int operation = file.RecordAt(Section.Operations, i);
            if (file.ReadByte(operation + OperationRecord.Method) != method || file.ReadByte(operation + OperationRecord.Scheme) != scheme)
                continue;
            int requirementSet = file.ReadUInt16(operation + OperationRecord.RequirementSet);
            int end = file.Number(Section.RequirementSets, requirementSet + 1);
            for (int number = file.Number(Section.RequirementSets, requirementSet); number < end; number++)
                requirements.Add(ReadRequirement(number, PermissionSchemes.All[scheme]));
            return true;
        }

        return false;
    }

    private CatalogRequirement ReadRequirement(int number, PermissionScheme scheme)
    {
        int record = file.RecordAt(Section.Requirements, number);
        return new CatalogRequirement(
            permissionAt(file.ReadUInt16(record + RequirementRecord.Permission)),
            scheme,
            (file.ReadByte(record + RequirementRecord.Flags) & RequirementRecord.Least) != 0,
            AlsoRequired(file.ReadByte(record + RequirementRecord.AlsoRequires)));
    }

    private string[] AlsoRequired(int set)
    {
        int start = file.Number(Section.AlsoRequiredSets, set);
        int count = file.Number(Section.AlsoRequiredSets, set + 1) - start;
        if (count == 0)
            return [];
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
            names[i] = permissionAt(file.Number(Section.AlsoRequired, start + i)).Name;
        return names;
    }

    private sealed class Answer(int own, int twin, int method, CatalogMatch? match)
    {
        public int Own { get; } = own;

        public int Twin { get; } = twin;

        public int Method { get; } = method;

        public CatalogMatch? Match { get; } = match;
    }
}
