using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog;

/// <summary>One permission of Microsoft Graph, read from the index as asked.</summary>
public sealed class CatalogPermission
{
    private readonly IndexFile _file;
    private readonly int _record;
    private string? _name;

    internal CatalogPermission(IndexFile file, int number)
    {
        _file = file;
        _record = file.RecordAt(Section.Permissions, number);
        Number = number;
    }

    /// <summary>The name, for instance <c>Mail.Read</c>, in Microsoft's own spelling.</summary>
    public string Name => _name ??= _file.ReadString(_file.ReadInt32(_record + PermissionRecord.Name));

    /// <summary>The id of the delegated scope; <see langword="null"/> where Microsoft Graph offers none.</summary>
    public Guid? DelegatedId => Has(PermissionRecord.HasDelegatedId) ? _file.ReadGuid(_record + PermissionRecord.DelegatedId) : null;

    /// <summary>The id of the app role; <see langword="null"/> where Microsoft Graph offers none.</summary>
    public Guid? ApplicationId => Has(PermissionRecord.HasApplicationId) ? _file.ReadGuid(_record + PermissionRecord.ApplicationId) : null;

    /// <summary>The schemes that it is documented or offered for.</summary>
    public PermissionScheme Schemes => (PermissionScheme)_file.ReadByte(_record + PermissionRecord.Schemes);

    /// <summary>
    /// Whether it is granted on one resource (a team, a chat) by its owner instead of in the tenant.
    /// Such a permission has no id.
    /// </summary>
    public bool IsResourceSpecific => Has(PermissionRecord.ResourceSpecific);

    /// <summary>How many paths it opens, under any method and scheme. Fewer is narrower. 0 where nothing is listed.</summary>
    public int PathCount => _file.ReadUInt16(_record + PermissionRecord.PathCount);

    internal int Number { get; }

    /// <summary>The id of that kind; <see langword="null"/> where Microsoft Graph offers none.</summary>
    public Guid? Id(PermissionKind kind) => kind == PermissionKind.Application ? ApplicationId : DelegatedId;

    /// <summary>Whether Microsoft Graph offers it as that kind: it has an id and is enabled.</summary>
    public bool IsOffered(PermissionKind kind) => IsEnabled(kind) && Id(kind) is not null;

    /// <summary>Whether it is enabled as that kind.</summary>
    public bool IsEnabled(PermissionKind kind) =>
        Has(kind == PermissionKind.Application ? PermissionRecord.ApplicationEnabled : PermissionRecord.DelegatedEnabled);

    /// <summary>
    /// Whether an administrator must consent to it as that kind. For delegated permissions this is the rule for work
    /// or school accounts, where it has one. A tenant may be stricter.
    /// </summary>
    public bool RequiresAdminConsent(PermissionKind kind)
    {
        if (kind == PermissionKind.Application)
            return RequiresAdminConsent(PermissionScheme.Application);
        return RequiresAdminConsent(
            (Schemes & PermissionScheme.DelegatedWork) != PermissionScheme.None ? PermissionScheme.DelegatedWork : PermissionScheme.DelegatedPersonal);
    }

    /// <summary>Whether an administrator must consent to it under (any of) the given schemes.</summary>
    public bool RequiresAdminConsent(PermissionScheme scheme) =>
        ((PermissionScheme)_file.ReadByte(_record + PermissionRecord.AdminConsent) & scheme) != PermissionScheme.None;

    /// <summary>Microsoft's weight of it under one scheme, 1 (little) to 4 (much); 0 where unknown.</summary>
    public int PrivilegeLevel(PermissionScheme scheme)
    {
        int number = PermissionSchemes.NumberOf(scheme);
        return number < 0 ? 0 : _file.ReadByte(_record + PermissionRecord.Levels + number);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private bool Has(int flag) => (_file.ReadByte(_record + PermissionRecord.Flags) & flag) != 0;
}
