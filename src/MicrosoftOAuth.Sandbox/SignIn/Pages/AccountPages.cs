using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>The pages that ask who is there.</summary>
internal static class AccountPages
{
    /// <summary>The account of the list that stands for none of it.</summary>
    public const string Another = "another";

    /// <summary>The accounts that are signed in to this browser, and the way to another one.</summary>
    public static Answer Pick(InteractiveFlow flow, string flowId, IEnumerable<BrowserSession> sessions)
    {
        var page = new Page("Pick an account").Heading("Pick an account").Add(For(flow)).Form(flow, "login", flowId);
        foreach (var (account, _) in sessions)
        {
            page.Add($"<button name=\"account\" value=\"{Page.Encode(account.User.Id)}\">{Page.Encode(account.User.DisplayName)}<br><small>{Page.Encode(account.User.UserPrincipalName)}</small></button>");
        }

        return page.Button("account", Another, "Use another account").EndForm().ToAnswer();
    }

    public static Answer UserName(InteractiveFlow flow, string flowId, string userName, Problem? problem) =>
        new Page("Sign in to your account").Heading("Sign in").Add(For(flow)).Form(flow, "login", flowId)
            .Input("username", "Email, phone, or sign-in name", "text", userName, "username", problem)
            .Button("next", "next", "Next", isMain: true)
            .EndForm()
            .ToAnswer();

    public static Answer Password(InteractiveFlow flow, string flowId, Account account, Problem? problem) =>
        new Page("Sign in to your account").Add($"<p>{Page.Encode(account.User.UserPrincipalName)}</p>").Heading("Enter password").Form(flow, "login", flowId)
            .Hidden("username", account.User.UserPrincipalName)
            .Input("passwd", "Password", "password", "", "current-password", problem)
            .Button("signin", "signin", "Sign in", isMain: true)
            .EndForm()
            .Form(flow, "login", flowId)
            .Button("account", Another, "Use another account")
            .EndForm()
            .ToAnswer();

    private static string For(InteractiveFlow flow) => $"<p>to continue to <b>{Page.Encode(flow.Application.DisplayName)}</b></p>";
}
