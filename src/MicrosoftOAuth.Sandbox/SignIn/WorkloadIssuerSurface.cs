using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>
/// The issuer of GitHub's workload tokens, played: its OpenID configuration and its key, at the addresses of the real one. The
/// tokens come from <see cref="PracticeTenant.CreateWorkloadToken"/>.
/// </summary>
internal sealed class WorkloadIssuerSurface : ISurface
{
    public const string Host = "token.actions.githubusercontent.com";
    public const string Issuer = "https://" + Host;
    private const string Keys = Issuer + "/.well-known/jwks";

    public bool Serves(Uri address) => address.Host.Equals(Host, StringComparison.OrdinalIgnoreCase);

    public Answer Answer(Call call) => (call.Method, call.Address.AbsolutePath) switch
    {
        ("GET", "/.well-known/openid-configuration") => Wire.Answer.Json(200, new JsonObject
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = Keys,
            ["subject_types_supported"] = new JsonArray("public", "pairwise"),
            ["response_types_supported"] = new JsonArray("id_token"),
            ["claims_supported"] = new JsonArray("sub", "aud", "exp", "iat", "iss", "jti", "nbf"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid"),
        }),
        ("GET", "/.well-known/jwks") => Wire.Answer.Json(200, new JsonObject { ["keys"] = new JsonArray(SigningKey.Workloads.ToJsonWebKey()) }),
        _ => new(404, "", Wire.Answer.JsonType),
    };

    /// <summary>A token of such an issuer for a workload.</summary>
    public static string Write(string issuer, string subject, string audience, TimeSpan lifetime, PracticeWorld world)
    {
        var now = world.Clock.GetUtcNow();
        return Jwt.Write(
            new JsonObject
            {
                ["jti"] = world.Ids.NewGuid().ToString(),
                ["sub"] = subject,
                ["aud"] = audience,
                ["iss"] = issuer,
                ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            },
            nonce: null,
            withThumbprint: true,
            SigningKey.Workloads);
    }
}
