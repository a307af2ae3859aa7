using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Clients;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A request at the token endpoint: its client is known, and not yet proven.</summary>
internal sealed class TokenRequest
{
    private readonly Call call;

    /// <exception cref="SignInException">The tenant or the client is unknown, or a parameter is malformed.</exception>
    public TokenRequest(Call call, Authority authority, bool isVersion1, PracticeWorld world)
    {
        this.call = call;
        Authority = authority;
        World = world;
        IsVersion1 = isVersion1;
        Credential = ClientCredential.Read(call);
        Client = authority.FindClient(Credential.ClientId, world);
        Claims = RequestedClaims.Parse(call.Form["claims"]);
    }

    public Authority Authority { get; }

    public PracticeWorld World { get; }

    /// <summary>Whether it came to the endpoint of version 1, which names an API by <c>resource</c> and takes no scopes.</summary>
    public bool IsVersion1 { get; }

    public Application Client { get; }

    public ClientCredential Credential { get; }

    public RequestedClaims Claims { get; }

    /// <summary>Whether the client asked who signed in, for its cache.</summary>
    public bool WantsClientInfo => call.Form["client_info"] is not null;

    /// <summary>Whether a page in a browser sent it.</summary>
    public bool ComesFromPage => call.Header("Origin") is not null;

    public DateTimeOffset Time => call.Time;

    public string? this[string name] => call.Form[name];

    public string Required(string name) => call.Form[name] ?? throw Aadsts.MissingParameter(name);

    /// <summary>What a delegated request asks for; null where it leaves that to the grant.</summary>
    public ScopeRequest? Scopes(TenantState tenant)
    {
        if (IsVersion1)
            return this["resource"] is { } resource ? ScopeRequest.ForResource(resource, Client, tenant) : null;
        return this["scope"] is { } scope ? ScopeRequest.Parse(scope, Client, tenant) : null;
    }

    /// <summary>The account of a grant may be used at this address, and its sign-in has not been revoked since.</summary>
    public void MustHonour(Account account, DateTimeOffset signedIn)
    {
        Authority.MustAdmit(account, Client, World);
        if (!account.User.IsEnabled)
            throw Aadsts.DisabledUser();
        if (account.User.SessionsValidFrom is { } from && signedIn < from)
            throw Aadsts.Revoked(signedIn, from);
    }

    /// <summary>The proof of a client that redeems something it got at a platform of its registration.</summary>
    public ClientProof Prove(ClientPlatform platform, TenantState tenant) =>
        platform == ClientPlatform.Web ? Credential.ProveConfidential(Client, Authority, tenant) : Credential.ProvePublic();

    /// <summary>The proof of a client that has no platform to go by: one is needed unless the registration allows public flows.</summary>
    public ClientProof ProveWithoutPlatform(TenantState tenant) =>
        Client.IsPublicByDefault && Credential is { Secret: null, Assertion: null } ? ClientProof.None : Credential.ProveConfidential(Client, Authority, tenant);

    /// <summary>Codes of a single-page application are redeemed by its page, and others are not.</summary>
    public void CheckOrigin(ClientPlatform platform)
    {
        if (platform == ClientPlatform.Spa && !ComesFromPage)
            throw Aadsts.SpaFromElsewhere();
        if (platform != ClientPlatform.Spa && ComesFromPage)
            throw Aadsts.NotSpaFromBrowser();
    }

    /// <summary>Tokens on behalf of a user, for what is asked for now or else for what was granted.</summary>
    public Answer TokensFor(Account account, ScopeRequest granted, ClientPlatform platform, ClientProof proof, DateTimeOffset signedIn, string? nonce = null, DateTimeOffset? refreshUntil = null) =>
        TokenAnswers.ForUser(new(this, account, Scopes(account.Tenant) ?? granted, granted, platform, proof, nonce, signedIn, refreshUntil));
}
