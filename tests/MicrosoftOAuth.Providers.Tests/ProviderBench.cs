using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Providers.Tests;

/// <summary>Sessions at one provider: the real library and the real network, on a clock that can be turned.</summary>
public abstract class ProviderBench(LoopbackCertificate certificate, Uri authority) : IDisposable
{
    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    internal PersonAtTheBrowser Person { get; } = new(certificate);

    internal Wire NewWire(TimeProvider? clock = null) => new(certificate.NewHandler(), clock ?? Clock);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Person.Dispose();
        }
    }

    internal Task<OAuthContext> ConnectAsync(SignInOptions options, IProgress<OAuthReport>? reports = null) => OAuthContext.ConnectAsync(
        options with { Authority = options.Authority ?? authority, Browser = Person.OpenAsync },
        NewWire(),
        reports,
        CancellationToken.None);

    internal async Task<OAuthException> RefusedAsync(SignInOptions options) => await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(options));

    internal static Task<AccessToken> TokenAsync(OAuthContext context) => context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);

    /// <summary>A day later the token has ended by the session's clock, and the session gets another.</summary>
    internal async Task<AccessToken> RenewedAsync(OAuthContext context)
    {
        AccessToken first = await TokenAsync(context);
        Clock.Advance(TimeSpan.FromDays(1));
        AccessToken second = await TokenAsync(context);
        Assert.NotEqual(first.Reveal(), second.Reveal());
        Assert.True(second.ExpiresOn > Clock.GetUtcNow());
        return second;
    }

    /// <summary>What an endpoint answers to a client that is not ours; an empty object where it has nothing to say.</summary>
    internal async Task<JsonNode> AnswerAsync(string endpoint, params (string Name, string Value)[] fields)
    {
        using HttpClient client = new(certificate.NewHandler());
        using FormUrlEncodedContent form = new(fields.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using HttpResponseMessage response = await client.PostAsync(new Uri(authority.AbsoluteUri.TrimEnd('/') + endpoint), form);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!;
    }

    internal static string Plain(SecureString? secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>As another program of the app would have got it.</summary>
    internal async Task<string> RefreshTokenAsync(string endpoint, CodeRequest request, SignInOptions app)
    {
        SignInOptions answered = await request.AnsweredAsync(Person, app);
        JsonNode answer = await AnswerAsync(
            endpoint,
            ("grant_type", "authorization_code"),
            ("code", Plain(answered.AuthorizationCode)),
            ("redirect_uri", request.RedirectUri.OriginalString),
            ("code_verifier", request.Verifier),
            ("client_id", request.ClientId),
            ("client_secret", Plain(app.ClientSecret)));
        return answer["refresh_token"]!.GetValue<string>();
    }

    internal async Task<TokenValidation> CheckAsync(string token, params string[] audiences) =>
        await new TokenVerifier(NewWire(TimeProvider.System)).CheckAsync(token, new TokenExpectation { Authority = authority, Audiences = audiences }, CancellationToken.None);
}
