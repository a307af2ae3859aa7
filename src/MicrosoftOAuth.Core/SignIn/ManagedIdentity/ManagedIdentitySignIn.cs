using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The identity that Azure gives a machine or service. MSAL keeps its managed-identity tokens in one cache for the whole
/// process, whichever application object got them, so it is never read here: each request passes over it, and the context's
/// own gate keeps the token. Two contexts cannot share one, and the practice tenant is refused outright.
/// </summary>
internal sealed class ManagedIdentitySignIn : ISignIn
{
    private readonly IManagedIdentityApplication _app;
    private readonly SignInOptions _options;
    private readonly TimeProvider _clock;
    private readonly SignInLimit _limit;
    private readonly ManagedIdentityHost _host;

    internal ManagedIdentitySignIn(SignInOptions options, Wire wire)
    {
        if (options.Environment == CloudEnvironment.Sandbox)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "The practice tenant has no managed identities, and a real one is not brought into it.",
                "Practise with a client secret, a certificate or a federated token.");
        }

        if (options.Authority is not null)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "A managed identity's tokens come from its own tenant, whatever the authority.", "Leave -Authority out.");
        }

        _options = options;
        _clock = wire.Clock;
        _limit = new SignInLimit(options.Timeout, wire.Clock);
        _host = ManagedIdentityHost.Of(options.Machine);
        _app = ManagedIdentityApplicationBuilder.Create(IdentityOf(options))
            .WithHttpClientFactory(new MsalHttpClientFactory(wire.SignIn))
            .WithClientCapabilities(MsalApps.Capabilities)
            .Build();
    }

    public bool HasUser => false;

    public async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        query.Reports?.Report(new VerboseReport($"The managed identity's token comes from {_host.Name}; {_host.SeenText}."));

        // MSAL takes a claims challenge only where it is not forced, and then passes over its cache by itself.
        AcquireTokenForManagedIdentityParameterBuilder request = _app.AcquireTokenForManagedIdentity(ScopeName.ResourceOf(query.Scopes[0]));
        request = query.Claims is null ? request.WithForceRefresh(true) : request.WithClaims(query.Claims);
        try
        {
            AuthenticationResult result = await _limit.RunAsync(
                request.ExecuteAsync,
                e => ManagedIdentityErrors.From(e, _host.Asked, $"no answer within {_options.Timeout.TotalSeconds:N0} seconds"),
                cancellationToken).ConfigureAwait(false);
            string? clientId = TokenClaims.TryRead(result.AccessToken)?.ClientId ?? _options.ManagedIdentityClientId;
            return MsalTokens.From(result, clientId, _clock);
        }
        catch (MsalException e)
        {
            throw ManagedIdentityErrors.From(e, _host.Asked);
        }
        catch (HttpRequestException e)
        {
            throw ManagedIdentityErrors.From(e, _host.Asked, e.GetBaseException().Message);
        }
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ManagedIdentityId IdentityOf(SignInOptions options)
    {
        (Func<string, ManagedIdentityId> Make, string? Id)[] all =
        [
            (ManagedIdentityId.WithUserAssignedClientId, options.ManagedIdentityClientId),
            (ManagedIdentityId.WithUserAssignedObjectId, options.ManagedIdentityObjectId),
            (ManagedIdentityId.WithUserAssignedResourceId, options.ManagedIdentityResourceId),
        ];
        (Func<string, ManagedIdentityId> Make, string? Id)[] given = [.. all.Where(one => one.Id is not null)];
        return given.Length switch
        {
            0 => ManagedIdentityId.SystemAssigned,
            1 => given[0].Make(given[0].Id!),
            _ => throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "The managed identity is named more than once.",
                "Pass one of -ManagedIdentityClientId, -ManagedIdentityObjectId and -ManagedIdentityResourceId, or none for the machine's own."),
        };
    }
}
