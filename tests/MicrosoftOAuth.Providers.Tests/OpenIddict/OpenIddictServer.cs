using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace MicrosoftOAuth.Providers.Tests.OpenIddict;

/// <summary>
/// OpenIddict on loopback TLS, in its degraded mode: no database, and the few decisions that are an application's in
/// <see cref="OpenIddictRules"/>. Its issuer has a path and ends with a slash.
/// </summary>
public sealed class OpenIddictServer : IAsyncLifetime, IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private WebApplication? _app;

    /// <summary>Trusted by this server's clients alone.</summary>
    public LoopbackCertificate Certificate { get; } = new();

    /// <summary>As a user would pass it.</summary>
    public Uri Authority { get; private set; } = null!;

    /// <summary>With what it signs.</summary>
    internal RsaSecurityKey SigningKey => new(_key) { KeyId = "openiddict-1" };

    internal OpenIddictRules Rules { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Rules = new OpenIddictRules(SigningKey);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate.Certificate)));
        builder.Services.AddOpenIddict().AddServer(Configure);
        _app = builder.Build();
        _app.UsePathBase("/realms/main");
        _app.UseRouting();
        _app.UseAuthentication();
        await _app.StartAsync();
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Authority = new Uri(address + "/realms/main");
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Dispose();
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode();
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
        server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowCustomFlow(OpenIddictRules.OnBehalfOf);
        server.RequireProofKeyForCodeExchange();
        server.RegisterScopes(OpenIddictConstants.Scopes.OfflineAccess, OpenIddictConstants.Scopes.Profile, OpenIddictRules.Scope);
        server.AddSigningKey(SigningKey).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
        server.UseAspNetCore();
        Rules.Apply(server);
    }
}
