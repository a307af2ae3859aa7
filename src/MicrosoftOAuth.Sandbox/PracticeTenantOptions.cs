namespace MicrosoftOAuth.Sandbox;

/// <summary>What a practice tenant is like: its clock, its policies, and which of a real directory's habits it shows.</summary>
public sealed record PracticeTenantOptions
{
    /// <summary>The tenant's clock: lifetimes of tokens, secrets and codes are measured with it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Two tenants with the same seed hand out the same ids, codes and secrets in the same order; null makes them random.</summary>
    public int? Seed { get; init; }

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

    /// <summary>How long a new client secret stays unusable at the token endpoint (in a real tenant some 4 to 18 seconds).</summary>
    public TimeSpan SecretDelay { get; init; }

    /// <summary>How long a new object stays invisible to reads and to other writes, and a new consent to tokens.</summary>
    public TimeSpan ReplicationDelay { get; init; }

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
}
