using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>Takes out of foreign sentences what may be secret: the name and password in an address, as proxies have them.</summary>
internal static class Redaction
{
    private static readonly Regex s_userInfo = new(@"(?<=://)[^\s'""<>]*@", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The text on one line, and every address in it without user name and password.</summary>
    internal static string Of(string text) => s_userInfo.Replace(string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)), string.Empty);

    /// <summary>Scheme, host and port of an address; a word in its place for what is none.</summary>
    internal static string OfAddress(string address) =>
        Uri.TryCreate(address.Contains("://") ? address : "http://" + address, UriKind.Absolute, out Uri? uri)
        && uri.Host.Length > 0
        && (uri.UserInfo.Length > 0 || !address.Contains('@'))
            ? $"{uri.Scheme}://{uri.Host}:{uri.Port}"
            : "(not an address)";
}
