using System.Globalization;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A successful answer in the form of the token endpoint of version 1: numbers are strings, and the API and the times are named.</summary>
internal static class Version1Answer
{
    public static JsonObject From(JsonObject body, ScopeRequest scopes, DateTimeOffset now)
    {
        var seconds = body["expires_in"]!.GetValue<int>();
        var answer = new JsonObject { ["token_type"] = "Bearer" };
        if (body["scope"] is not null)
            answer["scope"] = BareNames(body["scope"]!.GetValue<string>(), scopes);
        answer["expires_in"] = Text(seconds);
        answer["ext_expires_in"] = Text(seconds);
        answer["expires_on"] = Text(now.ToUnixTimeSeconds() + seconds);
        answer["not_before"] = Text(now.ToUnixTimeSeconds() - 300);
        answer["resource"] = scopes.Audience;
        foreach (var name in new[] { "access_token", "refresh_token", "id_token", "client_info" })
        {
            if (body[name] is { } value)
                answer[name] = value.DeepClone();
        }

        return answer;
    }

    private static string BareNames(string scope, ScopeRequest scopes) =>
        string.Join(" ", scope.Split(' ').Select(item => item[(item.LastIndexOf('/') + 1)..]).Where(name => name != ScopeRequest.Default && (scopes.Resource.IsGraph || !ScopeRequest.IsOpenIdScope(name))));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
