using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Conformance.Schema;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>Sign-ins through the real MSAL, with a practice tenant at the end of the wire.</summary>
internal sealed class PracticeSessions(PracticeTenantOptions? options = null)
{
    internal const string GitHub = "https://token.actions.githubusercontent.com";
    internal const string Subject = "repo:octo-org/octo-repo:ref:refs/heads/main";

    internal PracticeTenant Tenant { get; } = new(options);

    internal string TenantId => Tenant.TenantId.ToString();

    internal int TokenRequests => Tenant.Requests.Count(request => request.Uri.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));

    internal Task<OAuthContext> ConnectAsync(SignInOptions signIn, IProgress<OAuthReport>? reports = null, TimeProvider? clock = null) => OAuthContext.ConnectAsync(
        signIn with { Environment = CloudEnvironment.Sandbox, Browser = signIn.Browser ?? Tenant.OpenInBrowserAsync },
        new Core.Wire(new JudgingHandler(Tenant.CreateHandler()), clock ?? options?.Clock ?? TimeProvider.System),
        reports,
        CancellationToken.None);

    internal async Task<OAuthException> RefusedAsync(SignInOptions signIn) => await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(signIn));

    /// <summary>Registers an app as the administrator, with service principal.</summary>
    internal async Task<string> NewAppAsync(JsonObject body)
    {
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        body["displayName"] ??= "Daemon";
        body["signInAudience"] ??= "AzureADMyOrg";
        JsonElement app = await CallAsync(admin, "POST", "/applications", body);
        string clientId = app.GetProperty("appId").GetString()!;
        await CallAsync(admin, "POST", "/servicePrincipals", new JsonObject { ["appId"] = clientId });
        return clientId;
    }

    /// <summary>A secret of an app.</summary>
    internal async Task<string> NewSecretAsync(string clientId)
    {
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        ClientSecret secret = await new CredentialClient(admin).NewSecretAsync(new AppReference(clientId, null, null), null, admin.GetUtcNow().AddDays(30), asPlainText: true, CancellationToken.None);
        return (string)secret.SecretText;
    }

    /// <summary>An app that trusts the workload <see cref="Subject"/>.</summary>
    internal async Task<string> NewFederatedAppAsync()
    {
        string clientId = await NewAppAsync([]);
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        await CallAsync(admin, "POST", $"/applications(appId='{clientId}')/federatedIdentityCredentials", new JsonObject
        {
            ["name"] = "main",
            ["issuer"] = GitHub,
            ["subject"] = Subject,
            ["audiences"] = new JsonArray("api://AzureADTokenExchange"),
        });
        return clientId;
    }

    /// <summary>An app that has this certificate.</summary>
    internal Task<string> NewCertificateAppAsync(X509Certificate2 certificate) => NewAppAsync(new JsonObject
    {
        ["keyCredentials"] = new JsonArray(new JsonObject
        {
            ["type"] = "AsymmetricX509Cert",
            ["usage"] = "Verify",
            ["key"] = Convert.ToBase64String(certificate.RawData),
        }),
    });

    internal static async Task<JsonElement> CallAsync(OAuthContext context, string method, string path, JsonObject? body = null)
    {
        JsonElement answer = default;
        await foreach (JsonElement page in new ApiCaller(context).CallAsync(method, path, body?.ToJsonString(), new Dictionary<string, string>(StringComparer.Ordinal), followPages: false, CancellationToken.None))
        {
            answer = page;
        }

        return answer;
    }

    internal static X509Certificate2 NewCertificate(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=practice client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(from ?? new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), until ?? new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
