using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>POST /{tenant}/oauth2/v2.0/devicecode (RFC 8628, section 3.1), and what the person does with the code.</summary>
internal sealed class DeviceCodeEndpoint(TenantState tenant)
{
    private const string VerificationUri = "https://microsoft.com/devicelogin";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public Answer Answer(Call call, Authority authority)
    {
        var application = authority.FindClient(call.Form["client_id"], tenant);
        var scope = call.Form["scope"] ?? throw Aadsts.MissingParameter("scope");
        var code = new DeviceCode(tenant.Ids.NewOpaque(100), tenant.Ids.NewUserCode(), application, ScopeRequest.Parse(scope, application, tenant));
        tenant.SignIn.DeviceCodes.Add(code.Code, code, Lifetime);
        return Wire.Answer.Json(200, new JsonObject
        {
            ["user_code"] = code.UserCode,
            ["device_code"] = code.Code,
            ["verification_uri"] = VerificationUri,
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["interval"] = tenant.Options.DeviceCodeInterval,
            ["message"] = $"To sign in, use a web browser to open the page {VerificationUri} and enter the code {code.UserCode} to authenticate.",
        });
    }

    /// <summary>The code that a person was shown, while it still waits.</summary>
    public static DeviceCode? FindWaiting(string userCode, TenantState tenant) =>
        tenant.SignIn.DeviceCodes.AllLive.FirstOrDefault(code =>
            code.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase) && code is { ApprovedBy: null, IsRefused: false, IsRedeemed: false });

    /// <summary>Signs a person in with the code and takes their consent; a person who may not consent leaves the code refused.</summary>
    public static bool Approve(DeviceCode code, User user, TenantState tenant)
    {
        var items = ConsentRules.Items(code.Registration, code.Scopes, tenant);
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, code.Registration.AppId);
        if (client is null || !ConsentRules.Covers(code.Registration, client, code.Scopes, user, tenant))
        {
            if (!ConsentRules.MayConsent(user, items))
            {
                code.IsRefused = true;
                return false;
            }

            ConsentRules.Grant(code.Registration, user, items, tenant);
        }

        code.ApprovedBy = user;
        return true;
    }
}
