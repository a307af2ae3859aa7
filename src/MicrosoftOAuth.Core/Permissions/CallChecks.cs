using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Holds the calls of a script or a list against what somebody holds. Sends nothing.</summary>
public static class CallChecks
{
    internal const string WhyNotEvident = "What it calls is only known when the script runs.";

    /// <summary>One check for each evident call, and then one without data for each that is not.</summary>
    /// <param name="holder">Whose permissions.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="kind">The kind of permission; null for whichever the holder has.</param>
    public static IReadOnlyList<PermissionCheck> Of(PermissionHolder holder, IReadOnlyList<ApiCall> calls, PermissionKind? kind = null) =>
    [
        .. Evident(calls).Select(call => PermissionJudge.Check(holder, call.Method!, call.Uri!, kind) with { Source = call.Source }),
        .. calls.Where(call => !call.IsEvident).Select(call => NotEvident(holder, call, kind ?? holder.Kinds[0])),
    ];

    /// <summary>The calls that can be looked up, each once: where it stands first.</summary>
    internal static IEnumerable<ApiCall> Evident(IReadOnlyList<ApiCall> calls) => calls
        .Where(call => call.IsEvident)
        .GroupBy(call => call.ToString(), StringComparer.OrdinalIgnoreCase)
        .Select(same => same.First());

    private static PermissionCheck NotEvident(PermissionHolder holder, ApiCall call, PermissionKind kind) => new()
    {
        Kind = kind,
        Outcome = PermissionOutcome.NoData,
        Held = holder.Held(kind),
        Reason = WhyNotEvident,
        Source = call.Source,
    };
}
