using System.Net.Sockets;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Listens on a loopback port until the browser brings the answer of one sign-in. Sockets of its own rather than
/// HttpListener, which on Windows may need a reservation of the address by an administrator.
/// </summary>
internal sealed class LoopbackReceiver(LoopbackPort port, RedirectDesk desk, TimeProvider clock)
{
    /// <summary>How long one connection may take. Browsers open some in advance and send nothing.</summary>
    internal static readonly TimeSpan ConnectionLimit = TimeSpan.FromSeconds(15);

    /// <summary>Connections at a time, at each address; further ones wait in the system's queue.</summary>
    internal const int MostConnections = 32;

    private readonly TaskCompletionSource<RedirectAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the answer. When this ends, however it does, the port is free and every connection closed.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    internal async Task<RedirectAnswer> ReceiveAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops = [.. port.Listeners.Select(listener => AcceptAsync(listener, over.Token))];
        try
        {
            using (cancellationToken.Register(() => _answer.TrySetCanceled(cancellationToken)))
            {
                return await _answer.Task.ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            port.Dispose();
            await Task.WhenAll(loops).ConfigureAwait(false);
        }
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken over)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await NextAsync(listener).ConfigureAwait(false);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(ServeAsync(client, over));
                if (connections.Count == MostConnections)
                {
                    await Task.WhenAny(connections).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is InvalidOperationException or SocketException)
        {
            // Once it is over the listener is stopped, and this changes nothing.
            _answer.TrySetException(new OAuthException(
                OAuthErrorKind.InteractionRequired,
                $"The browser's answer can no longer be received: {e.Message.TrimEnd('.')}.",
                "Try again, or sign in with a code: Connect-MsOAuthApp -UseDeviceCode",
                e));
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    /// <summary>The next connection; the stop of the listener ends the wait.</summary>
    private static async Task<TcpClient> NextAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptTcpClientAsync().ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The other side left before it was its turn.
            }
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken over)
    {
        using CancellationTokenSource late = clock.Limit(ConnectionLimit);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, over);

        // .NET Framework's streams do not look at a token while they wait; closing ends that too.
        using (client)
        using (ended.Token.Register(client.Close))
        {
            try
            {
                await AnswerAsync(client, ended.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The other side left, or its time was up. Whatever it was: the wait is for somebody else.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken cancellationToken)
    {
        NetworkStream stream = client.GetStream();
        (ResultPage page, RedirectAnswer? answer) = await JudgeAsync(stream, cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(page.ToResponse(), cancellationToken).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            if (answer is not null)
            {
                // A reload brings it again while the page of the first one is still on its way.
                _answer.TrySetResult(answer);
            }
        }

        // Closing before the other side has read would take back the page where something of the request is left unread.
        byte[] rest = new byte[4096];
        while (await stream.ReadAsync(rest, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    private async Task<(ResultPage Page, RedirectAnswer? Answer)> JudgeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return desk.Judge(await LoopbackRequest.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestRefusedException e)
        {
            return (ResultPage.Problem(e.Status, e.Message), null);
        }
    }
}
