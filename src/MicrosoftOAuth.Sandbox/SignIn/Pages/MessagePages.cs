using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>Pages that ask for nothing.</summary>
internal static class MessagePages
{
    /// <summary>What a client must not be told, or what comes of an address that nobody should have opened.</summary>
    public static Answer Error(Call call, SignInTrace trace)
    {
        var text = call.Query["error_description"] ?? "The address that was opened is not one of a sign-in.";
        return new Page("Sign in to your account").Heading("Sorry, but we’re having trouble signing you in.")
            .Add($"<p role=\"alert\" id=\"problem\">{Page.Encode(text)}</p>")
            .Add("<h2>Troubleshooting details</h2><dl>")
            .Add($"<dt>Request Id</dt><dd>{Page.Encode(call.Query["trace_id"] ?? trace.TraceId)}</dd>")
            .Add($"<dt>Correlation Id</dt><dd>{Page.Encode(call.Query["correlation_id"] ?? trace.CorrelationId)}</dd>")
            .Add($"<dt>Timestamp</dt><dd>{Page.Encode(call.Query["timestamp"] ?? Instant.SignIn(trace.Time))}</dd></dl>")
            .ToAnswer();
    }

    public static Answer SignedOut() =>
        new Page("Sign out").Heading("You signed out of your account").Text("It's a good idea to close all browser windows.").ToAnswer();

    /// <summary>A form that posts itself to the client's redirect URI (OAuth 2.0 Form Post Response Mode).</summary>
    public static Answer Submit(string address, FormData parameters)
    {
        var page = new Page("Working...").Form(address);
        foreach (var pair in parameters.Pairs)
            page.Hidden(pair.Key, pair.Value);
        return page.Add("<noscript><p>Script is disabled. Choose Submit to continue.</p><button class=\"main\">Submit</button></noscript>").EndForm().ToSubmittingAnswer();
    }
}
