using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Names a session's kept tokens by cloud, authority, tenant, client and way to sign in, so that none of them ever serves
/// another's.
/// </summary>
internal static class TokenCacheKey
{
    private static readonly Regex s_form = new(@"^[A-Za-z]+-[A-Za-z]+-[A-Za-z0-9_-]{22}\.cache$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>True for a name that <see cref="Of"/> could have made.</summary>
    internal static bool IsOne(string name) => s_form.IsMatch(name);

    /// <summary>A file name: the cloud and the way in words, and a digest of everything.</summary>
    internal static string Of(SignInOptions options, MicrosoftCloud cloud)
    {
        string clientId = options.ClientId ?? SignInOptions.GraphCommandLineTools;
        string authority = SignInAuthority.Of(options, cloud, "organizations").Address;
        string all = string.Join("\n", cloud.Environment, authority, options.TenantId, clientId, options.Method).ToLowerInvariant();
        using SHA256 hash = SHA256.Create();
        return $"{cloud.Environment}-{options.Method}-{Base64Url.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(all))).Substring(0, 22)}.cache";
    }
}
