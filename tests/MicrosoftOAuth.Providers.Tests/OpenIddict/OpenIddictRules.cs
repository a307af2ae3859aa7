using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MicrosoftOAuth.Providers.Tests.OpenIddict;

/// <summary>What OpenIddict leaves to the application: which clients there are, who signs in, what is revoked.</summary>
internal sealed class OpenIddictRules(SecurityKey signingKey)
{
    internal const string OnBehalfOf = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    internal const string Scope = "orders.read";
    internal const string Api = "https://api.contoso.example";
    internal const string WebApp = "web-app";
    internal const string Secret = "a secret with + and / and %";
    internal const string NativeApp = "native-app";
    internal const string WebReturn = "https://app.contoso.example/callback";
    internal const string NativeReturn = "http://localhost";
    internal const string Unwilling = "bob@contoso.example";

    private static readonly TimeSpan s_tokenLife = TimeSpan.FromMinutes(20);
    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);

    /// <summary>From now on no refresh token of this person is good.</summary>
    internal void Revoke(string person) => _revoked[person] = true;

    internal void Apply(OpenIddictServerBuilder server)
    {
        server.SetAccessTokenLifetime(s_tokenLife);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            string? registered = request.ClientId switch
            {
                WebApp => WebReturn,
                NativeApp => NativeReturn,
                _ => null,
            };
            if (registered is null)
            {
                request.Reject(Errors.InvalidClient, "There is no such client.");
            }
            else if (request.RedirectUri?.TrimEnd('/') != registered)
            {
                request.Reject(Errors.InvalidRequest, "The redirect URI is not one of the client's.");
            }

            return default;
        }));
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.Request.LoginHint == Unwilling)
            {
                request.Reject(Errors.AccessDenied, "The person said no.");
            }
            else
            {
                request.SignIn(User(request.Request.LoginHint ?? PersonAtTheBrowser.Name, request.Request.GetScopes()));
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            bool isProven = request.ClientId == NativeApp ? request.ClientSecret is null : request.ClientId == WebApp && request.ClientSecret == Secret;
            if (!isProven)
            {
                request.Reject(Errors.InvalidClient, "The client or its secret is wrong.");
            }

            return default;
        }));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(GrantAsync));
    }

    private async ValueTask GrantAsync(HandleTokenRequestContext request)
    {
        if (request.Request.IsClientCredentialsGrantType())
        {
            request.SignIn(App(request.ClientId!, request.Request.GetScopes()));
        }
        else if (request.Request.GrantType == OnBehalfOf)
        {
            TokenValidationResult user = await new JsonWebTokenHandler().ValidateTokenAsync(
                request.Request.Assertion,
                new TokenValidationParameters { IssuerSigningKey = signingKey, ValidIssuer = request.Options.Issuer?.AbsoluteUri ?? request.BaseUri!.AbsoluteUri, ValidAudience = Api });
            if (user.IsValid)
            {
                request.SignIn(User(((JsonWebToken)user.SecurityToken).Subject, request.Request.GetScopes()));
            }
            else
            {
                request.Reject(Errors.InvalidGrant, "The user's token is not good here.");
            }
        }
        else if (request.Request.IsRefreshTokenGrantType() && _revoked.ContainsKey(request.Principal!.GetClaim(Claims.Subject)!))
        {
            request.Reject(Errors.InvalidGrant, "The refresh token was revoked.");
        }
        else
        {
            request.SignIn(request.Principal!);
        }
    }

    private static ClaimsPrincipal App(string clientId, ImmutableArray<string> scopes) => Identity(clientId, userName: null, scopes);

    private static ClaimsPrincipal User(string name, ImmutableArray<string> scopes) => Identity(name, name, scopes);

    private static ClaimsPrincipal Identity(string subject, string? userName, ImmutableArray<string> scopes)
    {
        ClaimsIdentity identity = new("tests");
        identity.SetClaim(Claims.Subject, subject).SetClaim(Claims.PreferredUsername, userName);
        identity.SetScopes(scopes).SetAudiences(Api);
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
