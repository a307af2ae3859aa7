using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>A practice tenant in which every way to sign in has what it needs; managed identities apart, which it has none of.</summary>
internal sealed class EveryWay
{
    private const string Redirect = "https://app.example/back";
    private const string AzureJobs = "https://dev.azure.com/contoso/shop/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken";
    private const string ServiceConnection = "7a1ff0a2-7c2b-4d30-8f3e-0d9b8e1c2f11";

    private readonly PracticeSessions _practice;
    private readonly X509Certificate2 _certificate = PracticeSessions.NewCertificate();

    private EveryWay(PracticeSessions practice) => _practice = practice;

    /// <summary>The ways that need no Azure.</summary>
    internal static IReadOnlyList<SignInMethod> Methods { get; } = [.. Enum.GetValues<SignInMethod>().Where(method => method != SignInMethod.ManagedIdentity)];

    internal string ClientId { get; private set; } = string.Empty;

    private SecureString Secret { get; set; } = new();

    internal static async Task<EveryWay> PrepareAsync(PracticeSessions practice)
    {
        EveryWay every = new(practice);
        OAuthContext admin = await practice.ConnectAsync(new SignInOptions());
        every.ClientId = await practice.NewAppAsync(new JsonObject
        {
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(Redirect) },
            ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") },
            ["isFallbackPublicClient"] = true,
            ["keyCredentials"] = new JsonArray(new JsonObject { ["type"] = "AsymmetricX509Cert", ["usage"] = "Verify", ["key"] = Convert.ToBase64String(every._certificate.RawData) }),
            ["api"] = new JsonObject
            {
                ["oauth2PermissionScopes"] = new JsonArray(new JsonObject
                {
                    ["id"] = "11111111-1111-4111-8111-111111111111",
                    ["value"] = "Call",
                    ["type"] = "User",
                    ["isEnabled"] = true,
                    ["adminConsentDisplayName"] = "Call",
                    ["adminConsentDescription"] = "Call",
                }),
            },
        });
        every.Secret = SecureText.From(await practice.NewSecretAsync(every.ClientId));
        await PracticeSessions.CallAsync(admin, "PATCH", $"/applications(appId='{every.ClientId}')", new JsonObject { ["identifierUris"] = new JsonArray($"api://{every.ClientId}") });
        await every.TrustAsync(admin, "github", PracticeSessions.GitHub, PracticeSessions.Subject);
        await every.TrustAsync(admin, "pipelines", "https://vstoken.dev.azure.com/5eed0000-0000-4000-8000-00007069706c", $"sc://contoso/shop/{ServiceConnection}");
        return every;
    }

    /// <summary>What signs in this way.</summary>
    internal async Task<SignInOptions> OptionsAsync(SignInMethod method)
    {
        if (method is SignInMethod.Password or SignInMethod.OnBehalfOf)
        {
            // Nobody is asked on these ways, so the person has consented before.
            await UserTokenAsync("User.Read");
        }

        SignInOptions app = new() { Method = method, ClientId = ClientId, TenantId = _practice.TenantId };
        SignInOptions user = app with { Scopes = ["User.Read"] };
        return method switch
        {
            SignInMethod.Interactive or SignInMethod.DeviceCode => user with { LoginHint = _practice.Tenant.UserName },
            SignInMethod.ClientSecret => app with { ClientSecret = Secret },
            SignInMethod.Certificate => app with { Certificate = _certificate },
            SignInMethod.FederatedToken => app with { FederatedTokenCallback = _ => Task.FromResult(_practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject)) },
            SignInMethod.GitHubActions => app with { Machine = new PlayedMachine().Set("ACTIONS_ID_TOKEN_REQUEST_URL", "https://pipelines.actions.githubusercontent.com/1/idtoken?api-version=2.0").Set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job") },
            SignInMethod.AzurePipelines => app with { ServiceConnectionId = ServiceConnection, Machine = new PlayedMachine().Set("SYSTEM_OIDCREQUESTURI", AzureJobs).Set("SYSTEM_ACCESSTOKEN", "job") },
            SignInMethod.OnBehalfOf => user with { ClientSecret = Secret, UserAssertion = SecureText.From(await UserTokenAsync($"api://{ClientId}/Call")) },
            SignInMethod.AuthorizationCode => await RedeemedAsync(user),
            SignInMethod.RefreshToken => user with { ClientSecret = Secret, RefreshToken = SecureText.From(await RefreshTokenAsync(user)) },
            SignInMethod.Password => user with { UserName = _practice.Tenant.UserName, Password = SecureText.From(PracticeTenant.PracticePassword) },
            SignInMethod.AccessToken => new() { Method = method, AccessToken = SecureText.From(await UserTokenAsync("User.Read")) },
            SignInMethod.EnvironmentVariable => app with { Machine = new PlayedMachine().Set("AZURE_CLIENT_SECRET", SecureText.Reveal(Secret)) },
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is nothing to practise this way with."),
        };
    }

    private async Task TrustAsync(OAuthContext admin, string name, string issuer, string subject) => await PracticeSessions.CallAsync(
        admin,
        "POST",
        $"/applications(appId='{ClientId}')/federatedIdentityCredentials",
        new JsonObject { ["name"] = name, ["issuer"] = issuer, ["subject"] = subject, ["audiences"] = new JsonArray("api://AzureADTokenExchange") });

    private async Task<string> UserTokenAsync(string scope)
    {
        OAuthContext user = await _practice.ConnectAsync(new SignInOptions { ClientId = ClientId, TenantId = _practice.TenantId, Scopes = [scope], LoginHint = _practice.Tenant.UserName });
        return (await user.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None)).Reveal();
    }

    private async Task<SignInOptions> RedeemedAsync(SignInOptions user)
    {
        ConsentUrl url = ConsentUrl.ForUser(MicrosoftCloud.Of(CloudEnvironment.Sandbox), ClientId, _practice.TenantId, ["User.Read"], Redirect, _practice.Tenant.UserName);
        Uri returned = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, null, CancellationToken.None);
        return url.Redeem(returned, user with { ClientSecret = Secret });
    }

    /// <summary>As another library would have got it: the token endpoint's own answer.</summary>
    private async Task<string> RefreshTokenAsync(SignInOptions user)
    {
        SignInOptions redeemed = await RedeemedAsync(user);
        using HttpClient client = new(_practice.Tenant.CreateHandler());
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["client_id"] = ClientId,
            ["client_secret"] = SecureText.Reveal(Secret),
            ["grant_type"] = "authorization_code",
            ["code"] = SecureText.Reveal(redeemed.AuthorizationCode!),
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = SecureText.Reveal(redeemed.CodeVerifier!),
            ["scope"] = "openid offline_access https://graph.microsoft.com/User.Read",
        });
        using HttpResponseMessage answer = await client.PostAsync(new Uri($"https://login.microsoftonline.com/{_practice.TenantId}/oauth2/v2.0/token"), form);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["refresh_token"]!.GetValue<string>();
    }
}
