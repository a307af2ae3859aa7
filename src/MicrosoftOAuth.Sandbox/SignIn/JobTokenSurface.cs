using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>
/// Where running jobs get their tokens: GitHub Actions
/// (https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token) and Azure Pipelines
/// (https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create). The real services know the job by
/// its bearer; here any bearer will do, and the address says who the job is.
/// </summary>
internal sealed class JobTokenSurface(PracticeWorld world) : ISurface
{
    /// <summary>The host in GitHub's ACTIONS_ID_TOKEN_REQUEST_URL. The parameter <c>sub</c> of the address names the job.</summary>
    public const string GitHubHost = "pipelines.actions.githubusercontent.com";

    /// <summary>The host in Azure Pipelines' SYSTEM_OIDCREQUESTURI: organization and project are the first two parts of the path.</summary>
    public const string AzureHost = "dev.azure.com";

    private const string AzureIssuer = "https://vstoken.dev.azure.com/5eed0000-0000-4000-8000-00007069706c";
    private const string DefaultSubject = "repo:octo-org/octo-repo:ref:refs/heads/main";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public bool Serves(Uri address) =>
        address.Host.Equals(GitHubHost, StringComparison.OrdinalIgnoreCase) || address.Host.Equals(AzureHost, StringComparison.OrdinalIgnoreCase);

    public Answer Answer(Call call) => (call.Method, call.Host.ToLowerInvariant()) switch
    {
        _ when call.Header("Authorization") is not { Length: > 7 } bearer || !bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => new(401, "", Wire.Answer.JsonType),
        ("GET", GitHubHost) => GitHub(call),
        ("POST", AzureHost) when call.Segments is [_, _, .., "oidctoken"] => Azure(call),
        _ => new(404, "", Wire.Answer.JsonType),
    };

    private Answer GitHub(Call call)
    {
        var audience = call.Query["audience"] ?? "https://github.com/octo-org";
        var token = WorkloadIssuerSurface.Write(WorkloadIssuerSurface.Issuer, call.Query["sub"] ?? DefaultSubject, audience, Lifetime, world);
        return Wire.Answer.Json(200, new JsonObject { ["count"] = token.Length, ["value"] = token });
    }

    private Answer Azure(Call call)
    {
        if (call.Query["serviceConnectionId"] is not { Length: > 0 } connection)
            return Wire.Answer.Json(400, new JsonObject { ["message"] = "A service connection is required." });
        var subject = $"sc://{call.Segments[0]}/{call.Segments[1]}/{connection}";
        return Wire.Answer.Json(200, new JsonObject { ["oidcToken"] = WorkloadIssuerSurface.Write(AzureIssuer, subject, "api://AzureADTokenExchange", Lifetime, world) });
    }
}
