using MicrosoftOAuth.Sandbox.SignIn.Pages;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The pages between a request and its answer: who are you, is it this app you mean, and do you consent.</summary>
internal sealed class PersonAtTheBrowser(PracticeWorld world)
{
    private static readonly TimeSpan FlowLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Begins a flow: with an account that is signed in already, or at the page that asks for one.</summary>
    public Answer Begin(Call call, InteractiveFlow flow)
    {
        var all = world.SignIn.Browsers.Of(call);
        var usable = all.Where(session => flow.Accepts(session, call.Time) && (flow.LoginHint is null || flow.IsHinted(session.Account))).ToList();
        if (flow.Prompt == "none")
            return BeginSilently(flow, usable);

        var id = world.Ids.NewOpaque(24);
        world.SignIn.Flows.Add(id, flow, FlowLifetime);
        var answer = flow.Prompt switch
        {
            "login" or "create" => AskForAccount(flow, id),
            not "select_account" when usable.Count == 1 => GoOn(call, flow, id, usable[0]),
            _ when all.Count > 0 && flow.LoginHint is null => AccountPages.Pick(flow, id, all),
            _ => AskForAccount(flow, id),
        };
        if (world.SignIn.Flows.FindLive(id) is not null)
            BrowserSessions.Bind(id, flow.BrowserSecret, answer);
        return answer;
    }

    /// <summary>POST /{tenant}/login: an account was picked, or a name or a password given.</summary>
    public Answer SignIn(Call call)
    {
        var flow = FindFlow(call, out var id);
        if (call.Form["account"] is { } picked)
            return Pick(call, flow, id, picked);
        if (call.Form["username"] is not { } userName)
            return AccountPages.UserName(flow, id, "", call.Form["next"] is null ? null : Problem.NoUserName);
        if (world.FindAccount(userName.Trim()) is not { } account)
            return AccountPages.UserName(flow, id, userName, Problem.UnknownUserName(Aadsts.UnknownUser(userName, flow.Authority.TenantFor(flow.Application, world).Organization)));
        if (flow.Authority.NamesNoTenant || flow.Authority.FindTenant(world) is { IsPersonal: true })
        {
            if (flow.Authority.WhyNot(account, flow.Application, world) is { } refusal)
                return AccountPages.UserName(flow, id, userName, Problem.WrongKindOfAccount(account, refusal));
        }

        if (call.Form["passwd"] is not { } password)
            return AccountPages.Password(flow, id, account, call.Form["signin"] is null ? null : Problem.NoPassword);
        if (password != account.User.Password)
            return AccountPages.Password(flow, id, account, Problem.WrongPassword(Aadsts.WrongPassword()));
        if (!account.User.IsEnabled)
            throw Aadsts.DisabledUser();
        var session = new BrowserSession(account, call.Time);
        var answer = Settle(id, GoOn(call, flow, id, session));
        world.SignIn.Browsers.Add(call, session, answer);
        return answer;
    }

    /// <summary>POST /{tenant}/confirm: whether the person means the app whose code they entered.</summary>
    public Answer Confirm(Call call)
    {
        var flow = FindFlow(call, out var id);
        if (flow.Account is null)
            throw Aadsts.SignInRequired();
        if (call.Form["action"] != "continue")
            return Settle(id, FlowEnd.Refuse(flow, id, Aadsts.ConsentRefused(), call, world));
        flow.IsConfirmed = true;
        return Settle(id, GoOn(call, flow, id));
    }

    /// <summary>POST /{tenant}/consent: the person accepted or refused.</summary>
    public Answer Consent(Call call)
    {
        var flow = FindFlow(call, out var id);
        if (flow.Account is null || (flow.Kind == FlowKind.Device && !flow.IsConfirmed))
            throw Aadsts.SignInRequired();
        return Settle(id, ConsentStep.Answered(call, flow, id, world));
    }

    private static Answer BeginSilently(InteractiveFlow flow, List<BrowserSession> usable)
    {
        if (usable.Count == 0)
            throw Aadsts.SignInRequired();
        if (usable.Count > 1)
            throw Aadsts.SeveralAccounts();
        flow.SignIn(usable[0]);
        return ConsentStep.IsNeeded(flow) ? throw Aadsts.NotConsented(flow.Application, interactive: true) : FlowEnd.Finish(flow);
    }

    /// <summary>The page that asks for a name, or for the password of the name that the client has hinted at.</summary>
    private Answer AskForAccount(InteractiveFlow flow, string id)
    {
        if (flow.LoginHint is null)
            return AccountPages.UserName(flow, id, "", problem: null);
        return world.FindAccount(flow.LoginHint) is { } hinted && flow.Authority.Admits(hinted, flow.Application, world)
            ? AccountPages.Password(flow, id, hinted, problem: null)
            : AccountPages.UserName(flow, id, flow.LoginHint, problem: null);
    }

    /// <summary>An account of the list: gone on with if its sign-in is good for this client, asked for its password otherwise.</summary>
    private Answer Pick(Call call, InteractiveFlow flow, string id, string userId)
    {
        if (userId == AccountPages.Another || world.SignIn.Browsers.Of(call).FirstOrDefault(session => session.Account.User.Id == userId) is not { } picked)
            return AccountPages.UserName(flow, id, "", problem: null);
        return flow.Accepts(picked, call.Time) || flow.MaxAge is null ? Settle(id, GoOn(call, flow, id, picked)) : AccountPages.Password(flow, id, picked.Account, problem: null);
    }

    /// <summary>Goes on with an account; what its tenant refuses the client is told, unless it is for the person alone.</summary>
    private Answer GoOn(Call call, InteractiveFlow flow, string id, BrowserSession session)
    {
        try
        {
            flow.SignIn(session);
            return GoOn(call, flow, id);
        }
        catch (SignInException refusal) when (!refusal.IsForThePersonOnly)
        {
            return FlowEnd.Refuse(flow, id, refusal, call, world);
        }
    }

    private Answer GoOn(Call call, InteractiveFlow flow, string id)
    {
        if (flow is { Kind: FlowKind.Device, IsConfirmed: false })
            return DevicePages.Confirm(flow, id);
        if (ConsentStep.IsNeeded(flow) || flow.Kind == FlowKind.AdminConsent || flow.Prompt is "consent" or "admin_consent")
            return ConsentStep.Ask(call, flow, id, world);
        world.SignIn.Flows.Remove(id);
        return FlowEnd.Finish(flow);
    }

    /// <summary>Lets the browser forget a flow that has come to its end.</summary>
    private Answer Settle(string id, Answer answer)
    {
        if (world.SignIn.Flows.FindLive(id) is null)
            BrowserSessions.Unbind(id, answer);
        return answer;
    }

    /// <summary>The flow that a form belongs to, if it comes from the browser that was shown the form.</summary>
    private InteractiveFlow FindFlow(Call call, out string id)
    {
        id = call.Form["ctx"] ?? throw Aadsts.MissingParameter("ctx");
        return world.SignIn.Flows.FindLive(id) is { } flow && BrowserSessions.IsBound(id, flow.BrowserSecret, call) ? flow : throw Aadsts.FlowOver();
    }
}
