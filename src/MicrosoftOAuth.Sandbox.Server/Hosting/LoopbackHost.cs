using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MicrosoftOAuth.Sandbox.Server.Hosting;

/// <summary>Kestrel on one port of 127.0.0.1 and nothing else: no configuration files, no environment, no logging.</summary>
internal sealed class LoopbackHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication application;

    private LoopbackHost(WebApplication application) => this.application = application;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint
    {
        get
        {
            var address = new Uri(application.Urls.Single());
            return new(IPAddress.Parse(address.Host), address.Port);
        }
    }

    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="limit">Sets the server's limits.</param>
    /// <param name="listen">Says what a connection goes through before HTTP.</param>
    /// <param name="answer">Answers a request.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackHost> StartAsync(int port, Action<KestrelServerLimits> limit, Action<ListenOptions> listen, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            limit(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, port, listen);
        });
        var built = builder.Build();
        built.Run(answer);
        try
        {
            await built.StartAsync();
            return new(built);
        }
        catch
        {
            await built.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    /// <summary>The process's signals belong to the program, which may run several of these.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
