using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Pages;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>/{tenant}/oauth2/v2.0/logout and /{tenant}/oauth2/logout (OpenID Connect RP-Initiated Logout).</summary>
internal sealed class LogoutEndpoint(PracticeWorld world)
{
    /// <summary>Signs the account that is hinted at out of the browser, or all; then on to the client, if the address is one of its own.</summary>
    public Answer Answer(Call call)
    {
        var sent = call.Method == "POST" ? call.Form : call.Query;
        var token = sent["id_token_hint"] is { } hint ? CompactToken.TryRead(hint) : null;
        var name = sent["logout_hint"] ?? (token is null ? null : CompactToken.TextOf(token.Claims, "preferred_username"));
        var answer = sent["post_logout_redirect_uri"] is { } uri && IsRegistered(uri, token is { Audiences: [var audience, ..] } ? audience : sent["client_id"])
            ? Wire.Answer.Redirect(uri + Query(uri, sent["state"]))
            : MessagePages.SignedOut();
        world.SignIn.Browsers.Remove(call, name is null ? null : world.FindAccount(name), answer);
        return answer;
    }

    private static string Query(string uri, string? state) =>
        state is null ? "" : (uri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + new FormData().Add("state", state);

    /// <summary>Whether the address is a redirect URI of the client, or of any application where the client is not known.</summary>
    private bool IsRegistered(string uri, string? clientId)
    {
        var applications = clientId is null
            ? world.Tenants.SelectMany(tenant => tenant.Directory.Applications.All)
            : world.FindRegistration(clientId) is { } client ? [client] : [];
        return applications.Any(application => Enum.GetValues(typeof(ClientPlatform)).Cast<ClientPlatform>().Any(platform => application.RedirectUris(platform).Contains(uri, StringComparer.Ordinal)));
    }
}
