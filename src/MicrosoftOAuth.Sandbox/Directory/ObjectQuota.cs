namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>
/// The number of objects that people without a directory role have made ("Microsoft Entra service limits and restrictions":
/// 250, of which a deleted one counts until it is gone for good).
/// </summary>
internal sealed class ObjectQuota
{
    public const int Limit = 250;

    private readonly Dictionary<string, int> made = new(StringComparer.Ordinal);

    public bool IsUsedUp(string makerId) => made.TryGetValue(makerId, out var count) && count >= Limit;

    public void Charge(DirectoryObject item)
    {
        if (item.CreatedById is { } maker)
            made[maker] = (made.TryGetValue(maker, out var count) ? count : 0) + 1;
    }

    /// <summary>Gives back the place of an object that is gone for good.</summary>
    public void Release(DirectoryObject item)
    {
        if (item.CreatedById is { } maker && made.TryGetValue(maker, out var count))
            made[maker] = count - 1;
    }
}
