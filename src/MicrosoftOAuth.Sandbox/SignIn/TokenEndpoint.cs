using MicrosoftOAuth.Sandbox.SignIn.Grants;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>POST /{tenant}/oauth2/v2.0/token and, of version 1, /{tenant}/oauth2/token. There is one file for each grant.</summary>
internal sealed class TokenEndpoint(PracticeWorld world)
{
    private static readonly Dictionary<string, Func<TokenRequest, Answer>> Grants = new(StringComparer.Ordinal)
    {
        ["client_credentials"] = ClientCredentialsGrant.Redeem,
        ["authorization_code"] = AuthorizationCodeGrant.Redeem,
        ["refresh_token"] = RefreshTokenGrant.Redeem,
        ["password"] = PasswordGrant.Redeem,
        ["urn:ietf:params:oauth:grant-type:jwt-bearer"] = OnBehalfOfGrant.Redeem,

        // RFC 8628 has the second name; MSAL writes the first.
        ["device_code"] = DeviceCodeGrant.Redeem,
        ["urn:ietf:params:oauth:grant-type:device_code"] = DeviceCodeGrant.Redeem,
    };

    public Answer Answer(Call call, Authority authority, bool isVersion1)
    {
        if (call.Form.FindRepeated() is { } repeated)
            throw Aadsts.RepeatedParameter(repeated);
        var grantType = call.Form["grant_type"] ?? throw Aadsts.MissingParameter("grant_type");
        if (!Grants.TryGetValue(grantType, out var redeem))
            throw Aadsts.UnsupportedGrant(grantType);
        return redeem(new(call, authority, isVersion1, world))
            .With("Cache-Control", "no-store, no-cache")
            .With("Pragma", "no-cache");
    }
}
