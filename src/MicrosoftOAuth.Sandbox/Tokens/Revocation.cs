using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>
/// What Microsoft's APIs hear of between two tokens ("Continuous access evaluation"): sign-ins that were revoked, users and
/// applications that were disabled. Only tokens whose client can answer a challenge are held to it; the others run out.
/// </summary>
internal static class Revocation
{
    /// <summary>
    /// The claims that a token would need to be good still, as a challenge carries them: base64 of
    /// <c>{"access_token":{"nbf":{"essential":true,"value":"..."}}}</c>. Null where it is good.
    /// </summary>
    public static string? ChallengeTo(JsonObject claims, ServicePrincipal client, User? user, DateTimeOffset now)
    {
        if (claims["xms_cc"] is null)
            return null;
        if (!client.IsEnabled || user is { IsEnabled: false })
            return Challenge(now.ToUnixTimeSeconds());
        return user?.SessionsValidFrom?.ToUnixTimeSeconds() is { } from && claims["iat"]!.GetValue<long>() < from ? Challenge(from) : null;
    }

    private static string Challenge(long notBefore) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["access_token"] = new JsonObject
        {
            ["nbf"] = new JsonObject { ["essential"] = true, ["value"] = notBefore.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        },
    }.ToJsonString(JsonFormat.Wire)));
}
