namespace MicrosoftOAuth.Catalog.Tests;

public class NearestTests
{
    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    [Theory]
    [InlineData("Mail.Raed", "Mail.Read")]
    [InlineData("mail.reed", "Mail.Read")]
    [InlineData("User.Read.Al", "User.Read.All")]
    [InlineData("UserRead", "User.Read")]
    [InlineData("user_read_all", "User.Read.All")]
    [InlineData("Read.Mail", "Mail.Read")]
    [InlineData("Files.WriteRead", "Files.ReadWrite")]
    [InlineData("Calendar.Read", "Calendars.Read")]
    [InlineData("Application.ReadWrite.Owned", "Application.ReadWrite.OwnedBy")]
    [InlineData("Notes.Create ", "Notes.Create")]
    public void A_slip_is_understood(string typed, string meant) => Assert.Equal(meant, Catalog.Nearest(typed, kind: null)[0]);

    [Fact]
    public void Names_that_begin_with_what_was_typed_come_first_and_the_short_ones_first() =>
        Assert.Equal(["Mail.Read", "Mail.Send"], Catalog.Nearest("Mail.", PermissionKind.Delegated, count: 2));

    [Fact]
    public void Only_names_of_the_kind_are_given()
    {
        Assert.Contains("Application.ReadWrite.OwnedBy", Catalog.Nearest("Application.ReadWrite.OwnedB", PermissionKind.Application), StringComparer.Ordinal);
        Assert.DoesNotContain("Application.ReadWrite.OwnedBy", Catalog.Nearest("Application.ReadWrite.OwnedB", PermissionKind.Delegated), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("qqqqqqqq")]
    [InlineData("https://graph.microsoft.com/.default")]
    public void What_is_like_nothing_gets_no_suggestion(string typed) => Assert.Empty(Catalog.Nearest(typed, kind: null));

    [Fact]
    public void No_more_are_given_than_asked_for()
    {
        Assert.Equal(5, Catalog.Nearest("User", kind: null).Count);
        Assert.Equal(3, Catalog.Nearest("User", kind: null, count: 3).Count);
        Assert.Empty(Catalog.Nearest("User", kind: null, count: 0));
    }
}
