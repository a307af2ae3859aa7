namespace MicrosoftOAuth.Catalog.Naming;

/// <summary>
/// What the name of a permission says: <c>resource.operation.constraint</c>, the resource perhaps with a facet
/// after a hyphen (<c>Group-NestingSupport</c>).
/// Source: https://learn.microsoft.com/graph/permissions-overview#permissions-naming-pattern
/// </summary>
public static class PermissionName
{
    private const string ReadWrite = ".ReadWrite";
    private const string Read = ".Read";
    private const string All = ".All";
    private const string Selected = ".Selected";

    /// <summary>Whether it allows more than reading.</summary>
    public static bool Writes(string name) =>
        !name.Split('.').Skip(1).Any(part =>
            part.StartsWith("Read", StringComparison.OrdinalIgnoreCase) && !part.Contains("Write", StringComparison.OrdinalIgnoreCase));

    /// <summary>The resource without its facet; <see langword="null"/> for a name without facet.</summary>
    public static string? ResourceOfFacet(string name)
    {
        string resource = Resource(name);
        int hyphen = resource.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? null : resource.Substring(0, hyphen);
    }

    /// <summary>The same for the resource as a whole (<c>Group.ReadWrite.All</c>); <see langword="null"/> for a name without facet.</summary>
    public static string? WithoutFacet(string name) => ResourceOfFacet(name) is { } whole ? whole + name.Substring(Resource(name).Length) : null;

    /// <summary>The first part of the name; all of one without a dot.</summary>
    public static string Resource(string name) => name.IndexOf('.') is var dot && dot > 0 ? name.Substring(0, dot) : name;

    /// <summary>The same for what the user did not select as well (<c>Files.ReadWrite.Selected</c>); <see langword="null"/> for another name.</summary>
    public static string? Unselected(string name) =>
        name.EndsWith(Selected, StringComparison.Ordinal) ? name.Substring(0, name.Length - Selected.Length) : null;

    /// <summary>The name with writing instead of reading.</summary>
    public static string WritingForm(string name) => string.Join(ReadWrite, name.Split([Read], StringSplitOptions.None));

    /// <summary>The name with reading instead of reading and writing; <see langword="null"/> for one that has no such form.</summary>
    public static string? ReadingForm(string name) => name.IndexOf(ReadWrite + ".", StringComparison.OrdinalIgnoreCase) is var at && at > 0
        ? name.Remove(at + Read.Length, "Write".Length)
        : name.EndsWith(ReadWrite, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - "Write".Length) : null;

    /// <summary>Whether one is what writes too of what another reads: the same name with writing, or all of its resource.</summary>
    public static bool IsWritingFormOf(string writer, string reader) =>
        !Writes(reader)
        && ReadingForm(writer) is { } form
        && (form.Equals(reader, StringComparison.OrdinalIgnoreCase)
            || (IsWhole(writer) && Resource(writer).Equals(Resource(reader), StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether it is about the resource as a whole and not a part of it (<c>Policy.ReadWrite.ConditionalAccess</c>).</summary>
    public static bool IsWhole(string name) => name.Split('.') is [_, _] or [_, _, "All" or "Shared"];

    /// <summary>Whether it is named for a collection: <c>User.Read.All</c> and <c>UserNotification.ReadWrite</c> for <c>users</c>.</summary>
    public static bool IsNamedFor(string name, string collection)
    {
        string resource = Resource(name);
        int length = collection.Length - 1;
        return collection[length] is 's' or 'S'
            && resource.Length >= length
            && string.Compare(resource, 0, collection, 0, length, StringComparison.OrdinalIgnoreCase) == 0
            && (resource.Length == length || char.IsUpper(resource[length]));
    }

    /// <summary>
    /// Permissions that allow strictly less of the same: reading instead of writing too, where the call only reads;
    /// and, for a signed-in user, what is the user's own instead of everyone's.
    /// </summary>
    public static IEnumerable<string> NarrowerForms(string name, bool callReads, bool isDelegated)
    {
        string reading = callReads ? string.Join(Read, name.Split([ReadWrite], StringSplitOptions.None)) : name;
        if (reading != name)
            yield return reading;
        if (!isDelegated)
            yield break;
        if (name.EndsWith(All, StringComparison.Ordinal))
            yield return name.Substring(0, name.Length - All.Length);
        if (reading != name && reading.EndsWith(All, StringComparison.Ordinal))
            yield return reading.Substring(0, reading.Length - All.Length);
    }
}
