using System.Globalization;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>
/// Counts the requests of each app in the tenant and refuses those beyond the limit ("Microsoft Graph service-specific
/// throttling limits", Identity and access: per application and tenant). Each request of a batch counts on its own.
/// </summary>
internal sealed class Throttle(PracticeWorld world)
{
    /// <summary>The share of the limit from which on answers say how much of it is used.</summary>
    private const double WarnsFrom = 0.8;

    private readonly Dictionary<string, Usage> usages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers a request, unless its app has sent too many.</summary>
    /// <exception cref="GraphException">It has.</exception>
    public Answer Pass(TenantState tenant, Caller caller, Func<Answer> answer)
    {
        var options = world.Options;
        if (options.ThrottleAfter is null && options.ThrottleEvery is null)
            return answer();
        var usage = Count(caller.AppId + tenant.Organization.Id, options.ThrottleWindow);
        if (options.ThrottleEvery is { } every && usage.Total % every == 0)
            throw Refusal(caller.AppId, tenant.Organization.Id, TimeSpan.FromSeconds(1), percentage: null);
        if (options.ThrottleAfter is not { } limit)
            return answer();
        var share = (double)usage.InWindow / limit;
        string? percentage = share > WarnsFrom ? Math.Min(share, 1.8).ToString("0.0#", CultureInfo.InvariantCulture) : null;
        if (usage.InWindow > limit)
            throw Refusal(caller.AppId, tenant.Organization.Id, usage.WindowEnds - world.Clock.GetUtcNow(), percentage);
        return percentage is null ? answer() : answer().With("x-ms-throttle-limit-percentage", percentage);
    }

    private Usage Count(string appAndTenant, TimeSpan window)
    {
        if (!usages.TryGetValue(appAndTenant, out var usage))
            usages[appAndTenant] = usage = new();
        var now = world.Clock.GetUtcNow();
        if (now >= usage.WindowEnds)
            (usage.WindowEnds, usage.InWindow) = (now + window, 0);
        usage.InWindow++;
        usage.Total++;
        return usage;
    }

    private static GraphException Refusal(string appId, string tenantId, TimeSpan wait, string? percentage)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("Retry-After", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture)),
            new("x-ms-throttle-scope", $"Tenant_Application/ReadWrite/{appId}/{tenantId}"),
            new("x-ms-throttle-information", "ResourceUnitLimitExceeded"),
        };
        if (percentage is not null)
            headers.Add(new("x-ms-throttle-limit-percentage", percentage));
        return new(429, "TooManyRequests", $"Too many requests from Identifier:{appId}+{tenantId} under category:aadgraph.app.tenant_large. Please try again later.") { Headers = headers };
    }

    private sealed class Usage
    {
        public int InWindow { get; set; }

        public long Total { get; set; }

        public DateTimeOffset WindowEnds { get; set; }
    }
}
