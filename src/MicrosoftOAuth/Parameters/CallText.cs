using System.Collections;
using System.Management.Automation;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>A call that a user passed in whichever form.</summary>
internal static class CallText
{
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is no call.</exception>
    internal static ApiCall Of(PSObject call) => call.BaseObject switch
    {
        ApiCall ready => ready,
        string text => Read(text.Trim()),
        IDictionary table => Made(table["Method"], table["Uri"]),
        _ => Made(call.Properties["Method"]?.Value, call.Properties["Uri"]?.Value),
    } ?? throw new OAuthException(
        OAuthErrorKind.InvalidArgument,
        $"'{call}' is not a call.",
        "Pass text such as 'GET /users', or an object with Method and Uri")
    {
        Target = call.BaseObject,
    };

    private static ApiCall? Read(string text)
    {
        // Only letters: a query may hold spaces too.
        string first = text.Split(' ')[0];
        return !first.All(char.IsLetter) ? Made(null, text) : Made(first, text.Substring(first.Length).Trim());
    }

    private static ApiCall? Made(object? method, object? uri) =>
        uri?.ToString() is { Length: > 0 } address ? new ApiCall((method?.ToString() ?? "GET").ToUpperInvariant(), address) : null;
}
