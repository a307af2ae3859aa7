using System.Globalization;
using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A JSON Web Token's header and claims (RFC 7519), read and not verified. Times are DateTimeOffset, arrays are
/// string arrays where all their items are strings, and claims that no one has heard of are kept.
/// </summary>
public sealed class TokenClaims
{
    /// <summary>Longer text is refused unread (1 MiB); Entra's own tokens stay below 16 KiB.</summary>
    private const int MaxLength = 1024 * 1024;

    private static readonly HashSet<string> s_timeClaims = new(StringComparer.Ordinal) { "exp", "nbf", "iat", "auth_time" };

    private TokenClaims(IReadOnlyDictionary<string, object?> header, IReadOnlyDictionary<string, object?> claims)
    {
        Header = header;
        Claims = claims;
    }

    /// <summary>The header's members: <c>alg</c>, <c>typ</c>, <c>kid</c> and so on.</summary>
    public IReadOnlyDictionary<string, object?> Header { get; }

    /// <summary>All claims by their names on the wire.</summary>
    public IReadOnlyDictionary<string, object?> Claims { get; }

    /// <summary><c>aud</c>: whom the token is for. The first, where there are several.</summary>
    public string? Audience => Text("aud");

    /// <summary><c>iss</c>: who issued it.</summary>
    public string? Issuer => Text("iss");

    /// <summary><c>tid</c>: the tenant.</summary>
    public string? TenantId => Text("tid");

    /// <summary><c>azp</c> (v2) or <c>appid</c> (v1): the app it was issued to.</summary>
    public string? ClientId => Text("azp") ?? Text("appid");

    /// <summary><c>oid</c>: the user's or the service principal's object id.</summary>
    public string? ObjectId => Text("oid");

    /// <summary>The user's sign-in name; null in an app-only token.</summary>
    public string? Account => Text("preferred_username") ?? Text("upn") ?? Text("unique_name");

    /// <summary><c>scp</c>: delegated permissions.</summary>
    public IReadOnlyList<string> Scopes => Text("scp")?.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary><c>roles</c>: application permissions, or the user's app roles.</summary>
    public IReadOnlyList<string> Roles => List("roles");

    /// <summary><c>iat</c>.</summary>
    public DateTimeOffset? IssuedAt => Time("iat");

    /// <summary><c>nbf</c>.</summary>
    public DateTimeOffset? NotBefore => Time("nbf");

    /// <summary><c>exp</c>.</summary>
    public DateTimeOffset? ExpiresOn => Time("exp");

    /// <summary>A token without the word "Bearer" before it and white space around it.</summary>
    public static string Bare(string token)
    {
        const string Word = "Bearer ";
        string text = token.Trim();
        return text.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? text.Substring(Word.Length).Trim() : text;
    }

    /// <summary>Reads a token in compact form, with or without the word "Bearer" before it.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidToken"/>: not a JWT. The message never repeats the text.</exception>
    public static TokenClaims Read(string token)
    {
        string text = Bare(token);
        if (text.Length > MaxLength)
        {
            throw Invalid($"it is longer than {MaxLength:N0} characters");
        }

        string[] parts = text.Split('.');
        if (parts.Length == 5)
        {
            throw Invalid("it is encrypted (five parts, RFC 7516) and only its recipient can read it");
        }

        if (parts.Length != 3)
        {
            throw Invalid($"a JWT has three parts with dots between them, this text has {parts.Length}; tokens for personal Microsoft accounts are opaque and cannot be read");
        }

        return new TokenClaims(ReadPart(parts[0], "header"), ReadPart(parts[1], "payload"));
    }

    /// <summary>Reads a token, or returns null where the text is opaque.</summary>
    public static TokenClaims? TryRead(string token)
    {
        try
        {
            return Read(token);
        }
        catch (OAuthException)
        {
            return null;
        }
    }

    /// <summary>For whom and until when; not the claims.</summary>
    public override string ToString() => $"Claims for {Account ?? ClientId ?? Text("sub")} at {Audience}, end {ExpiresOn?.ToString("u", CultureInfo.InvariantCulture)}";

    private static Dictionary<string, object?> ReadPart(string part, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.Decode(part));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid($"its {name} is not a JSON object");
            }

            Dictionary<string, object?> members = new(StringComparer.Ordinal);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                members[member.Name] = s_timeClaims.Contains(member.Name) ? Moment(member.Value) : Plain(member.Value);
            }

            return members;
        }
        catch (FormatException e)
        {
            throw Invalid($"its {name} is not base64url", e);
        }
        catch (JsonException e)
        {
            throw Invalid($"its {name} is not JSON", e);
        }
    }

    /// <summary>NumericDate (RFC 7519, section 2): seconds since 1970, perhaps with a fraction. MSAL writes them as strings.</summary>
    private static object? Moment(JsonElement value)
    {
        bool isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out double seconds)
            : double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds);
        return isNumber && seconds is >= -62135596800 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : Plain(value);
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Number => value.TryGetInt64(out long integer) ? (object)integer : value.GetDouble(),
        JsonValueKind.Array => Strings(value) ?? Items(value),
        _ => Members(value),
    };

    // Loops, since LINQ over JsonElement is compiled anew in every process, on the way to its first token.

    /// <summary>The items of an array of strings; null where one of them is none.</summary>
    private static string[]? Strings(JsonElement array)
    {
        string[] strings = new string[array.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            strings[count++] = item.GetString()!;
        }

        return strings;
    }

    private static object?[] Items(JsonElement array)
    {
        object?[] items = new object?[array.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            items[count++] = Plain(item);
        }

        return items;
    }

    private static Dictionary<string, object?> Members(JsonElement json)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            members[member.Name] = Plain(member.Value);
        }

        return members;
    }

    private static OAuthException Invalid(string why, Exception? cause = null) => new(
        OAuthErrorKind.InvalidToken,
        $"The text is not a JSON Web Token: {why}.",
        "Pass the whole access token or id token, for example: Get-MsOAuthToken | ConvertFrom-MsOAuthToken",
        cause);

    private string? Text(string name) => Claims.TryGetValue(name, out object? value)
        ? value switch
        {
            string text => text,
            string[] { Length: > 0 } list => list[0],
            _ => null,
        }
        : null;

    private string[] List(string name) => Claims.TryGetValue(name, out object? value)
        ? value switch
        {
            string[] list => list,
            string text => [text],
            _ => [],
        }
        : [];

    private DateTimeOffset? Time(string name) => Claims.TryGetValue(name, out object? value) ? value as DateTimeOffset? : null;
}
