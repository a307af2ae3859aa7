using MicrosoftOAuth.Sandbox.Server.Arguments;
using MicrosoftOAuth.Sandbox.Server.Startup;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Arguments;

public sealed class ArgumentReaderTests
{
    [Fact]
    public void Without_words_it_is_the_usual_server()
    {
        var arguments = ArgumentReader.Read([]);

        Assert.Equal(ServerArguments.DefaultPort, arguments.Server.Port);
        Assert.Null(arguments.Tenant.Seed);
        Assert.Null(arguments.RunTime);
        Assert.Equal(Announcement.Text, arguments.Announcement);
    }

    [Fact]
    public void Options_reach_the_server_and_the_tenant()
    {
        var arguments = ArgumentReader.Read(["--port", "0", "--seed=-7", "--json", "--replication-delay", "1.5s", "--secret-delay", "12", "--max-secret-lifetime=180d", "--secrets-forbidden", "--for", "10m", "--until-stdin-closes"]);

        Assert.Equal(0, arguments.Server.Port);
        Assert.Equal(-7, arguments.Tenant.Seed);
        Assert.Equal(TimeSpan.FromSeconds(1.5), arguments.Tenant.ReplicationDelay);
        Assert.Equal(TimeSpan.FromSeconds(12), arguments.Tenant.SecretDelay);
        Assert.Equal(TimeSpan.FromDays(180), arguments.Tenant.MaxSecretLifetime);
        Assert.True(arguments.Tenant.SecretsForbidden);
        Assert.Equal(TimeSpan.FromMinutes(10), arguments.RunTime);
        Assert.True(arguments.EndsWithInput);
        Assert.Equal(Announcement.Json, arguments.Announcement);
    }

    [Fact]
    public void The_tenants_clock_can_be_set()
    {
        Assert.InRange(ArgumentReader.Read(["--clock-offset", "-2h"]).Tenant.StartsAt!.Value, DateTimeOffset.UtcNow.AddHours(-3), DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(DateTimeOffset.Parse("2040-05-06T07:08:09Z"), ArgumentReader.Read(["--starts-at", "2040-05-06T07:08:09Z"]).Tenant.StartsAt);
    }

    [Fact]
    public void Its_habits_can_be_set()
    {
        var tenant = ArgumentReader.Read(
        [
            "--user-consent", "LowImpactOnly", "--low-impact-permissions", "User.Read,Mail.Read", "--throttle-every", "5", "--throttle-window=1m",
            "--fault-rate", "0.25", "--fault-kinds", "dropAfter, slow", "--second-tenant", "--personal-accounts", "--size", "100", "--latency", "250ms",
        ]).Tenant;

        Assert.Equal(PracticeUserConsent.LowImpactOnly, tenant.UserConsent);
        Assert.Equal(["User.Read", "Mail.Read"], tenant.LowImpactPermissions);
        Assert.Equal(5, tenant.ThrottleEvery);
        Assert.Equal(TimeSpan.FromMinutes(1), tenant.ThrottleWindow);
        Assert.Equal(0.25, tenant.FaultRate);
        Assert.Equal([PracticeFaultKind.DropAfter, PracticeFaultKind.Slow], tenant.FaultKinds);
        Assert.True(tenant is { SecondTenant: true, PersonalAccounts: true, Size: 100 });
        Assert.Equal(TimeSpan.FromMilliseconds(250), tenant.Latency);
    }

    [Fact]
    public void Every_option_of_a_tenant_has_one_on_the_command_line()
    {
        // A clock is an object, and standing faults are for programs.
        string[] forPrograms = [nameof(PracticeTenantOptions.Clock), nameof(PracticeTenantOptions.Faults)];
        var spelled = ServerOptionTable.All.Select(option => option.Name.Replace("-", "", StringComparison.Ordinal)).ToList();
        var missing = typeof(PracticeTenantOptions).GetProperties().Select(property => property.Name).Except(forPrograms, StringComparer.Ordinal)
            .Where(name => !spelled.Contains(name, StringComparer.OrdinalIgnoreCase));

        // Two are said the other way round, so that a switch changes what is usual.
        Assert.Equal([nameof(PracticeTenantOptions.DeviceCodeApprovedAtOnce), nameof(PracticeTenantOptions.UsersMayRegisterApps)], missing.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("'--prot' is not an option.", "--prot", "1")]
    [InlineData("'--device' is not an option. Is --device-code-interval meant?", "--device")]
    [InlineData("'serve' is not an option.", "serve")]
    [InlineData("--port needs a value: NUMBER.", "--port")]
    [InlineData("--port takes a whole number from 0 to 65535, not '65536'.", "--port", "65536")]
    [InlineData("--port takes a whole number from 0 to 65535, not ''.", "--port=")]
    [InlineData("--seed is there twice.", "--seed", "1", "--seed=2")]
    [InlineData("--json takes no value.", "--json=yes")]
    [InlineData("--for takes a length of time, such as 250ms, 30s, 5m, 12h or 180d, not '5 minutes'.", "--for", "5 minutes")]
    [InlineData("--for takes a length of time, such as 250ms, 30s, 5m, 12h or 180d, not '-5s'.", "--for", "-5s")]
    [InlineData("--for takes a length of time, such as 250ms, 30s, 5m, 12h or 180d, not '1e9d'.", "--for", "1e9d")]
    [InlineData("--for takes a length of time, such as 250ms, 30s, 5m, 12h or 180d, not '99999999999999999d'.", "--for", "99999999999999999d")]
    [InlineData("--starts-at takes a point in time, such as 2030-01-31T12:00:00Z, not 'noon'.", "--starts-at", "noon")]
    [InlineData("--user-consent takes allowed, lowImpactOnly, forbidden, not '1'.", "--user-consent", "1")]
    [InlineData("--fault-kinds takes status, dropBefore, dropAfter, slow, truncate, not 'slow,'.", "--fault-kinds", "slow,")]
    [InlineData("--fault-rate takes a number from 0 to 1, not '1.5'.", "--fault-rate", "1.5")]
    [InlineData("--throttle-every takes a whole number from 2 to 2147483647, not '1'.", "--throttle-every", "1")]
    [InlineData("--ca-file takes a path, not ''.", "--ca-file", "")]
    public void What_cannot_be_followed_is_said_with_the_options_name(string message, params string[] words) =>
        Assert.Equal(message, Assert.Throws<WrongArgumentException>(() => ArgumentReader.Read(words)).Message);

    [Fact]
    public void The_help_names_every_option()
    {
        var usage = ArgumentReader.Usage();

        Assert.All(ServerOptionTable.All, option => Assert.Contains($"  {option.Name} {option.Form}".TrimEnd() + " ", usage, StringComparison.Ordinal));
        Assert.True(ArgumentReader.Read(["-h"]).WantsHelp);
    }
}
