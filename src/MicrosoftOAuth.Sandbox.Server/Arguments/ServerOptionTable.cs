using MicrosoftOAuth.Sandbox.Server.Startup;

namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>Every option there is, in the order that the help shows them.</summary>
internal static class ServerOptionTable
{
    public static IReadOnlyList<ServerOption> All { get; } =
    [
        new("--port", "NUMBER", $"The proxy's port, {ServerArguments.DefaultPort} unless told; 0 takes any that is free.",
            (arguments, value) => arguments with { Server = arguments.Server with { Port = value.Port() } }),
        new("--ca-file", "PATH", "Where to write the certificate to trust. Otherwise a private temporary folder that goes at the end.",
            (arguments, value) => arguments with { Server = arguments.Server with { AuthorityFile = value.FilePath() } }),
        new("--for", "TIME", "End after this time.",
            (arguments, value) => arguments with { RunTime = value.Duration() }),
        ServerOption.Switch("--until-stdin-closes", "End when the standard input closes, as it does when the program that started this one ends.",
            arguments => arguments with { EndsWithInput = true }),
        ServerOption.Switch("--quiet", "Print the last line alone.",
            arguments => arguments with { Announcement = Announcement.Quiet }),
        ServerOption.Switch("--json", "Print one line of JSON: proxy, caFile, controlPage, tenantId, domain, users.",
            arguments => arguments with { Announcement = Announcement.Json }),

        new("--seed", "NUMBER", "Hand out the same ids, codes and secrets each time, in the same order.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Seed = value.Number(int.MinValue, int.MaxValue) })),
        new("--clock-offset", "TIME", "Let the tenant's clock run this much ahead of the machine's; behind it with a minus.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Clock = new ShiftedClock(value.Duration(mayBeNegative: true)) })),
        new("--clock-start", "INSTANT", "Let the tenant's clock start here, such as 2030-01-31T12:00:00Z.",
            (arguments, value) => OfTenant(arguments, tenant => tenant with { Clock = new ShiftedClock(value.Instant() - TimeProvider.System.GetUtcNow()) })),
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
