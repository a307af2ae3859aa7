using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>RFC 8628, section 3.4.</summary>
internal static class DeviceCodeGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        // Version 1 calls the device code a code.
        var text = request["device_code"] ?? (request.IsVersion1 ? request["code"] : null) ?? throw Aadsts.MissingParameter("device_code");
        if (!request.World.SignIn.DeviceCodes.TryGet(text, out var code, out var isExpired) || code.Registration.AppId != request.Client.AppId || code.IsRedeemed)
            throw Aadsts.DeviceCodeUnknown();
        if (isExpired)
            throw Aadsts.DeviceCodeExpired();
        if (code.IsRefused)
            throw Aadsts.DeviceRefused();
        if (!request.Client.IsPublicByDefault)
            throw Aadsts.SecretMissing();
        if (code.ApprovedBy is not { } account)
        {
            if (code.Polls++ == 0 && request.World.Options.DeviceCodeApprovedAtOnce)
                DeviceCodeEndpoint.ApproveByFirst(code, request.World);
            throw Aadsts.DevicePending();
        }

        request.MustHonour(account, code.SignedIn);
        var proof = request.Credential.ProvePublic();
        var answer = request.TokensFor(account, code.Scopes, ClientPlatform.PublicClient, proof, code.SignedIn);
        code.IsRedeemed = true;
        return answer;
    }
}
