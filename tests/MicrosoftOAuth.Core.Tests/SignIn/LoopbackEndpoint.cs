using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>An endpoint on a free loopback port, as a machine's agent has it; every wait in it is bounded.</summary>
internal sealed class LoopbackEndpoint : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    internal LoopbackEndpoint(Func<HttpListenerRequest, (int Status, string Body, string? Header)> answer)
    {
        Address = Listen();
        _loop = Task.Run(() => ServeAsync(answer));
    }

    internal Uri Address { get; }

    internal ConcurrentQueue<(string Line, string Body, WebHeaderCollection Headers)> Seen { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Uri Listen()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string address = $"http://localhost:{((IPEndPoint)probe.LocalEndPoint!).Port}/";
        probe.Close();
        _listener.Prefixes.Add(address);
        _listener.Start();
        return new Uri(address);
    }

    private async Task ServeAsync(Func<HttpListenerRequest, (int Status, string Body, string? Header)> answer)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader body = new(context.Request.InputStream);
            Seen.Enqueue(($"{context.Request.HttpMethod} {Uri.UnescapeDataString(context.Request.Url!.PathAndQuery)}", await body.ReadToEndAsync(), (WebHeaderCollection)context.Request.Headers));
            (int status, string text, string? header) = answer(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            if (header is not null)
            {
                context.Response.AddHeader("WWW-Authenticate", header);
            }

            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
    }
}
