using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Matching;
using MicrosoftOAuth.Catalog.Naming;

namespace MicrosoftOAuth.Catalog;

/// <summary>
/// The permissions of Microsoft Graph and the calls they open, offline, from an index made of Microsoft's own lists.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class PermissionCatalog
{
    private const string ShippedIndex = "graph-permissions.index";

    /// <summary>The age up to which data is not old: 180 days.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromDays(180);

    private readonly IndexFile _file;
    private readonly CallIndex _calls;
    private readonly CatalogPermission[] _permissions;

    private PermissionCatalog(IndexFile file)
    {
        _file = file;

        // One object for each permission, so that they can be compared by reference. They read what they are asked for.
        _permissions = new CatalogPermission[file.Count(Section.Permissions)];
        for (int number = 0; number < _permissions.Length; number++)
            _permissions[number] = new CatalogPermission(file, number);
        _calls = new CallIndex(file, _permissions);
    }

    /// <summary>The catalog that belongs to this version of the module; opened when first asked for.</summary>
    public static PermissionCatalog Default => Shipped.Catalog;

    /// <summary>The day of the youngest source, UTC.</summary>
    public DateTimeOffset DataDate => _file.DataDate;

    /// <summary>
    /// Whether the data is so old that an answer should say so: older than <see cref="OldAfter"/>. Microsoft revises it 1 to 15
    /// times a month.
    /// </summary>
    /// <param name="now">The time by the caller's clock.</param>
    public bool IsOld(DateTimeOffset now) => now - DataDate > OldAfter;

    /// <summary>Where the data comes from: one line for each source, with repository, commit and file.</summary>
    public string SourceCommits => _file.ReadText(Section.SourceCommits);

    /// <summary>The licence notices of the sources.</summary>
    public string Notices => _file.ReadText(Section.Notices);

    /// <summary>The number of permissions.</summary>
    public int Count => _permissions.Length;

    /// <summary>All permissions, ordered by name (ordinal, ignoring case).</summary>
    public IEnumerable<CatalogPermission> Permissions => Enumerable.Range(0, Count).Select(PermissionAt);

    /// <summary>The templates of all listed paths, placeholders as <c>{id}</c> and <c>{path}</c>; shorter paths first.</summary>
    public IEnumerable<string> Paths => _calls.Paths;

    /// <summary>Opens an index file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an index, is damaged, or has another format version.</exception>
    public static PermissionCatalog Open(string path) => new(IndexFile.Open(path));

    /// <summary>A permission by name, ignoring case; <see langword="null"/> when unknown.</summary>
    public CatalogPermission? Find(string name)
    {
        int low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int record = _file.RecordAt(Section.Permissions, middle);
            int order = _file.CompareString(_file.ReadInt32(record + PermissionRecord.Name), name);
            if (order == 0)
                return PermissionAt(middle);
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>A permission by the id of its scope or app role; <see langword="null"/> when unknown.</summary>
    public CatalogPermission? Find(Guid id, PermissionKind kind)
    {
        bool isApplication = kind == PermissionKind.Application;
        Section section = isApplication ? Section.ApplicationIds : Section.DelegatedIds;
        int field = isApplication ? PermissionRecord.ApplicationId : PermissionRecord.DelegatedId;
        byte[] bytes = id.ToByteArray();
        int low = 0;
        int high = _file.Count(section) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int number = _file.Number(section, middle);
            int order = _file.CompareId(_file.RecordAt(Section.Permissions, number) + field, bytes);
            if (order == 0)
                return PermissionAt(number);
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>The names most like a misspelt one, the likeliest first; empty if none is like it.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="kind">Only permissions of this kind; <see langword="null"/> for both.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<string> Nearest(string name, PermissionKind? kind, int count = 5) =>
        NearestNames.Of(name, Permissions.Where(permission => IsOfKind(permission, kind)).Select(permission => permission.Name), count);

    /// <summary>What opens a call; <see langword="null"/> where the index has no data for it.</summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="path">
    /// A path or URL of Microsoft Graph as a user has it: with or without host, version, query, encoding, real ids.
    /// </param>
    public CatalogMatch? Match(string method, string path) => _calls.Match(method, path);

    /// <summary>
    /// For a call without data: the template of the nearest listed path, which is the path itself where only
    /// the method is not listed, or else the nearest parent. <see langword="null"/> where there is none.
    /// </summary>
    /// <param name="method">The HTTP method. A path is near whatever its methods are; <see cref="Methods"/> tells them.</param>
    /// <param name="path">A path or URL as for <see cref="Match"/>.</param>
    public string? NearestParent(string method, string path) => _calls.NearestParent(path);

    /// <summary>The methods listed for a path, under any scheme; empty where the path is not listed.</summary>
    public IReadOnlyList<string> Methods(string path) => _calls.Methods(path);

    /// <summary>The bytes of the index within this assembly.</summary>
    internal static byte[] ReadShipped()
    {
        using Stream stream = typeof(PermissionCatalog).Assembly.GetManifestResourceStream(ShippedIndex)!;
        byte[] data = new byte[stream.Length];
        int read = 0;
        while (read < data.Length)
            read += stream.Read(data, read, data.Length - read);
        return data;
    }

    private static bool IsOfKind(CatalogPermission permission, PermissionKind? kind) => kind switch
    {
        null => true,
        PermissionKind.Application => (permission.Schemes & PermissionScheme.Application) != PermissionScheme.None,
        _ => (permission.Schemes & (PermissionScheme.DelegatedWork | PermissionScheme.DelegatedPersonal)) != PermissionScheme.None,
    };

    private CatalogPermission PermissionAt(int number) => _permissions[number];

    // A class of its own, so that the first use of the catalog and nothing else opens it.
    private static class Shipped
    {
        public static readonly PermissionCatalog Catalog = new(IndexFile.Of(ReadShipped(), ShippedIndex));
    }
}
