using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>The claims that an application asked for beyond the usual ones ("Optional claims reference").</summary>
internal static class OptionalClaims
{
    /// <summary>Whether the application asked for a claim in one kind of token.</summary>
    public static bool Lists(Application application, string tokenType, string name) =>
        application.Properties["optionalClaims"]?[tokenType] is JsonArray wanted && wanted.Any(claim => claim?["name"]?.ToString() == name);

    /// <summary>Adds those of them that the user has a value for.</summary>
    public static void Add(JsonObject claims, Application application, string tokenType, User user)
    {
        if (application.Properties["optionalClaims"]?[tokenType] is not JsonArray wanted)
            return;
        foreach (var claim in wanted)
        {
            var name = claim!["name"]!.GetValue<string>();
            if (!claims.ContainsKey(name) && ValueOf(name, user) is { } value)
                claims[name] = value;
        }
    }

    private static JsonNode? ValueOf(string name, User user) => name switch
    {
        "acct" => JsonValue.Create(0),
        "ctry" or "tenant_ctry" => "US",
        "email" => user.Text("mail"),
        "family_name" => user.Text("surname"),
        "given_name" => user.Text("givenName"),
        "ipaddr" => "192.0.2.1",
        "preferred_username" => user.UserPrincipalName,
        "tenant_region_scope" => "NA",
        "upn" => user.UserPrincipalName,
        "verified_primary_email" => new JsonArray(user.UserPrincipalName),
        "xms_tpl" or "xms_pl" => "en",
        "xms_tdbr" => "NA",
        _ => null,
    };
}
