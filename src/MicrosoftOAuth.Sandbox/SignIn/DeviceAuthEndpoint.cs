using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Pages;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>/common/oauth2/deviceauth: where a person enters the code that a device has shown.</summary>
internal sealed class DeviceAuthEndpoint(PracticeWorld world, PersonAtTheBrowser person)
{
    public const string Address = "https://login.microsoftonline.com/common/oauth2/deviceauth";

    /// <summary>GET: the page, filled in where the address carries a code (otc).</summary>
    public static Answer Ask(Call call) => DevicePages.EnterCode(call.Host, call.Query["otc"] ?? "", problem: null);

    /// <summary>POST: a code was entered; it leads to a sign-in.</summary>
    public Answer Enter(Call call)
    {
        var entered = (call.Form["otc"] ?? "").Trim();
        if (entered.Length == 0)
            return DevicePages.EnterCode(call.Host, "", Problem.NoCode);
        if (DeviceCodeEndpoint.FindWaiting(entered, world) is not { } code)
            return DevicePages.EnterCode(call.Host, entered, Problem.WrongCode(Aadsts.DeviceCodeUnknown()));
        var target = new ResponseTarget(Address, "query", State: null);
        return person.Begin(call, new(FlowKind.Device, code.Registration, target, ClientPlatform.PublicClient, code.Authority) 
        {
            Scopes = code.Scopes,
            BrowserSecret = world.Ids.NewOpaque(24),
            Device = code,
        });
    }
}

/// <summary>microsoft.com/devicelogin, the address that devices used to show: it leads to the sign-in service.</summary>
internal sealed class DeviceLoginSurface : ISurface
{
    public const string Host = "www.microsoft.com";

    /// <summary>
    /// The bare domain is answered within the process alone and is no host name of the practice world: a certificate authority
    /// that may vouch for it may vouch for everything below it.
    /// </summary>
    private const string Domain = "microsoft.com";

    public bool Serves(Uri address) => address.Host.Equals(Host, StringComparison.OrdinalIgnoreCase) || address.Host.Equals(Domain, StringComparison.OrdinalIgnoreCase);

    public Answer Answer(Call call) => call.Method == "GET" && call.Segments is [var only] && only.Equals("devicelogin", StringComparison.OrdinalIgnoreCase)
        ? Wire.Answer.Redirect(DeviceAuthEndpoint.Address)
        : new(404, "", Wire.Answer.HtmlType);
}
