namespace MicrosoftOAuth.Catalog.Format;

/// <summary>
/// The index file, little-endian throughout, read in place:
/// <code>
/// 0   magic            8 bytes, "MSOPERM" and 0x1A
/// 8   format version   u16
/// 10  section count    u16
/// 12  file length      u32
/// 16  checksum         u64, over all that follows (see Checksum)
/// 24  data date        i64, Unix seconds
/// 32  section table    for each section: u32 offset, u32 record count
/// </code>
/// The sections follow in the order of <see cref="Section"/>, each at a multiple of eight.
/// Where a section of starts says "n + 1", entry i runs from starts[i] up to, not including, starts[i + 1].
/// </summary>
internal static class IndexLayout
{
    public const ushort Version = 2;
    public const int MagicOffset = 0;
    public const int VersionOffset = 8;
    public const int SectionCountOffset = 10;
    public const int LengthOffset = 12;
    public const int ChecksumOffset = 16;
    public const int ChecksummedFrom = 24;
    public const int DateOffset = 24;
    public const int SectionTableOffset = 32;
    public const int SectionEntrySize = 8;

    /// <summary>In the place of a literal's number: the node stands for one id or name.</summary>
    public const int PlaceholderSegment = 0xFFFF;

    /// <summary>In the place of a literal's number: the node stands for a path between colons (<c>root:/a/b:</c>).</summary>
    public const int PathAddressSegment = 0xFFFE;

    /// <summary>"MSOPERM" and 0x1A, as the number that its bytes are.</summary>
    public const ulong Magic = 0x1A_4D_52_45_50_4F_53_4D;

    /// <summary>Bytes of one record, by section.</summary>
    public static int RecordSize(Section section) => section switch
    {
        Section.Text or Section.SourceCommits or Section.Notices => 1,
        Section.Permissions => PermissionRecord.Size,
        Section.Literals => 4,
        Section.Nodes => NodeRecord.Size,
        Section.Operations => OperationRecord.Size,
        Section.Requirements => RequirementRecord.Size,
        _ => 2,
    };
}

/// <summary>The sections of the file, in order.</summary>
internal enum Section
{
    /// <summary>Strings: one byte of length, then UTF-8.</summary>
    Text,

    /// <summary>UTF-8 text.</summary>
    SourceCommits,

    /// <summary>UTF-8 text.</summary>
    Notices,

    /// <summary>Permissions, ordered by name (ordinal, ignoring case).</summary>
    Permissions,

    /// <summary>u16: permission numbers, ordered by the bytes of their delegated id.</summary>
    DelegatedIds,

    /// <summary>u16: permission numbers, ordered by the bytes of their application id.</summary>
    ApplicationIds,

    /// <summary>u32: where each literal path segment's string is in Text; ordered like the permissions.</summary>
    Literals,

    /// <summary>u16: literals by the hash of their text; see <see cref="LiteralHash"/>. A power of two of them.</summary>
    LiteralSlots,

    /// <summary>The trie, breadth first, so that children stand together; the last node is a fence.</summary>
    Nodes,

    /// <summary>u16, n + 1: starts in Operations. Set 0 is empty.</summary>
    OperationSets,

    /// <summary>What can be called on a path: method, scheme, requirement set.</summary>
    Operations,

    /// <summary>u16, n + 1: starts in Requirements.</summary>
    RequirementSets,

    /// <summary>The permissions that open an operation, the least privileged first.</summary>
    Requirements,

    /// <summary>u16, n + 1: starts in AlsoRequired. Set 0 is empty.</summary>
    AlsoRequiredSets,

    /// <summary>u16: permission numbers.</summary>
    AlsoRequired,
}

/// <summary>Offsets within a permission's record.</summary>
internal static class PermissionRecord
{
    public const int Name = 0;           // u32, in Text
    public const int DelegatedId = 4;    // 16 bytes as Guid.ToByteArray gives them
    public const int ApplicationId = 20; // 16 bytes
    public const int Schemes = 36;       // u8, PermissionScheme
    public const int AdminConsent = 37;  // u8, PermissionScheme: those for which an administrator must consent
    public const int Flags = 38;         // u8, below
    public const int Levels = 40;        // 3 x u8, by scheme number; 0 is unknown
    public const int PathCount = 44;     // u16, distinct path templates under any method and scheme
    public const int Size = 48;

    public const int HasDelegatedId = 1;
    public const int HasApplicationId = 2;
    public const int DelegatedEnabled = 4;
    public const int ApplicationEnabled = 8;
    public const int ResourceSpecific = 16;
}

/// <summary>Offsets within a node's record. Its children end where the next node's begin.</summary>
internal static class NodeRecord
{
    public const int Segment = 0;      // u16, a literal's number or one of the two special values
    public const int FirstChild = 2;   // u16
    public const int Parent = 4;       // u16
    public const int OperationSet = 6; // u16, 0 where the path itself is not listed
    public const int Size = 8;
}

/// <summary>Offsets within an operation's record.</summary>
internal static class OperationRecord
{
    public const int Method = 0;         // u8, number
    public const int Scheme = 1;         // u8, number
    public const int RequirementSet = 2; // u16
    public const int Size = 4;
}

/// <summary>Offsets within a requirement's record.</summary>
internal static class RequirementRecord
{
    public const int Permission = 0;   // u16
    public const int Flags = 2;        // u8, below
    public const int AlsoRequires = 3; // u8, a set of AlsoRequired
    public const int Size = 4;

    public const int Least = 1; // marked as least privileged by Microsoft, rightly or not
}
