using System.Collections;
using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Scripts;

namespace MicrosoftOAuth.Parameters;

/// <summary>A call that a user passed in whichever form.</summary>
internal static class CallText
{
    internal static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];

    /// <summary>The method as Microsoft lists it; GET where none is named.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: Microsoft Graph has no such method.</exception>
    internal static string MethodOf(string? method)
    {
        string name = string.IsNullOrWhiteSpace(method) ? "GET" : method!.Trim().ToUpperInvariant();
        return Methods.Contains(name) ? name : throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            $"'{method}' is no method of Microsoft Graph.",
            $"Name one with -Method: {string.Join(", ", Methods)}")
        {
            Target = method,
        };
    }

    /// <summary>The address, where there is one, without what may be a secret of another service.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is blank.</exception>
    internal static string AddressOf(string? uri) => !string.IsNullOrWhiteSpace(uri) ? ShownText.OfAddress(uri!) : throw new OAuthException(
        OAuthErrorKind.InvalidArgument,
        "The address is empty.",
        "Pass the address of a call: -Uri /me/messages");

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is no call.</exception>
    internal static ApiCall Of(PSObject call) => call.BaseObject switch
    {
        ApiCall ready => ready.Uri is { } address ? ready with { Uri = ShownText.OfAddress(address) } : ready,
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
        string first = text.Split((char[]?)null)[0];
        return !first.All(char.IsLetter) ? Made(null, text) : Made(first, text.Substring(first.Length).Trim());
    }

    private static ApiCall? Made(object? method, object? uri) =>
        uri?.ToString() is { } address && !string.IsNullOrWhiteSpace(address) ? new ApiCall(MethodOf(method?.ToString()), AddressOf(address)) : null;
}
