using System.Collections.Concurrent;

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
/// One request at a time for one token: whoever asks while it is under way gets its answer. In front of MSAL,
/// which by itself would send as many requests as there are callers.
/// </summary>
internal sealed class TokenGate(ISignIn signIn, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a set of scopes here.</summary>
    internal static string KeyOf(IEnumerable<string> scopes) => string.Join(" ", scopes);

    /// <summary>A token that will do: the held one, with nothing made on the way, or a new one.</summary>
    /// <param name="key">Names the scopes, as <see cref="KeyOf"/> does.</param>
    /// <param name="choice">Which token will do.</param>
    /// <param name="queryOf">Says what to ask for; called only where the held one will not do.</param>
    /// <param name="state">Handed to <paramref name="queryOf"/>.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    internal Task<AccessToken> GetAsync<T>(string key, TokenChoice choice, Func<T, TokenQuery> queryOf, T state, CancellationToken cancellationToken)
    {
        Slot slot = _slots.GetOrAdd(key, static _ => new Slot());
        HeldToken? held = slot.Held;
        return held is not null && !choice.ForceRefresh && choice.ClaimsChallenge is null && Lasts(held.Token, choice.MinimumLifetime)
            ? held.Task
            : RenewAsync(slot, choice.Refused ?? held?.Token, queryOf(state), choice.MinimumLifetime, cancellationToken);
    }

    /// <summary>The token it holds for the scopes of this name, good or ended; null where it holds none.</summary>
    internal AccessToken? Peek(string key) => _slots.TryGetValue(key, out Slot? slot) ? slot.Token : null;

    /// <summary>Forgets what it holds; requests under way end as they will.</summary>
    internal void Clear() => _slots.Clear();

    private async Task<AccessToken> RenewAsync(Slot slot, AccessToken? seen, TokenQuery query, TimeSpan minimumLifetime, CancellationToken cancellationToken)
    {
        await slot.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (slot.Token is { } fresh && !ReferenceEquals(fresh, seen) && Lasts(fresh, minimumLifetime) && (query.Claims is null || query.Claims == slot.Answered))
            {
                return fresh;
            }

            // What the gate holds came from the library's cache or went into it, so that has nothing better.
            bool isTooShort = slot.Token is { } old && !Lasts(old, minimumLifetime) && Lasts(old, TimeSpan.Zero) && minimumLifetime > TokenChoice.DefaultMinimumLifetime;
            TokenQuery renewal = query with { ForceRefresh = query.ForceRefresh || isTooShort, SkipCache = query.ForceRefresh || slot.Token is not null };
            AccessToken token = await signIn.AcquireAsync(renewal, cancellationToken).ConfigureAwait(false);
            (slot.Token, slot.Answered) = (token, query.Claims);
            return token;
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private bool Lasts(AccessToken token, TimeSpan minimum) => token.ExpiresOn - clock.GetUtcNow() > minimum;

    private sealed class Slot
    {
        private volatile HeldToken? _held;

        internal SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>The claims challenge that the token answers; read and written in turn.</summary>
        internal string? Answered { get; set; }

        internal HeldToken? Held => _held;

        internal AccessToken? Token
        {
            get => _held?.Token;
            set => _held = value is null ? null : new HeldToken(value, Task.FromResult(value));
        }
    }

    /// <summary>A token, and the finished task that every caller gets.</summary>
    private sealed record HeldToken(AccessToken Token, Task<AccessToken> Task);
}
