using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>An account that is signed in to a browser.</summary>
internal sealed record BrowserSession(Account Account, DateTimeOffset SignedIn)
{
    /// <summary>Whether the sign-in still counts.</summary>
    public bool IsGood => Account.User is { IsEnabled: true } user && !(SignedIn < user.SessionsValidFrom);
}

/// <summary>
/// The accounts that are signed in to each browser. A browser has one cookie for them, which changes with every sign-in, and
/// one for each flow under way, so that no other site can send that flow's forms. All are out of reach of scripts and of
/// plain HTTP.
/// </summary>
internal sealed class BrowserSessions(TimeProvider clock, IdSource ids)
{
    private const string FlowCookie = "esctx-";
    private const string SessionCookie = "ESTSAUTHPERSISTENT";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly ExpiringMap<IReadOnlyList<BrowserSession>> sessions = new(clock);

    /// <summary>Binds a flow to the browser that is shown its first page.</summary>
    public static void Bind(string flowId, string secret, Answer answer) => SetCookie(answer, CookieFor(flowId), secret);

    /// <summary>Whether a form of a flow comes from the browser that the flow is bound to.</summary>
    public static bool IsBound(string flowId, string? secret, Call call) => secret is not null && CookieOf(call, CookieFor(flowId)) == secret;

    /// <summary>Forgets a flow that is over.</summary>
    public static void Unbind(string flowId, Answer answer) => SetCookie(answer, CookieFor(flowId), "");

    /// <summary>The sign-ins of a browser that still count.</summary>
    public IReadOnlyList<BrowserSession> Of(Call call) =>
        CookieOf(call, SessionCookie) is { } id && sessions.FindLive(id) is { } known ? [.. known.Where(session => session.IsGood)] : [];

    /// <summary>Signs an account in to a browser, beside those that are.</summary>
    public void Add(Call call, BrowserSession session, Answer answer) =>
        Replace(call, [.. Of(call).Where(other => other.Account.User != session.Account.User), session], answer);

    /// <summary>Signs accounts out of a browser: the one named, or all.</summary>
    public void Remove(Call call, Account? account, Answer answer) =>
        Replace(call, account is null ? [] : [.. Of(call).Where(session => session.Account.User != account.User)], answer);

    private void Replace(Call call, IReadOnlyList<BrowserSession> now, Answer answer)
    {
        if (CookieOf(call, SessionCookie) is { } old)
            sessions.Remove(old);
        var id = now.Count == 0 ? "" : ids.NewOpaque(32);
        if (now.Count > 0)
            sessions.Add(id, now, Lifetime);
        SetCookie(answer, SessionCookie, id);
    }

    private static string CookieFor(string flowId) => FlowCookie + flowId[..Math.Min(12, flowId.Length)];

    /// <summary>SameSite=None, as Entra's: a page may renew its tokens in a frame.</summary>
    private static void SetCookie(Answer answer, string name, string value) =>
        answer.With("Set-Cookie", $"{name}={value}; {(value.Length == 0 ? "expires=Thu, 01 Jan 1970 00:00:00 GMT; " : "")}path=/; secure; HttpOnly; SameSite=None");

    private static string? CookieOf(Call call, string name)
    {
        foreach (var cookie in (call.Header("Cookie") ?? "").Split(';'))
        {
            var pair = cookie.Trim().Split(['='], 2);
            if (pair.Length == 2 && pair[0] == name && pair[1].Length > 0)
                return pair[1];
        }

        return null;
    }
}
