using System.Diagnostics.CodeAnalysis;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A request for a token on its way, and how many wait for it. It goes on while anybody does, whoever began it, and is
/// cancelled when the last one leaves. Joining and leaving is for the gate, under its lock.
/// </summary>
/// <param name="query">What is asked for.</param>
/// <param name="minimumLifetime">How long the token was meant to last.</param>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing that could be freed.")]
internal sealed class TokenRequest(TokenQuery query, TimeSpan minimumLifetime)
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<AccessToken> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    internal Task<AccessToken> Answer => _answer.Task;

    /// <summary>The claims challenge that the token answers.</summary>
    internal string? Claims => query.Claims;

    /// <summary>True where the answer, be it a failure, is the answer to this question too.</summary>
    internal bool Covers(TokenQuery other, TimeSpan lifetime) =>
        minimumLifetime >= lifetime && (query.MayAsk || !other.MayAsk) && (other.Claims is null || other.Claims == Claims);

    internal void Join() => _waiting++;

    /// <summary>True for the last one to leave, who has to abandon the request if it is still on its way.</summary>
    internal bool Leave() => --_waiting == 0;

    /// <summary>Sends it.</summary>
    /// <param name="signIn">The way to get it.</param>
    /// <param name="end">Told the token before anybody gets it; null for a failure.</param>
    internal async Task SendAsync(ISignIn signIn, Action<TokenRequest, AccessToken?> end)
    {
        try
        {
            AccessToken token = await signIn.AcquireAsync(query, _abandoned.Token).ConfigureAwait(false);
            end(this, token);
            _answer.SetResult(token);
        }
        catch (Exception failure)
        {
            end(this, null);
            _answer.SetException(failure);
        }
    }

    /// <summary>Cancels it, and waits until it has ended.</summary>
    internal async Task AbandonAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        try
        {
            await Answer.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody waits for its outcome.
        }
    }
}
