using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>GET or POST /{tenant}/oauth2/v2.0/authorize (RFC 6749, section 4.1.1): checks a request and begins its flow.</summary>
internal sealed class AuthorizeEndpoint(PracticeWorld world, PersonAtTheBrowser person)
{
    public Answer Answer(Call call, Authority authority)
    {
        var sent = call.Method == "POST" ? call.Form : call.Query;
        var application = authority.FindClient(sent["client_id"], world);
        var (redirectUri, platform) = RedirectUriMatcher.Resolve(sent["redirect_uri"], application);
        var responseType = sent["response_type"];
        var target = new ResponseTarget(redirectUri, sent["response_mode"] ?? (responseType is null or "code" ? "query" : "fragment"), sent["state"]);
        try
        {
            return Begin(call, authority, sent, application, platform, target, responseType ?? throw Aadsts.MissingParameter("response_type"));
        }
        catch (SignInException refusal) when (!refusal.IsForThePersonOnly)
        {
            return target.Refuse(refusal, SignInTrace.For(call, world.Ids));
        }
    }

    private Answer Begin(Call call, Authority authority, FormData sent, Application application, ClientPlatform platform, ResponseTarget target, string responseType)
    {
        CheckResponseType(responseType, application);
        var scopes = ScopeRequest.Parse(sent["scope"] ?? throw Aadsts.MissingParameter("scope"), application, authority.TenantFor(application, world));
        var flow = new InteractiveFlow(FlowKind.SignIn, application, target.RedirectUri, platform, authority)
        {
            Scopes = scopes,
            State = target.State,
            Nonce = sent["nonce"],
            CodeChallenge = sent["code_challenge"],
            CodeChallengeMethod = sent["code_challenge_method"] ?? "plain",
            ResponseType = responseType,
            ResponseMode = target.Mode,
            Prompt = sent["prompt"],
            LoginHint = sent["login_hint"],
            WantsClientInfo = sent["client_info"] is not null,
        };
        return person.Begin(call, flow);
    }

    /// <summary>Tokens straight from this endpoint need the registration's implicit grant check-boxes.</summary>
    private static void CheckResponseType(string responseType, Application application)
    {
        var settings = application.Properties["web"]?["implicitGrantSettings"];
        foreach (var part in responseType.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var isEnabled = part switch
            {
                "code" => true,
                "id_token" => settings?["enableIdTokenIssuance"]?.GetValue<bool>() ?? false,
                "token" => settings?["enableAccessTokenIssuance"]?.GetValue<bool>() ?? false,
                _ => false,
            };
            if (!isEnabled)
                throw Aadsts.UnsupportedResponseType(part);
        }
    }
}
