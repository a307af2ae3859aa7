using System.Net;
using System.Text;

namespace Yardsticks;

/// <summary>
/// A token endpoint that gives everybody the same token, so that nothing of an answer's making is measured. It counts, and
/// keeps its answers back until it is told to let them go.
/// </summary>
public sealed class CannedEndpoint : HttpMessageHandler
{
    /// <summary>A tenant that is nowhere.</summary>
    public const string TenantId = "11111111-1111-1111-1111-111111111111";

    /// <summary>An app that is nowhere.</summary>
    public const string ClientId = "22222222-2222-2222-2222-222222222222";

    private static readonly byte[] s_answer = Encoding.UTF8.GetBytes($$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"{{Token()}}"}""");
    private volatile TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    /// <summary>A new endpoint; one that keeps its answers back if asked to.</summary>
    public CannedEndpoint(bool holdsBack = false)
    {
        if (!holdsBack)
        {
            LetGo();
        }
    }

    /// <summary>How many requests have come.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Keeps answers back from now on.</summary>
    public void HoldBack() => _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers whoever waits, and everybody later at once.</summary>
    public void LetGo() => _letGo.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        await _letGo.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        ByteArrayContent content = new(s_answer);
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    private static string Token() =>
        $"{Part("""{"typ":"JWT","alg":"RS256","kid":"2ZQpJ3UpbjAYXYGaXEJl8lV0TOI"}""")}.{Part($$"""{"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/{{TenantId}}/","iat":1795000000,"nbf":1795000000,"exp":4102444800,"appid":"{{ClientId}}","appidacr":"1","idtyp":"app","oid":"33333333-3333-3333-3333-333333333333","roles":["Directory.Read.All","User.Read.All"],"sub":"33333333-3333-3333-3333-333333333333","tid":"{{TenantId}}","ver":"1.0"}""")}.{new string('s', 342)}";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
