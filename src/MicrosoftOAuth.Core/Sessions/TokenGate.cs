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
}

/// <summary>
/// One request at a time for one token: whoever asks while it is under way gets its answer. In front of MSAL,
/// which by itself would send as many requests as there are callers.
/// </summary>
internal sealed class TokenGate(ISignIn signIn, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.OrdinalIgnoreCase);

    internal Task<AccessToken> GetAsync(TokenQuery query, TimeSpan minimumLifetime, CancellationToken cancellationToken)
    {
        Slot slot = _slots.GetOrAdd(string.Join(" ", query.Scopes), static _ => new Slot());
        return !query.ForceRefresh && slot.Token is { } token && Lasts(token, minimumLifetime)
            ? Task.FromResult(token)
            : RenewAsync(slot, slot.Token, query, minimumLifetime, cancellationToken);
    }

    private async Task<AccessToken> RenewAsync(Slot slot, AccessToken? seen, TokenQuery query, TimeSpan minimumLifetime, CancellationToken cancellationToken)
    {
        await slot.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (slot.Token is { } fresh && !ReferenceEquals(fresh, seen) && Lasts(fresh, minimumLifetime))
            {
                return fresh;
            }

            // A token that is too short for the caller is no use from MSAL's cache either.
            bool force = query.ForceRefresh || (slot.Token is { } old && !Lasts(old, minimumLifetime) && Lasts(old, TimeSpan.Zero) && minimumLifetime > TokenChoice.DefaultMinimumLifetime);
            return slot.Token = await signIn.AcquireAsync(query with { ForceRefresh = force }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private bool Lasts(AccessToken token, TimeSpan minimum) => token.ExpiresOn - clock.GetUtcNow() > minimum;

    private sealed class Slot
    {
        private volatile AccessToken? _token;

        internal SemaphoreSlim Turn { get; } = new(1, 1);

        internal AccessToken? Token
        {
            get => _token;
            set => _token = value;
        }
    }
}
