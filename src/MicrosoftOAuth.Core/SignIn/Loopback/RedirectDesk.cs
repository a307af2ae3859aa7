namespace MicrosoftOAuth.Core;

/// <summary>Decides what a request to the loopback port is, and what its sender gets to see.</summary>
/// <param name="path">Where the answer arrives.</param>
/// <param name="state">The state of the address that was opened.</param>
/// <param name="clientId">The app, for messages.</param>
internal sealed class RedirectDesk(string path, string state, string? clientId)
{
    /// <summary>The page, and the answer where the request is the awaited one: it names the state, and a code or an error.</summary>
    internal (ResultPage Page, RedirectAnswer? Answer) Judge(LoopbackRequest request)
    {
        // A page elsewhere whose name was made to resolve to this machine gets nothing to read (DNS rebinding).
        if (!IsLoopback(request.Host))
        {
            return (ResultPage.Problem(400, "This address is not this computer's."), null);
        }

        if (request.Path != path)
        {
            return (ResultPage.Problem(404, "There is nothing at this address."), null);
        }

        if (request.Method is not ("GET" or "POST"))
        {
            return (ResultPage.Problem(405, "A sign-in is not answered in this way."), null);
        }

        RedirectAnswer? answer = RedirectAnswer.TryRead(request.Method == "POST" ? request.Form : request.Query);
        if (answer?.State is null)
        {
            return (ResultPage.Problem(400, "This is not the answer to a sign-in."), null);
        }

        if (!string.Equals(answer.State, state, StringComparison.Ordinal))
        {
            return (ResultPage.OtherSignIn, null);
        }

        return answer.Refusal(clientId) is { } refusal ? (ResultPage.Refused(refusal), answer)
            : answer.HasCode ? (ResultPage.SignedIn, answer)
            : (ResultPage.Problem(400, "The answer to the sign-in has no code."), null);
    }

    private static bool IsLoopback(string? host)
    {
        string name = host ?? string.Empty;
        int colon = name.LastIndexOf(':');
        string bare = colon > name.LastIndexOf(']') ? name.Substring(0, colon) : name;
        return bare.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]";
    }
}
