using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Who is asked about: a token or an app that a user named, or otherwise the session.</summary>
internal sealed class PermissionSubject
{
    /// <summary>The parameters that name one.</summary>
    internal static readonly string[] Parameters = ["Token", "ClientId", "ObjectId", "DisplayName"];

    private readonly object? _token;
    private readonly AppReference? _app;

    /// <param name="token">The token as it was passed.</param>
    /// <param name="app">The app as it was passed.</param>
    /// <param name="bound">The parameters that were given, with a value or without.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: two were named, or one without a value.</exception>
    internal PermissionSubject(object? token, AppReference app, ICollection<string> bound)
    {
        _token = token?.ToString() is { Length: > 0 } ? token : null;
        app = new AppReference(NullIfEmpty(app.ClientId), NullIfEmpty(app.ObjectId), NullIfEmpty(app.DisplayName));
        _app = (app.ClientId ?? app.ObjectId ?? app.DisplayName) is null ? null : app;
        if (_token is not null && _app is not null)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "A token and an app were both named.", "Leave out -Token to test what the app was granted, or the app to test the token");
        }

        // Whoever mistypes a property must not be told of the session instead.
        if (!IsNamed && Array.Find(Parameters, bound.Contains) is { } empty)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"-{empty} was given without a value.",
                $"See what the value was taken from: Get-MsOAuthApp, Get-MsOAuthToken; or leave out -{empty} to test the session");
        }
    }

    /// <summary>False where it is the session.</summary>
    internal bool IsNamed => _token is not null || _app is not null;

    /// <summary>What is held there.</summary>
    /// <param name="context">The session, where it is needed.</param>
    /// <param name="reports">Who watches.</param>
    /// <param name="forGraph">True for the session's token that calls of Microsoft Graph are made with.</param>
    /// <param name="withApp">True for what the session's app requests and was granted, too.</param>
    /// <param name="permissions">The permissions that are going to be asked about by name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<PermissionHolder> HolderAsync(Func<OAuthContext> context, IProgress<OAuthReport> reports, bool forGraph, bool withApp, IReadOnlyList<string> permissions, CancellationToken cancellationToken) =>
        (await FindAsync(context, reports, forGraph, withApp, permissions, cancellationToken)).Among(RunspaceState.Current.Contexts, RunspaceState.Current.CurrentContext);

    private async Task<PermissionHolder> FindAsync(Func<OAuthContext> context, IProgress<OAuthReport> reports, bool forGraph, bool withApp, IReadOnlyList<string> permissions, CancellationToken cancellationToken)
    {
        if (_token is not null)
        {
            return PermissionHolder.Of(TokenClaims.Read(TokenText.Of(_token)));
        }

        PermissionHolders holders = new(context(), reports);
        if (_app is not null)
        {
            return await holders.OfAppAsync(_app, permissions, cancellationToken);
        }

        PermissionHolder session = await holders.OfSessionAsync(forGraph, cancellationToken);
        return withApp ? await holders.WithAppAsync(session, cancellationToken) : session;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
