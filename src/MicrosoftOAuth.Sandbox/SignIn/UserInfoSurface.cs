using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>GET or POST /oidc/userinfo, which Entra has on Graph's host (OpenID Connect Core, section 5.3).</summary>
internal sealed class UserInfoSurface(PracticeWorld world) : ISurface
{
    public bool Serves(Uri address) => CloudHosts.IsGraph(address.Host) && address.AbsolutePath.Equals("/oidc/userinfo", StringComparison.OrdinalIgnoreCase);

    public Answer Answer(Call call)
    {
        if (call.Method is not ("GET" or "POST"))
            return new(405, "", Wire.Answer.JsonType);
        if (FindUser(call) is not var (user, claims))
            return Refuse();
        var answer = new JsonObject { ["sub"] = TokenFactory.SubjectOf(CompactToken.TextOf(claims, "appid")!, user) };
        var scopes = CompactToken.TextOf(claims, "scp")!.Split(' ');
        if (scopes.Contains(ScopeRequest.Profile, StringComparer.OrdinalIgnoreCase))
        {
            answer["name"] = user.DisplayName;
            answer["family_name"] = user.Text("surname");
            answer["given_name"] = user.Text("givenName");
            answer["picture"] = $"https://{call.Host}/v1.0/me/photo/$value";
        }

        if (scopes.Contains(ScopeRequest.Email, StringComparer.OrdinalIgnoreCase))
            answer["email"] = user.Text("mail");
        return Wire.Answer.Json(200, answer);
    }

    /// <summary>The user of a Graph token that carries the scope openid, and its claims.</summary>
    private (User User, JsonObject Claims)? FindUser(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        if (world.ReadToken(header["Bearer ".Length..].Trim()) is not var (tenant, claims))
            return null;
        var isGood = tenant.Directory.FindResource(CompactToken.TextOf(claims, "aud") ?? "") is { IsGraph: true }
            && claims["exp"]!.GetValue<long>() > world.Clock.GetUtcNow().ToUnixTimeSeconds()
            && (CompactToken.TextOf(claims, "scp") ?? "").Split(' ').Contains(ScopeRequest.OpenId, StringComparer.OrdinalIgnoreCase);
        return isGood && tenant.Directory.Users.TryFind(CompactToken.TextOf(claims, "oid") ?? "", out var user) ? (user, claims) : null;
    }

    private static Answer Refuse() =>
        Wire.Answer.Json(401, new JsonObject { ["error"] = new JsonObject { ["code"] = "InvalidAuthenticationToken", ["message"] = "Access token is empty, expired or not for this endpoint." } })
            .With("WWW-Authenticate", "Bearer error=\"invalid_token\"");
}
