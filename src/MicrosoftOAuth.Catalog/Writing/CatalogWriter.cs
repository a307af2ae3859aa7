using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Writing;

namespace MicrosoftOAuth.Catalog;

/// <summary>Writes an index file. The same source gives the same bytes, whatever order its lists are in.</summary>
public static class CatalogWriter
{
    /// <summary>The bytes of the index.</summary>
    /// <exception cref="InvalidDataException">The source contradicts itself or is larger than the format can hold.</exception>
    public static byte[] Write(CatalogSource source)
    {
        SourcePermission[] permissions = source.Permissions
            .OrderBy(permission => permission.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        Dictionary<string, int> numbers = NumberByName(permissions);

        var text = new TextPool();
        var calls = new CallTables(permissions, numbers);
        var trie = TrieTables.Build(calls);
        var file = new SectionWriter();

        // Records that point into the text come before it in time, but after it in the file.
        SectionBuffer permissionRecords = PermissionTable.Write(permissions, calls, text);
        SectionBuffer literals = trie.WriteLiterals(text);

        file.Add(Section.Text, text.Bytes);
        file.Add(Section.SourceCommits, SectionBuffer.OfText(source.SourceCommits));
        file.Add(Section.Notices, SectionBuffer.OfText(source.Notices));
        file.Add(Section.Permissions, permissionRecords);
        file.Add(Section.DelegatedIds, PermissionTable.WriteIds(permissions, permission => permission.DelegatedId));
        file.Add(Section.ApplicationIds, PermissionTable.WriteIds(permissions, permission => permission.ApplicationId));
        file.Add(Section.Literals, literals);
        file.Add(Section.LiteralSlots, trie.WriteLiteralSlots());
        file.Add(Section.Nodes, trie.WriteNodes());
        calls.AddTo(file);
        return file.ToFile(source.DataDate);
    }

    private static Dictionary<string, int> NumberByName(SourcePermission[] permissions)
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < permissions.Length; i++)
        {
            if (numbers.ContainsKey(permissions[i].Name))
                throw new InvalidDataException($"The permission '{permissions[i].Name}' is there twice.");
            numbers.Add(permissions[i].Name, i);
        }

        return numbers;
    }
}
