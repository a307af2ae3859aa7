using System.Management.Automation.Host;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>The table of found permissions as a window shows it.</summary>
public sealed class PermissionFormatTests
{
    [Theory]
    [InlineData(160)]
    [InlineData(80)]
    [InlineData(79)]
    [InlineData(60)]
    public void Notes_are_readable_in_windows_of_any_width(int width)
    {
        string shown = Show(width, "Find-MsOAuthPermission /me/calendars -Scheme Application -WarningAction Ignore");
        Assert.Contains("Calendars.ReadBasic", shown, StringComparison.Ordinal);
        Assert.Contains("not offered to apps", shown, StringComparison.Ordinal);
        Assert.Contains("no app alone gets in at /me", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Theory]
    [InlineData("Find-MsOAuthPermission /users/x/displayName -WarningAction Ignore", "(no data)|  nearest listed:|  /users/{id}")]
    [InlineData("Find-MsOAuthPermission '/teams/{id}/channels/{id}/messages' -Scheme Application", "granted on the team or chat itself")]
    [InlineData("Find-MsOAuthPermission -Method POST -Uri /identity/conditionalAccess/policies -Scheme DelegatedWork", "  together with|  Policy.ReadWrite.ConditionalAccess")]
    [InlineData("Find-MsOAuthPermission -Method POST -Uri '/servicePrincipals/{id}/appRoleAssignedTo' -Scheme Application", "  together with|  Application.Read.All or")]
    [InlineData("Find-MsOAuthPermission -Method DELETE -Uri '/compliance/ediscovery/cases/{id}' -Scheme Application", "only reads: see Notes")]
    [InlineData("Find-MsOAuthPermission /me/messages -Scheme DelegatedWork", "Mail.ReadBasic                                 DelegatedWork     yes   user")]
    [InlineData("Find-MsOAuthPermission /users -Scheme Application", "DeviceManagementServiceConfig.ReadWrite.All    Application             admin")]
    public void What_there_is_to_know_stands_below_the_name(string command, string words)
    {
        string shown = Show(80, command);
        Assert.All(words.Split('|'), word => Assert.Contains(word, shown, StringComparison.Ordinal));
    }

    private static string Show(int width, string command)
    {
        using ModuleSession session = new();
        session.Host.UI.RawUI.BufferSize = new Size(width, 50);
        session.Run(command + " | Out-Default").ThrowIfFailed();
        return Regex.Replace(session.Host.Shown, "\u001b\\[[0-9;]*m", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
