using MicrosoftOAuth.Sandbox.Server.Startup;

namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>Every option there is, in the order that the help shows them.</summary>
internal static class ServerOptionTable
{
    public static IReadOnlyList<ServerOption> All { get; } =
    [
        new("--port", "NUMBER", $"The proxy's port, {ServerArguments.DefaultPort} unless told; 0 takes any that is free.",
            (arguments, value) => arguments with { Server = arguments.Server with { Port = value.Port() } }),
        new("--control-port", "NUMBER", $"The control page's port, {ServerArguments.DefaultControlPort} unless told; 0 takes any that is free.",
            (arguments, value) => arguments with { Server = arguments.Server with { ControlPort = value.Port() } }),
        new("--ca-file", "PATH", "Where to write the certificate to trust. Otherwise a private temporary folder that goes at the end.",
            (arguments, value) => arguments with { Server = arguments.Server with { AuthorityFile = value.FilePath() } }),
        new("--state", "PATH", "A file to keep the tenant in from one run to the next. Otherwise it is in memory alone.",
            (arguments, value) => arguments with { Server = arguments.Server with { StateFile = value.FilePath() } }),
        new("--record", "PATH", "A file to add every exchange with Microsoft Graph to, as a line of JSON. Secrets are in it.",
            (arguments, value) => arguments with { Server = arguments.Server with { RecordFile = value.FilePath() } }),
        new("--for", "TIME", "End after this time.",
            (arguments, value) => arguments with { RunTime = value.Duration() }),
        ServerOption.Switch("--until-stdin-closes", "End when the standard input closes, as it does when the program that started this one ends.",
            arguments => arguments with { EndsWithInput = true }),
        ServerOption.Switch("--quiet", "Print the last line alone.",
            arguments => arguments with { Announcement = Announcement.Quiet }),
        ServerOption.Switch("--json", "Print one line of JSON: proxy, caFile, controlPage, tenantId, domain, password, users.",
            arguments => arguments with { Announcement = Announcement.Json }),

        new("--seed", "NUMBER", "Hand out the same ids, codes and secrets each time, in the same order.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Seed = value.Number(int.MinValue, int.MaxValue) })),
        new("--starts-at", "INSTANT", "What the tenant's clock shows at the start, such as 2030-01-31T12:00:00Z; it goes on from there.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { StartsAt = value.Instant() })),
        new("--clock-offset", "TIME", "The same, as a distance from the machine's clock: 2h ahead of it, -2h behind it.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { StartsAt = TimeProvider.System.GetUtcNow() + value.Duration(mayBeNegative: true) })),
        new("--size", "NUMBER", "How many applications there are from the beginning, with service principals, secrets and consents.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Size = value.Number(0, 1_000_000) })),
        ServerOption.Switch("--second-tenant", "Add a second organization, whose people can use the first one's multi-tenant applications.",
            arguments => OfTenant(arguments, tenant => tenant with { SecondTenant = true })),
        ServerOption.Switch("--personal-accounts", "Add people with personal Microsoft accounts.",
            arguments => OfTenant(arguments, tenant => tenant with { PersonalAccounts = true })),
        new("--graph-as-of", "INSTANT", "The day as of which Microsoft Graph answers: later properties are left out.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { GraphAsOf = value.Instant() })),
        new("--replication-delay", "TIME", "How long a new object stays invisible, and a new consent without effect.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { ReplicationDelay = value.Duration() })),
        new("--secret-delay", "TIME", "How long a new client secret stays unusable.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { SecretDelay = value.Duration() })),
        new("--max-secret-lifetime", "TIME", "The longest lifetime that the tenant's policy allows a client secret.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { MaxSecretLifetime = value.Duration() })),
        ServerOption.Switch("--secrets-forbidden", "Let the tenant's policy forbid client secrets.",
            arguments => OfTenant(arguments, tenant => tenant with { SecretsForbidden = true })),
        ServerOption.Switch("--users-may-not-register-apps", "Let only people with a directory role register applications.",
            arguments => OfTenant(arguments, tenant => tenant with { UsersMayRegisterApps = false })),
        new("--user-consent", "WORD", "What users may consent to: allowed (the default), lowImpactOnly, forbidden.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { UserConsent = value.Word<PracticeUserConsent>() })),
        new("--low-impact-permissions", "NAMES", "The permissions of low impact, separated by commas.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { LowImpactPermissions = value.Names() })),
        ServerOption.Switch("--admin-consent-requests", "Let users ask an administrator for the consent that they cannot give.",
            arguments => OfTenant(arguments, tenant => tenant with { AdminConsentRequests = true })),
        new("--latency", "TIME", "How late every answer is.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Latency = value.Duration() })),
        new("--latency-jitter", "TIME", "The most that is added to it.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { LatencyJitter = value.Duration() })),
        new("--throttle-after", "NUMBER", "How many requests an app may send Graph within the window before it gets 429.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { ThrottleAfter = value.Number(1, int.MaxValue) })),
        new("--throttle-window", "TIME", "That window, 10s unless told.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { ThrottleWindow = value.Duration(isPositive: true) })),
        new("--throttle-every", "NUMBER", "Every how many requests of an app Graph answers one with 429.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { ThrottleEvery = value.Number(2, int.MaxValue) })),
        new("--fault-rate", "PART", "The part of all requests that meets a fault, from 0 to 1.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { FaultRate = value.Part() })),
        new("--fault-kinds", "WORDS", "Which faults: status, dropBefore, dropAfter, slow, truncate, separated by commas.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { FaultKinds = value.Words<PracticeFaultKind>() })),
        new("--device-code-interval", "NUMBER", "How many seconds a client is told to wait between two polls with a device code.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { DeviceCodeInterval = value.Number(0, 3600) })),
        ServerOption.Switch("--approve-device-codes", "Let the administrator enter every device code at once. Otherwise it waits for a person at the page.",
            arguments => OfTenant(arguments, tenant => tenant with { DeviceCodeApprovedAtOnce = true })),

        ServerOption.Switch("--help", "Print this.", arguments => arguments with { WantsHelp = true }),
        ServerOption.Switch("--version", "Print the version.", arguments => arguments with { WantsVersion = true }),
    ];

    private static ServerArguments OfTenant(ServerArguments arguments, Func<PracticeTenantOptions, PracticeTenantOptions> change) =>
        arguments with { Tenant = change(arguments.Tenant) };
}
