using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>The calls of a script against what somebody holds.</summary>
public sealed class CallChecksTests
{
    private static readonly PermissionHolder s_app = PermissionHolder.Of("11111111-1111-1111-1111-111111111111", []);
    private static readonly ApiCall s_send = new("POST", "/me/sendMail", "x.ps1:3");

    [Fact]
    public void Each_evident_call_is_checked_once_with_its_place()
    {
        PermissionCheck check = Assert.Single(CallChecks.Of(s_app, [s_send, s_send with { Source = "x.ps1:9" }]));
        Assert.Equal(("Mail.Send", PermissionOutcome.Missing, "x.ps1:3"), (check.Permission, check.Outcome, check.Source));
    }

    [Fact]
    public void What_is_not_evident_stands_last_without_an_answer()
    {
        IReadOnlyList<PermissionCheck> checks = CallChecks.Of(s_app, [new(null, null, "x.ps1:1 irm $uri"), s_send]);
        Assert.Equal([false, null], checks.Select(check => check.IsHeld));
        Assert.Equal("x.ps1:1 irm $uri: NoData", checks[1].ToString());
        Assert.Equal("What it calls is only known when the script runs.", checks[1].Reason);
    }

    [Fact]
    public void The_kind_that_is_asked_for_counts() =>
        Assert.Equal(PermissionKind.Application, Assert.Single(CallChecks.Of(s_app, [new("GET", "/users")], PermissionKind.Application)).Kind);
}
