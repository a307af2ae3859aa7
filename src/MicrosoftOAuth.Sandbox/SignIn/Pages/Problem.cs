using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>What is wrong with an answer that a person has given on a page.</summary>
/// <param name="Text">What the person is told.</param>
/// <param name="Error">What the sign-in service calls it, for whoever reads pages by program; null where it has no number.</param>
internal sealed record Problem(string Text, SignInException? Error = null)
{
    public static readonly Problem NoUserName = new("Enter a valid email address or sign-in name.");

    public static readonly Problem NoPassword = new("Please enter your password.");

    public static readonly Problem NoCode = new("Enter the code that your app or device shows.");

    public static Problem UnknownUserName(SignInException error) =>
        new("This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.", error);

    public static Problem WrongPassword(SignInException error) =>
        new("Your account or password is incorrect. If you don't remember your password, ask your admin to reset it.", error);

    public static Problem WrongCode(SignInException error) => new("That code didn't work. Check the code and try again.", error);

    public static Problem WrongKindOfAccount(Account account, SignInException error) => new(
        account.Tenant.IsPersonal
            ? "You can't sign in here with a personal account. Use your work or school account instead."
            : "You can't sign in here with a work or school account. Use your personal account instead.",
        error);
}
