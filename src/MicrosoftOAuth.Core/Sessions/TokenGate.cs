using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MicrosoftOAuth.Core;

/// <summary>Which token will do.</summary>
/// <param name="ForceRefresh">True: a new one, whatever is cached.</param>
/// <param name="MinimumLifetime">How long it has to last at least.</param>
public sealed record TokenChoice(bool ForceRefresh, TimeSpan MinimumLifetime)
{
    /// <summary>Tokens are renewed this long before they end.</summary>
    public static readonly TimeSpan DefaultMinimumLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Any token that is good for a while.</summary>
    public static TokenChoice Cached { get; } = new(ForceRefresh: false, DefaultMinimumLifetime);

    /// <summary>
    /// A claims challenge that the token must answer, as JSON or as the base64 of a <c>WWW-Authenticate</c> header; a new token
    /// then, whatever is cached (https://learn.microsoft.com/entra/identity-platform/claims-challenge).
    /// </summary>
    public string? ClaimsChallenge { get; init; }

    /// <summary>False: nobody is asked for it, though the session may ask.</summary>
    internal bool MayAsk { get; init; } = true;

    /// <summary>The token that was refused with the challenge: whoever was refused with the same one shares its successor.</summary>
    internal AccessToken? Refused { get; init; }
}

/// <summary>
/// One request at a time for one token: whoever asks while it is under way gets its answer, and its failure too. In front of
/// MSAL, which by itself would send as many requests as there are callers.
/// </summary>
internal sealed class TokenGate(ISignIn signIn, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a set of scopes here.</summary>
    internal static string KeyOf(IEnumerable<string> scopes) => string.Join(" ", scopes);

    /// <summary>The held token, with nothing made on the way.</summary>
    /// <param name="key">Names the scopes, as <see cref="KeyOf"/> does.</param>
    /// <param name="choice">Which token will do.</param>
    /// <param name="token">A finished task, the same for every caller.</param>
    /// <returns>False where there is none that will do.</returns>
    internal bool TryGet(string key, TokenChoice choice, [NotNullWhen(true)] out Task<AccessToken>? token)
    {
        HeldToken? held = choice.ForceRefresh || choice.ClaimsChallenge is not null ? null : SlotOf(key).Held;
        token = held is not null && Lasts(held.Token, choice.MinimumLifetime) ? held.Task : null;
        return token is not null;
    }

    /// <summary>A new token, or one that somebody else got in the meantime.</summary>
    /// <param name="key">Names the scopes, as <see cref="KeyOf"/> does.</param>
    /// <param name="choice">Which token will do.</param>
    /// <param name="query">What to ask for.</param>
    /// <param name="cancellationToken">Ends this caller's wait, and the request when nobody else waits for it.</param>
    internal async Task<AccessToken> RenewAsync(string key, TokenChoice choice, TokenQuery query, CancellationToken cancellationToken)
    {
        Slot slot = SlotOf(key);
        AccessToken? seen = choice.Refused ?? slot.Held?.Token;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TokenRequest request;
            bool isOurs;
            lock (slot.Turn)
            {
                if (slot.Held is { } held && WillDo(held, choice, query, seen))
                {
                    return held.Token;
                }

                isOurs = slot.UnderWay is null;
                request = slot.UnderWay ??= new TokenRequest(Renewal(query, choice, slot.Held?.Token), choice.MinimumLifetime);
                request.Join();
            }

            if (isOurs)
            {
                _ = request.SendAsync(signIn, slot.End);
            }

            bool isAnswer = isOurs || request.Covers(query, choice.MinimumLifetime);
            try
            {
                AccessToken token = await request.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (isAnswer)
                {
                    return token;
                }
            }
            catch (Exception failure) when (!isOurs && (!isAnswer || failure is OperationCanceledException) && !cancellationToken.IsCancellationRequested)
            {
                // It was asked for less than is wanted here, or stopped where it began: neither says anything about this caller's.
            }
            finally
            {
                if (slot.Leave(request))
                {
                    await request.AbandonAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The token it holds for the scopes of this name, good or ended; null where it holds none.</summary>
    internal AccessToken? Peek(string key) => _slots.TryGetValue(key, out Slot? slot) ? slot.Held?.Token : null;

    /// <summary>Forgets what it holds; requests under way end as they will.</summary>
    internal void Clear() => _slots.Clear();

    private Slot SlotOf(string key) => _slots.GetOrAdd(key, static _ => new Slot());

    /// <summary>True where what came in the meantime will do. Whoever was refused, or insists, wants another than was seen.</summary>
    private bool WillDo(HeldToken held, TokenChoice choice, TokenQuery query, AccessToken? seen) =>
        Lasts(held.Token, choice.MinimumLifetime)
        && (!ReferenceEquals(held.Token, seen) || (!query.ForceRefresh && query.Claims is null))
        && (query.Claims is null || query.Claims == held.Answered);

    private TokenQuery Renewal(TokenQuery query, TokenChoice choice, AccessToken? old)
    {
        // What the gate holds came from the library's cache or went into it, so that has nothing better.
        bool isTooShort = old is not null && !Lasts(old, choice.MinimumLifetime) && Lasts(old, TimeSpan.Zero) && choice.MinimumLifetime > TokenChoice.DefaultMinimumLifetime;
        return query with { ForceRefresh = query.ForceRefresh || isTooShort, SkipCache = query.ForceRefresh || old is not null };
    }

    private bool Lasts(AccessToken token, TimeSpan minimum) => token.ExpiresOn - clock.GetUtcNow() > minimum;

    /// <summary>The token of one set of scopes, and the request for the next one: used in turn, <see cref="Held"/> apart, which is read at any time.</summary>
    private sealed class Slot
    {
        private volatile HeldToken? _held;

        internal object Turn { get; } = new();

        internal HeldToken? Held => _held;

        internal TokenRequest? UnderWay { get; set; }

        /// <summary>Takes the answer, unless everybody had left the request by then.</summary>
        internal void End(TokenRequest request, AccessToken? token)
        {
            lock (Turn)
            {
                if (ReferenceEquals(UnderWay, request))
                {
                    UnderWay = null;
                    _held = token is null ? _held : new HeldToken(token, Task.FromResult(token), request.Claims);
                }
            }
        }

        /// <summary>True where the request is to be abandoned, since its last caller left before the answer.</summary>
        internal bool Leave(TokenRequest request)
        {
            lock (Turn)
            {
                if (!request.Leave() || !ReferenceEquals(UnderWay, request))
                {
                    return false;
                }

                // Whoever comes now begins anew and does not wait for what is being cancelled.
                UnderWay = null;
                return true;
            }
        }
    }

    /// <summary>A token, the finished task that every caller gets, and the claims challenge that it answers.</summary>
    private sealed record HeldToken(AccessToken Token, Task<AccessToken> Task, string? Answered);
}
