using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What a client wants straight from the authorize endpoint (OAuth 2.0 Multiple Response Type Encoding Practices).</summary>
internal sealed record ResponseTypes(bool Code, bool IdToken, bool Token)
{
    public static readonly ResponseTypes CodeOnly = new(Code: true, IdToken: false, Token: false);

    /// <summary>Whether a token comes through the browser, which must not be in a query.</summary>
    public bool HasToken => IdToken || Token;

    /// <summary>Reads the parameter response_type. Tokens need the registration's check-boxes "Implicit grant and hybrid flows".</summary>
    /// <exception cref="SignInException">It is missing, unknown, or not switched on for the application.</exception>
    public static ResponseTypes Parse(string? text, Application application)
    {
        if (text is null)
            throw Aadsts.MissingParameter("response_type");
        var settings = application.Properties["web"]?["implicitGrantSettings"];
        var parts = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            var isEnabled = part switch
            {
                "code" => true,
                "id_token" => settings?["enableIdTokenIssuance"]?.GetValue<bool>() ?? false,
                "token" => settings?["enableAccessTokenIssuance"]?.GetValue<bool>() ?? false,
                _ => throw Aadsts.UnknownResponseType(part),
            };
            if (!isEnabled)
                throw Aadsts.UnsupportedResponseType(part);
        }

        return new(parts.Contains("code", StringComparer.Ordinal), parts.Contains("id_token", StringComparer.Ordinal), parts.Contains("token", StringComparer.Ordinal));
    }

    /// <summary>The response mode that is meant where none is named, or the one named if it suits.</summary>
    /// <exception cref="SignInException">The mode is unknown, or would put a token into a query.</exception>
    public string ModeFor(string? requested) => requested switch
    {
        null => HasToken ? "fragment" : "query",
        "query" when HasToken => throw Aadsts.UnsupportedResponseMode(requested),
        "query" or "fragment" or "form_post" => requested,
        _ => throw Aadsts.UnsupportedResponseMode(requested),
    };
}
