namespace MicrosoftOAuth.Sandbox;

/// <summary>
/// What a practice tenant is like: its clock, its size, its policies, and which of a real directory's habits it shows. All
/// habits are off by default, so that a newcomer is not bothered by them.
/// </summary>
public sealed record PracticeTenantOptions
{
    /// <summary>
    /// The tenant's clock: lifetimes of tokens, secrets and codes, windows of throttling and delays are measured with it.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// The time that the tenant's clock shows when the tenant is made; from then on it goes as fast as <see cref="Clock"/>.
    /// Null leaves the clock as it is. A client whose own clock shows another time may take fresh tokens for expired ones.
    /// </summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>
    /// Two tenants with the same seed hand out the same ids, codes and secrets in the same order, and the same requests meet
    /// the same faults; null makes them random.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>How many applications the tenant holds from the beginning, with service principals, secrets and consents for a part of them.</summary>
    public int Size { get; init => field = value >= 0 ? value : throw OutOfRange(nameof(Size), value, "0 or more"); }

    /// <summary>The longest lifetime that the tenant's default app management policy allows a client secret; null sets no limit.</summary>
    public TimeSpan? MaxSecretLifetime { get; init; }

    /// <summary>Whether users without a directory role may register applications.</summary>
    public bool UsersMayRegisterApps { get; init; } = true;

    /// <summary>Whether the tenant's default app management policy forbids client secrets.</summary>
    public bool SecretsForbidden { get; init; }

    /// <summary>Whether there is a second organization, Fabrikam Practice, whose people can use the first one's multi-tenant applications.</summary>
    public bool SecondTenant { get; init; }

    /// <summary>Whether there are people with personal Microsoft accounts (<see cref="PracticeTenant.Tenants"/> names them).</summary>
    public bool PersonalAccounts { get; init; }

    /// <summary>What users without an administrator's role may consent to.</summary>
    public PracticeUserConsent UserConsent { get; init; }

    /// <summary>
    /// The delegated permissions of Microsoft Graph that the tenant's administrators have classified as of low impact. They
    /// matter with <see cref="PracticeUserConsent.LowImpactOnly"/> alone; the default is what Microsoft proposes.
    /// </summary>
    public IReadOnlyList<string> LowImpactPermissions { get; init; } = ["User.Read", "openid", "profile", "email", "offline_access"];

    /// <summary>Whether users may ask an administrator for the consent that they cannot give themselves.</summary>
    public bool AdminConsentRequests { get; init; }

    /// <summary>How long a new client secret stays unusable at the token endpoint (in a real tenant some 4 to 18 seconds).</summary>
    public TimeSpan SecretDelay { get; init => field = NotNegative(nameof(SecretDelay), value); }

    /// <summary>How long a new object stays invisible to reads and to other writes, and a new consent to tokens.</summary>
    public TimeSpan ReplicationDelay { get; init => field = NotNegative(nameof(ReplicationDelay), value); }

    /// <summary>How late every answer to a client is, by the tenant's clock.</summary>
    public TimeSpan Latency { get; init => field = NotNegative(nameof(Latency), value); }

    /// <summary>The most that is added to <see cref="Latency"/>: each answer gets a part of it, chosen under the seed.</summary>
    public TimeSpan LatencyJitter { get; init => field = NotNegative(nameof(LatencyJitter), value); }

    /// <summary>
    /// How many requests an app may send Microsoft Graph within <see cref="ThrottleWindow"/>; each one more is answered with
    /// 429 and Retry-After until the window has passed. Null sets no limit.
    /// </summary>
    public int? ThrottleAfter { get; init => field = value is null or > 0 ? value : throw OutOfRange(nameof(ThrottleAfter), value, "1 or more"); }

    /// <summary>The time within which <see cref="ThrottleAfter"/> counts.</summary>
    public TimeSpan ThrottleWindow { get; init => field = value > TimeSpan.Zero ? value : throw OutOfRange(nameof(ThrottleWindow), value, "longer than no time"); } = TimeSpan.FromSeconds(10);

    /// <summary>Every how many requests of an app Microsoft Graph answers one with 429 and Retry-After: 1; null for none.</summary>
    public int? ThrottleEvery { get; init => field = value is null or > 1 ? value : throw OutOfRange(nameof(ThrottleEvery), value, "2 or more"); }

    /// <summary>The part of all clients' requests that meets a fault of <see cref="FaultKinds"/>, from 0 to 1; which ones is chosen under the seed.</summary>
    public double FaultRate { get; init => field = value is >= 0 and <= 1 ? value : throw OutOfRange(nameof(FaultRate), value, "from 0 to 1"); }

    /// <summary>The kinds of fault that <see cref="FaultRate"/> brings, each as often as the others. A status is 503; a slow answer is late by 5 seconds.</summary>
    public IReadOnlyList<PracticeFaultKind> FaultKinds { get; init; } = [PracticeFaultKind.Status];

    /// <summary>Faults that stand for as long as the tenant does; their <see cref="PracticeFault.Count"/> is not looked at.</summary>
    public IReadOnlyList<PracticeFault> Faults { get; init; } = [];

    /// <summary>The number of seconds a client is told to wait between two polls with a device code.</summary>
    public int DeviceCodeInterval { get; init; } = 1;

    /// <summary>
    /// Whether the practice administrator enters a device code right after it is shown: the first poll is told
    /// <c>authorization_pending</c>, the next one gets its token. Otherwise a code waits for
    /// <see cref="PracticeTenant.ApproveDeviceCode"/> or <see cref="PracticeTenant.RefuseDeviceCode"/>.
    /// </summary>
    public bool DeviceCodeApprovedAtOnce { get; init; } = true;

    /// <summary>
    /// The day as of which Microsoft Graph answers: properties that it added later are left out, and defaults that it changed
    /// later are as they were. Null is today. It says nothing about the clock.
    /// </summary>
    public DateTimeOffset? GraphAsOf { get; init; }

    private static TimeSpan NotNegative(string name, TimeSpan value) => value >= TimeSpan.Zero ? value : throw OutOfRange(name, value, "no negative time");

    private static ArgumentOutOfRangeException OutOfRange(string name, object value, string range) => new(name, value, $"{name} must be {range}.");
}
