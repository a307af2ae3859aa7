using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>Where and how the answer of a sign-in reaches the client (OAuth 2.0 Multiple Response Type Encoding Practices).</summary>
internal sealed record ResponseTarget(string RedirectUri, string Mode, string? State)
{
    public Answer Send(FormData parameters)
    {
        parameters.Add("state", State);
        return Mode switch
        {
            "form_post" => Pages.MessagePages.Submit(RedirectUri, parameters),
            "fragment" => Answer.Redirect(RedirectUri + "#" + parameters),
            _ => Answer.Redirect(RedirectUri + (RedirectUri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + parameters),
        };
    }

    public Answer Refuse(SignInException refusal, SignInTrace trace)
    {
        var parameters = new FormData()
            .Add("error", refusal.Error)
            .Add("error_description", refusal.Describe(trace));
        if (refusal.Code == 65004)
            parameters.Add("error_subcode", "cancel");
        return Send(parameters);
    }
}
