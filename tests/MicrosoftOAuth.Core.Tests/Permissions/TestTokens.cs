using System.Text;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>Tokens with the claims that decide, unsigned.</summary>
internal static class TestTokens
{
    internal const string App = "44444444-4444-4444-4444-444444444444";
    internal const string Ada = "55555555-5555-5555-5555-555555555555";
    internal const string Tenant = "77777777-7777-7777-7777-777777777777";
    internal const string Graph = "https://graph.microsoft.com";

    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    internal static PermissionHolder User(params string[] scopes) =>
        Of(Graph, $""" "scp":"{string.Join(' ', scopes)}","appid":"{App}","oid":"{Ada}","upn":"ada@contoso.example","tid":"{Tenant}" """);

    internal static PermissionHolder Personal(params string[] scopes) =>
        Of(Graph, $""" "scp":"{string.Join(' ', scopes)}","appid":"{App}","oid":"{Ada}","tid":"{PersonalTenant}" """);

    internal static PermissionHolder AppAlone(string more, params string[] roles) =>
        Of(Graph, $""" "roles":[{string.Join(',', roles.Select(role => $"\"{role}\""))}],"idtyp":"app","appid":"{App}","oid":"{Ada}","tid":"{Tenant}"{more} """);

    internal static PermissionHolder Of(PermissionScheme scheme, string[] held) => scheme switch
    {
        PermissionScheme.Application => AppAlone(string.Empty, held),
        PermissionScheme.DelegatedPersonal => Personal(held),
        _ => User(held),
    };

    internal static PermissionHolder Of(string audience, string claims) =>
        PermissionHolder.Of(TokenClaims.Read($"{Part("""{"alg":"none"}""")}.{Part($$"""{"aud":"{{audience}}",{{claims}}}""")}."));

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
