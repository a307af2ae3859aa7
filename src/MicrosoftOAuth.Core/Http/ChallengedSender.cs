namespace MicrosoftOAuth.Core;

/// <summary>
/// Sends a request to an API as the signed-in identity and, where the service answers with a claims challenge, once more with
/// a token that answers it.
/// </summary>
internal static class ChallengedSender
{
    /// <param name="wire">The way there.</param>
    /// <param name="tokenFor">Gets the token that opens the request.</param>
    /// <param name="requestWith">Makes the request with that token; called again for the second try.</param>
    /// <param name="completion">Whether the body is read too.</param>
    /// <param name="reports">Who watches.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, and the token it was given for.</returns>
    internal static async Task<(HttpResponseMessage Response, AccessToken Token)> SendAsync(
        Wire wire,
        Func<TokenChoice, Task<AccessToken>> tokenFor,
        Func<AccessToken, ApiRequest> requestWith,
        HttpCompletionOption completion,
        IProgress<OAuthReport>? reports,
        CancellationToken cancellationToken)
    {
        AccessToken token = await tokenFor(TokenChoice.Cached).ConfigureAwait(false);
        HttpResponseMessage response = await OnceAsync(token).ConfigureAwait(false);
        if (ClaimsChallenge.Of(response) is not { } claims)
        {
            return (response, token);
        }

        response.Dispose();
        reports?.Report(new VerboseReport("The service no longer accepts the token as it is; a new one that answers its claims challenge is asked for."));
        AccessToken answer = await tokenFor(TokenChoice.Cached with { ClaimsChallenge = claims, Refused = token }).ConfigureAwait(false);
        return (await OnceAsync(answer).ConfigureAwait(false), answer);

        async Task<HttpResponseMessage> OnceAsync(AccessToken with)
        {
            using ApiRequest request = requestWith(with);
            return await wire.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        }
    }
}
