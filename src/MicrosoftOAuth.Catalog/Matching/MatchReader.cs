using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// Reads what is listed for a node and method. The last few answers are kept by node, not by what was asked: whoever asks
/// about one call with many ids pays for the match alone, and no address is remembered.
/// </summary>
internal sealed class MatchReader(IndexFile file, PathTrie trie, CatalogPermission[] permissions)
{
    /// <summary>How many answers are kept.</summary>
    public const int Kept = 256;

    private const int Tries = 4;

    private static readonly string[] s_none = [];

    // Read and written by any thread without more ado: what is in it is immutable, and writing a reference publishes all of it
    // (https://github.com/dotnet/runtime/blob/main/docs/design/specs/Memory-model.md).
    private readonly CatalogMatch?[] _kept = new CatalogMatch?[Kept];
    private int _next;

    /// <summary>The answer; <see langword="null"/> where the method is not listed.</summary>
    /// <param name="own">The node of the path as written, or none.</param>
    /// <param name="twin">The node of its other form, or none.</param>
    /// <param name="method">The method's number.</param>
    public CatalogMatch? Get(int own, int twin, int method)
    {
        int first = ((own * 31) + (twin * 7) + method) & (Kept - Tries);
        for (int i = first; i < first + Tries; i++)
        {
            CatalogMatch? kept = _kept[i];
            if (kept is not null && kept.IsOf(own, twin, method))
                return kept;
        }

        CatalogMatch? match = Read(own, twin, method, first + (_next++ & (Tries - 1)));
        if (match is not null)
            _kept[match.Place] = match;
        return match;
    }

    // What is listed for the path as written; its twin fills in the schemes that it leaves open.
    private CatalogMatch? Read(int own, int twin, int method, int place)
    {
        int template = PathTrie.None;
        int count = 0;
        int[] sets = new int[PermissionSchemes.All.Length];
        for (int scheme = 0; scheme < sets.Length; scheme++)
        {
            int node = own;
            sets[scheme] = RequirementSetOf(own, method, scheme);
            if (sets[scheme] < 0)
                sets[scheme] = RequirementSetOf(node = twin, method, scheme);
            if (sets[scheme] < 0)
                continue;
            template = template == own && own != PathTrie.None ? own : node;
            count += file.Number(Section.RequirementSets, sets[scheme] + 1) - file.Number(Section.RequirementSets, sets[scheme]);
        }

        return template == PathTrie.None
            ? null
            : new CatalogMatch(PathTemplate.Of(trie, template), own, twin, method, ReadRequirements(sets, count), place);
    }

    // The number of the set that is listed for a node, method and scheme; below 0 where there is none.
    private int RequirementSetOf(int node, int method, int scheme)
    {
        if (node == PathTrie.None)
            return PathTrie.None;
        int set = trie.OperationSetOf(node);
        int last = file.Number(Section.OperationSets, set + 1);
        for (int i = file.Number(Section.OperationSets, set); i < last; i++)
        {
            int operation = file.RecordAt(Section.Operations, i);
            if (file.ReadByte(operation + OperationRecord.Method) == method && file.ReadByte(operation + OperationRecord.Scheme) == scheme)
                return file.ReadUInt16(operation + OperationRecord.RequirementSet);
        }

        return PathTrie.None;
    }

    private CatalogRequirement[] ReadRequirements(int[] sets, int count)
    {
        var requirements = new CatalogRequirement[count];
        int next = 0;
        for (int scheme = 0; scheme < sets.Length; scheme++)
        {
            int end = sets[scheme] < 0 ? 0 : file.Number(Section.RequirementSets, sets[scheme] + 1);
            for (int number = sets[scheme] < 0 ? 0 : file.Number(Section.RequirementSets, sets[scheme]); number < end; number++)
                requirements[next++] = ReadRequirement(number, PermissionSchemes.All[scheme]);
        }

        return requirements;
    }

    private CatalogRequirement ReadRequirement(int number, PermissionScheme scheme)
    {
        int record = file.RecordAt(Section.Requirements, number);
        int alsoRequires = file.ReadByte(record + RequirementRecord.AlsoRequires);
        return new CatalogRequirement(
            permissions[file.ReadUInt16(record + RequirementRecord.Permission)],
            scheme,
            (file.ReadByte(record + RequirementRecord.Flags) & RequirementRecord.Least) != 0,
            alsoRequires == 0 ? s_none : AlsoRequired(alsoRequires));
    }

    private string[] AlsoRequired(int set)
    {
        int start = file.Number(Section.AlsoRequiredSets, set);
        string[] names = new string[file.Number(Section.AlsoRequiredSets, set + 1) - start];
        for (int i = 0; i < names.Length; i++)
            names[i] = permissions[file.Number(Section.AlsoRequired, start + i)].Name;
        return names;
    }
}
