using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Writes the sections about permissions.</summary>
internal static class PermissionTable
{
    public static SectionBuffer Write(SourcePermission[] permissions, CallTables calls, TextPool text)
    {
        var records = new SectionBuffer();
        for (int number = 0; number < permissions.Length; number++)
        {
            SourcePermission permission = permissions[number];
            records.Int32(text.OffsetOf(permission.Name))
                .Bytes((permission.DelegatedId ?? Guid.Empty).ToByteArray())
                .Bytes((permission.ApplicationId ?? Guid.Empty).ToByteArray())
                .Byte((int)Union(permission.Schemes))
                .Byte((int)Union(permission.Schemes.Where(scheme => scheme.RequiresAdminConsent)))
                .Byte(FlagsOf(permission))
                .Byte(0);
            foreach (PermissionScheme scheme in PermissionSchemes.All)
                records.Byte(permission.Schemes.FirstOrDefault(known => known.Scheme == scheme)?.PrivilegeLevel ?? 0);
            records.Byte(0).UInt16(calls.PathCountOf(number)).UInt16(0);
        }

        return records;
    }

    public static SectionBuffer WriteIds(SourcePermission[] permissions, Func<SourcePermission, Guid?> idOf)
    {
        var ids = new SortedDictionary<byte[], int>(Comparer<byte[]>.Create(CompareBytes));
        for (int number = 0; number < permissions.Length; number++)
        {
            if (idOf(permissions[number]) is not { } id)
                continue;
            byte[] bytes = id.ToByteArray();
            if (ids.TryGetValue(bytes, out int other))
                throw new InvalidDataException($"'{permissions[other].Name}' and '{permissions[number].Name}' have the same id {id}.");
            ids.Add(bytes, number);
        }

        var section = new SectionBuffer();
        foreach (int number in ids.Values)
            section.UInt16(number);
        return section;
    }

    private static PermissionScheme Union(IEnumerable<SourceScheme> schemes) =>
        schemes.Aggregate(PermissionScheme.None, (union, scheme) => union | scheme.Scheme);

    private static int FlagsOf(SourcePermission permission) =>
        (permission.DelegatedId is null ? 0 : PermissionRecord.HasDelegatedId)
        | (permission.ApplicationId is null ? 0 : PermissionRecord.HasApplicationId)
        | (permission.DelegatedEnabled ? PermissionRecord.DelegatedEnabled : 0)
        | (permission.ApplicationEnabled ? PermissionRecord.ApplicationEnabled : 0)
        | (permission.IsResourceSpecific ? PermissionRecord.ResourceSpecific : 0);

    private static int CompareBytes(byte[]? left, byte[]? right)
    {
        int i = 0;
        while (i < left!.Length - 1 && left[i] == right![i])
            i++;
        return left[i] - right![i];
    }
}
