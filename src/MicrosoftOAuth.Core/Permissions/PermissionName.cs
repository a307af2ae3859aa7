namespace MicrosoftOAuth.Core;

/// <summary>
/// What a permission's name says: <c>resource.operation.constraint</c>
/// (https://learn.microsoft.com/graph/permissions-overview#permissions-naming-pattern).
/// </summary>
internal static class PermissionName
{
    private const string ReadWrite = ".ReadWrite";

    /// <summary>The parts.</summary>
    internal static string[] PartsOf(string name) => name.Split('.');

    /// <summary>The first part; all of a name without a dot.</summary>
    internal static string ResourceOf(string name) => name.IndexOf('.') is var dot && dot > 0 ? name.Substring(0, dot) : name;

    /// <summary>Whether it allows no more than reading.</summary>
    internal static bool OnlyReads(string name) => PartsOf(name).Skip(1).Any(part =>
        part.StartsWith("Read", StringComparison.OrdinalIgnoreCase) && !part.Contains("Write", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name with reading instead of reading and writing; null for one that has no such form.</summary>
    internal static string? ReadingForm(string name) => name.IndexOf(ReadWrite + ".", StringComparison.OrdinalIgnoreCase) is var at && at > 0
        ? name.Remove(at + ".Read".Length, "Write".Length)
        : name.EndsWith(ReadWrite, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - "Write".Length) : null;

    /// <summary>Whether one is what writes too of what another reads: the same name with writing, or all of its resource.</summary>
    internal static bool IsWritingFormOf(string writer, string reader) =>
        OnlyReads(reader)
        && ReadingForm(writer) is { } form
        && (form.Equals(reader, StringComparison.OrdinalIgnoreCase)
            || (PartsOf(writer) is [_, _] or [_, _, "All" or "Shared"] && ResourceOf(writer).Equals(ResourceOf(reader), StringComparison.OrdinalIgnoreCase)));
}
