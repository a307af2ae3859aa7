using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>POST /{tenant}/oauth2/v2.0/devicecode (RFC 8628, section 3.1), and what the person does with the code.</summary>
internal sealed class DeviceCodeEndpoint(PracticeWorld world)
{
    private const string VerificationUri = "https://login.microsoft.com/device";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public Answer Answer(Call call, Authority authority, bool isVersion1)
    {
        var sent = call.Method == "POST" ? call.Form : call.Query;
        var application = authority.FindClient(sent["client_id"], world);
        var tenant = authority.TenantFor(application, world);
        var scopes = isVersion1
            ? ScopeRequest.ForResource(sent["resource"] ?? throw Aadsts.MissingParameter("resource"), application, tenant)
            : ScopeRequest.Parse(sent["scope"] ?? throw Aadsts.MissingParameter("scope"), application, tenant);
        var code = new DeviceCode(world.Ids.NewOpaque(100), world.Ids.NewUserCode(), application, scopes, authority);
        world.SignIn.DeviceCodes.Add(code.Code, code, Lifetime);
        var answer = new JsonObject
        {
            ["user_code"] = code.UserCode,
            ["device_code"] = code.Code,
            ["verification_uri"] = VerificationUri,
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["interval"] = world.Options.DeviceCodeInterval,
            ["message"] = $"To sign in, use a web browser to open the page {VerificationUri} and enter the code {code.UserCode} to authenticate.",
        };
        if (isVersion1)
            AsVersion1(answer);
        return Wire.Answer.Json(200, answer);
    }

    /// <summary>Version 1 has another name for the address, and numbers as strings.</summary>
    private static void AsVersion1(JsonObject answer)
    {
        answer["verification_url"] = VerificationUri;
        answer.Remove("verification_uri");
        answer["expires_in"] = answer["expires_in"]!.ToString();
        answer["interval"] = answer["interval"]!.ToString();
    }

    /// <summary>The code that a person was shown, while it still waits.</summary>
    public static DeviceCode? FindWaiting(string userCode, PracticeWorld world) =>
        world.SignIn.DeviceCodes.AllLive.FirstOrDefault(code =>
            code.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase) && code is { ApprovedBy: null, IsRefused: false, IsRedeemed: false });

    /// <summary>Signs a person in with the code and takes their consent; a person who may not consent leaves the code refused.</summary>
    /// <returns>Whether the code is approved.</returns>
    public static bool Approve(DeviceCode code, Account account)
    {
        var (tenant, user) = account;
        if (!user.IsEnabled || !code.Authority.Admits(account, code.Registration, tenant.World) || !TryMove(code, tenant))
            return false;
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

        code.ApprovedBy = account;
        code.SignedIn = tenant.Clock.GetUtcNow();
        return true;
    }

    /// <summary>Approves in the name of the first person the client admits: the home tenant's administrator, wherever it admits them.</summary>
    public static void ApproveByFirst(DeviceCode code, PracticeWorld world)
    {
        var accounts = world.Tenants.SelectMany(tenant => tenant.Directory.Users.All.Select(user => new Account(tenant, user)));
        if (accounts.FirstOrDefault(account => code.Authority.Admits(account, code.Registration, world)) is { } first)
            Approve(code, first);
    }

    /// <summary>Reads what is asked for in the tenant of the person; false where that tenant lacks the API.</summary>
    private static bool TryMove(DeviceCode code, TenantState tenant)
    {
        try
        {
            code.Scopes = code.Scopes.In(tenant);
            return true;
        }
        catch (SignInException)
        {
            return false;
        }
    }
}
