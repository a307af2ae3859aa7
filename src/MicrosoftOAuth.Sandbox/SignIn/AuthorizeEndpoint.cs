using System.Globalization;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>GET or POST /{tenant}/oauth2/v2.0/authorize and, of version 1, /{tenant}/oauth2/authorize (RFC 6749, section 4.1.1): checks a request and begins its flow.</summary>
internal sealed class AuthorizeEndpoint(PracticeWorld world, PersonAtTheBrowser person)
{
    public Answer Answer(Call call, Authority authority, bool isVersion1)
    {
        var sent = call.Method == "POST" ? call.Form : call.Query;
        var application = authority.FindClient(sent["client_id"], world);
        var (redirectUri, platform) = RedirectUriMatcher.Resolve(sent["redirect_uri"], application);
        var target = new ResponseTarget(redirectUri, ModeOfRefusals(sent), sent["state"]);
        try
        {
            return person.Begin(call, Read(sent, authority, application, platform, target, isVersion1));
        }
        catch (SignInException refusal) when (!refusal.IsForThePersonOnly)
        {
            return target.Refuse(refusal, SignInTrace.For(call, world.Ids));
        }
    }

    private InteractiveFlow Read(FormData sent, Authority authority, Application application, ClientPlatform platform, ResponseTarget target, bool isVersion1)
    {
        if (sent.FindRepeated() is { } repeated)
            throw Aadsts.RepeatedParameter(repeated);
        var types = ResponseTypes.Parse(sent["response_type"], application);
        var tenant = authority.TenantFor(application, world);
        var scopes = isVersion1
            ? ScopeRequest.ForResource(sent["resource"] ?? MicrosoftApis.GraphAppId, application, tenant)
            : ScopeRequest.Parse(sent["scope"] ?? throw Aadsts.MissingParameter("scope"), application, tenant);
        if (types.IdToken && !scopes.WantsIdToken)
            throw Aadsts.IdTokenWithoutOpenId();
        if (types.IdToken && sent["nonce"] is null)
            throw Aadsts.MissingParameter("nonce");
        if (sent["prompt"] is not (null or "none" or "login" or "select_account" or "consent" or "admin_consent" or "create"))
            throw Aadsts.UnknownPrompt();
        CheckChallenge(sent, platform, types);
        return new(FlowKind.SignIn, application, target with { Mode = types.ModeFor(sent["response_mode"]) }, platform, authority)
        {
            Scopes = scopes,
            BrowserSecret = world.Ids.NewOpaque(24),
            ResponseTypes = types,
            IsVersion1 = isVersion1,
            Nonce = sent["nonce"],
            CodeChallenge = sent["code_challenge"],
            CodeChallengeMethod = sent["code_challenge_method"] ?? "plain",
            Prompt = sent["prompt"],
            LoginHint = sent["login_hint"],
            DomainHint = sent["domain_hint"],
            MaxAge = int.TryParse(sent["max_age"], NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? TimeSpan.FromSeconds(age) : null,
            WantsClientInfo = sent["client_info"] is not null,
        };
    }

    /// <summary>RFC 7636: a challenge has 43 to 128 characters, and a single-page application must send one.</summary>
    private static void CheckChallenge(FormData sent, ClientPlatform platform, ResponseTypes types)
    {
        var challenge = sent["code_challenge"];
        if (challenge is null && platform == ClientPlatform.Spa && types.Code)
            throw Aadsts.ChallengeMissing();
        if (challenge is { Length: < 43 or > 128 })
            throw Aadsts.ChallengeOfWrongSize();
        if (challenge is not null && sent["code_challenge_method"] is not (null or "plain" or "S256"))
            throw Aadsts.UnknownChallengeMethod();
    }

    /// <summary>How the client is told of a request that is wrong: as it wished, if that can be made out.</summary>
    private static string ModeOfRefusals(FormData sent) => sent["response_mode"] is "query" or "fragment" or "form_post"
        ? sent["response_mode"]!
        : sent["response_type"] is null or "code" ? "query" : "fragment";
}
