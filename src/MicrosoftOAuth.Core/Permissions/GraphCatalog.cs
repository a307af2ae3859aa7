using System.Globalization;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The index that questions about Microsoft Graph are answered from: the one that came with the module, or the one that
/// Update-MsOAuthPermissionCatalog made where that is as new. Chosen once in a process, and again after an update there.
/// </summary>
public static class GraphCatalog
{
    private static readonly object s_turn = new();
    private static PermissionCatalog? s_current;
    private static string? s_trouble;

    /// <summary>The newer of the two.</summary>
    public static PermissionCatalog Current => Volatile.Read(ref s_current) ?? Choose();

    /// <summary>Why the made index is not used, said once; null where there is nothing to say.</summary>
    public static string? TakeTrouble() => Volatile.Read(ref s_trouble) is null ? null : Interlocked.Exchange(ref s_trouble, null);

    /// <summary>What to say of answers from data older than 180 days; null while it is younger.</summary>
    /// <param name="context">Whose clock counts; null for this computer's.</param>
    public static string? WarningOfAge(OAuthContext? context)
    {
        DateTimeOffset now = (context?.Wire.Clock ?? TimeProvider.System).GetUtcNow();
        PermissionCatalog catalog = Current;
        return catalog.IsOld(now)
            ? string.Format(
                CultureInfo.InvariantCulture,
                "Microsoft's data on permissions is of {0:yyyy-MM-dd}, {1:N0} days old; what is newer is not in it. Make it anew: Update-MsOAuthPermissionCatalog",
                catalog.DataDate,
                (now - catalog.DataDate).TotalDays)
            : null;
    }

    /// <summary>Has the next question choose anew.</summary>
    internal static void Renew()
    {
        // In its turn: a choice that began before the update would else put the old one back.
        lock (s_turn)
        {
            Volatile.Write(ref s_current, null);
        }
    }

    /// <summary>The folder's index where it is sound and no older than the shipped one.</summary>
    /// <param name="folder">Where the made index is kept.</param>
    /// <param name="shipped">The one that came with the module.</param>
    /// <param name="trouble">Why the made one cannot be used; null where it can, or is not there.</param>
    internal static PermissionCatalog Newer(CatalogFolder folder, PermissionCatalog shipped, out string? trouble) =>
        folder.Open(out trouble) is { } made && made.DataDate >= shipped.DataDate ? made : shipped;

    private static PermissionCatalog Choose()
    {
        lock (s_turn)
        {
            if (s_current is null)
            {
                PermissionCatalog chosen = Newer(CatalogFolder.Of(HostMachine.Local), PermissionCatalog.Default, out string? trouble);
                Volatile.Write(ref s_trouble, trouble);
                Volatile.Write(ref s_current, chosen);
            }

            return s_current!;
        }
    }
}
