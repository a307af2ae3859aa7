using System.Net;
using System.Text;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>A token endpoint that answers when a test lets it.</summary>
internal sealed class HeldEndpoint : HttpMessageHandler
{
    private readonly Lock _turn = new();
    private readonly List<TaskCompletionSource<HeldRequest>> _requests = [];
    private int _sent;

    /// <summary>How many requests have come.</summary>
    internal int Sent => Volatile.Read(ref _sent);

    /// <summary>The request of that number, from 1, when it comes.</summary>
    internal Task<HeldRequest> RequestAsync(int number) => Place(number).Task.WaitAsync(TimeSpan.FromSeconds(30));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HeldRequest held = new(Uri.UnescapeDataString((await request.Content!.ReadAsStringAsync(cancellationToken)).Replace('+', ' ')), cancellationToken);
        Place(Interlocked.Increment(ref _sent)).SetResult(held);
        HttpResponseMessage response = await held.ResponseAsync();
        response.RequestMessage = request;
        return response;
    }

    private TaskCompletionSource<HeldRequest> Place(int number)
    {
        lock (_turn)
        {
            while (_requests.Count < number)
            {
                _requests.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return _requests[number - 1];
        }
    }
}

/// <summary>A request that waits for its answer, even when nobody else does any more.</summary>
internal sealed class HeldRequest
{
    private readonly TaskCompletionSource<HttpResponseMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeldRequest(string form, CancellationToken stop)
    {
        Form = form;
        stop.Register(_cancelled.SetResult);
    }

    internal string Form { get; }

    internal bool IsCancelled => _cancelled.Task.IsCompleted;

    /// <summary>Ends when the request is cancelled.</summary>
    internal Task CancelledAsync() => _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));

    internal Task<HttpResponseMessage> ResponseAsync() => _answer.Task;

    internal void Answer(string token, int seconds = 3600) => Respond(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":{{seconds}},"access_token":"{{token}}"}""");

    internal void Refuse() => Respond(HttpStatusCode.BadRequest, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""");

    private void Respond(HttpStatusCode status, string body) =>
        _answer.SetResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
}
