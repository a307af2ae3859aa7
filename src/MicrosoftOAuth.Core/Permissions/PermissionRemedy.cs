using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The commands that bring what is missing: no more of them than are needed, in the order to type them.</summary>
internal static class PermissionRemedy
{
    /// <summary>Adds to a check that something is missing what mends it, and how much of that is done already.</summary>
    /// <param name="check">The check.</param>
    /// <param name="holder">Who lacks it.</param>
    /// <param name="enough">The permissions any of which would do, the least privileged first.</param>
    internal static PermissionCheck Complete(PermissionCheck check, PermissionHolder holder, IReadOnlyList<FoundPermission> enough)
    {
        if (check.Outcome != PermissionOutcome.Missing)
        {
            return check;
        }

        FoundPermission least = Requestable(enough);
        string names = string.Join(", ", least.AlsoRequires.Take(1).Prepend(least.Permission));
        if (holder.OtherApi is not null)
        {
            return check with { Remedy = check.Method is null ? Request(holder, check.Kind, names, OfOtherApi(holder)) : "Get a token for it: Get-MsOAuthToken -Api 'Microsoft Graph'" };
        }

        if (holder.ClientId is null || holder.ClientId == SignInOptions.GraphCommandLineTools)
        {
            return check with { Remedy = $"Connect-MsOAuthApp -Scopes {names}" };
        }

        return (IsEnough(holder.Granted(check.Kind)), IsEnough(holder.Requested(check.Kind))) switch
        {
            (true, _) when holder.IsToken => check with
            {
                Reason = check.Reason + " The grant is there, and the token is older.",
                Remedy = "Get-MsOAuthToken -ForceRefresh",
            },
            (_, true) => check with
            {
                Reason = check.Reason + " The app requests it, and nobody has consented.",
                Remedy = Grant(holder),
            },
            _ => check with { Remedy = Request(holder, check.Kind, names, string.Empty) },
        };

        bool IsEnough(string[] held) => PermissionMatch.Of(enough, held, PermissionRules.For(check.Kind)).IsMet;
    }

    /// <summary>The least privileged permission that an app can request. What an owner grants on one resource has no id, and none can.</summary>
    internal static FoundPermission Requestable(IReadOnlyList<FoundPermission> enough) => enough.FirstOrDefault(permission => permission.Id is not null) ?? enough[0];

    private static string Request(PermissionHolder holder, PermissionKind kind, string names, string api) =>
        $"Add-MsOAuthPermission -ClientId {holder.ClientId}{api} -{kind}Permission {names}; {Grant(holder)}";

    private static string Grant(PermissionHolder holder) =>
        $"Grant-MsOAuthConsent -ClientId {holder.ClientId}{(holder.IsToken ? "; Get-MsOAuthToken -ForceRefresh" : string.Empty)}";

    private static string OfOtherApi(PermissionHolder holder)
    {
        string audience = holder.OtherApi!;
        MicrosoftApi? known = MicrosoftApi.All.FirstOrDefault(api => audience.TrimEnd('/').Equals(api.AudienceIn(MicrosoftCloud.Of(CloudEnvironment.Global)), StringComparison.OrdinalIgnoreCase));
        return $" -Api '{known?.Name ?? audience.Replace("api://", string.Empty)}'";
    }
}
