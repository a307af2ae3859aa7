using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>
/// The end of the real pipeline, with answers that a test lays out in order. A request that nobody laid out an answer
/// for fails the test with its address.
/// </summary>
internal sealed class FakeWire : HttpMessageHandler
{
    private const string HangMark = "Never answers.";
    private readonly Queue<(string Expected, Func<HttpResponseMessage> Answer)> _answers = new();

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    internal List<SentRequest> Sent { get; } = [];


    internal FakeWire Answer(string expected, int status, string body = "", Action<HttpResponseMessage>? more = null)
    {
        _answers.Enqueue((expected, () =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            more?.Invoke(response);
            return response;
        }));
        return this;
    }

    internal FakeWire Drop(string expected)
    {
        _answers.Enqueue((expected, () => throw new HttpRequestException("The connection was reset.")));
        return this;
    }

    internal FakeWire Hang(string expected)
    {
        _answers.Enqueue((expected, () => throw new TimeoutException(HangMark)));
        return this;
    }

    internal bool IsDone => _answers.Count == 0;

    /// <summary>A context with a token that was brought, so that only the requests under test reach the wire.</summary>
    internal async Task<OAuthContext> ConnectAsync(params string[] scopes)
    {
        SignInOptions options = new()
        {
            Method = SignInMethod.AccessToken,
            AccessToken = SecureText.From(FakeToken.Of(Clock, "https://graph.microsoft.com", scopes)),
        };
        return await OAuthContext.ConnectAsync(options, new Core.Wire(this, Clock), reports: null, CancellationToken.None);
    }

    /// <summary>Runs something that may wait on the clock, moving it along until it ends.</summary>
    internal async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(5));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await work;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string sent = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)}";
        Sent.Add(new SentRequest(
            sent,
            request.RequestUri,
            request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.Authorization,
            Clock.GetUtcNow()));
        Assert.True(_answers.Count > 0, "Nobody expected " + sent);
        (string expected, Func<HttpResponseMessage> answer) = _answers.Dequeue();
        Assert.StartsWith(expected, sent, StringComparison.Ordinal);
        HttpResponseMessage response;
        try
        {
            response = answer();
        }
        catch (TimeoutException e) when (e.Message == HangMark)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw;
        }

        response.RequestMessage = request;
        return response;
    }
}

/// <summary>A request as it left.</summary>
internal sealed record SentRequest(string Line, Uri Uri, string Body, AuthenticationHeaderValue? Authorization, DateTimeOffset Time);

/// <summary>Tokens that nobody signed: the library reads them and leaves checking to their recipient.</summary>
internal static class FakeToken
{
    internal static string Of(TimeProvider clock, string audience, params string[] scopes) =>
        $"{Part("""{"alg":"none"}""")}.{Part($$"""{"aud":"{{audience}}","tid":"{{Tenant}}","appid":"{{Client}}","upn":"ada@contoso.example","scp":"{{string.Join(' ', scopes)}}","exp":{{clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}}}""")}.";

    internal const string Tenant = "11111111-1111-1111-1111-111111111111";

    internal const string Client = "22222222-2222-2222-2222-222222222222";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>Keeps reports, from several threads at once too.</summary>
internal sealed class ReportList : List<OAuthReport>, IProgress<OAuthReport>
{
    private readonly Lock _turn = new();

    public void Report(OAuthReport value)
    {
        lock (_turn)
        {
            Add(value);
        }
    }
}
