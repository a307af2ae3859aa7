using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>The pages of a sign-in on behalf of a device.</summary>
internal static class DevicePages
{
    public static Answer EnterCode(string host, string code, Problem? problem) =>
        new Page("Sign in to your account").Heading("Enter code to allow access")
            .Text("Once you enter the code displayed on your app or device, it will have access to your account.")
            .Text("Do not enter codes from sources you don't trust.")
            .Form($"https://{host}/common/oauth2/deviceauth")
            .Input("otc", "Code", "text", code, "off", problem)
            .Button("next", "next", "Next", isMain: true)
            .EndForm()
            .ToAnswer();

    public static Answer Confirm(InteractiveFlow flow, string flowId) =>
        new Page("Sign in to your account")
            .Add($"<p>{Page.Encode(flow.Account!.User.UserPrincipalName)}</p>")
            .Heading($"Are you trying to sign in to {flow.Application.DisplayName}?")
            .Text("Only continue if you downloaded the app from a store or website that you trust.")
            .Form(flow, "confirm", flowId)
            .Button("action", "continue", "Continue", isMain: true)
            .Button("action", "cancel", "Cancel")
            .EndForm()
            .ToAnswer();

    public static Answer Done(InteractiveFlow flow) =>
        new Page("Sign in to your account").Heading(flow.Application.DisplayName)
            .Text($"You have signed in to the {flow.Application.DisplayName} application on your device. You may now close this window.")
            .ToAnswer();

    public static Answer Refused(InteractiveFlow flow) =>
        new Page("Sign in to your account").Heading("Sign-in cancelled")
            .Text($"{flow.Application.DisplayName} was not given access. You may now close this window.")
            .ToAnswer();
}
