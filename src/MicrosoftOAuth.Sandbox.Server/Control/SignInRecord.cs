using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace MicrosoftOAuth.Sandbox.Server.Control;

/// <summary>A request for a token, as the log shows it; nothing of the secrets that it carried.</summary>
/// <param name="Time">When it arrived, by the tenant's clock.</param>
/// <param name="Grant">The kind of grant, as the client named it.</param>
/// <param name="ClientId">The client; empty where it named itself in a header or an assertion alone and was refused.</param>
/// <param name="Person">The sign-in name; null for an app on its own, and where there was no token.</param>
/// <param name="Outcome">The permissions in the token, or the error and its AADSTS code.</param>
/// <param name="IsRefused">Whether there was no token.</param>
internal sealed record SignInRecord(DateTimeOffset Time, string Grant, string ClientId, string? Person, string Outcome, bool IsRefused)
{
    /// <summary>The sign-in of a request; null for a request that asked for no token, or was dropped.</summary>
    public static SignInRecord? Of(PracticeRequest request)
    {
        if (request.Method != "POST" || !request.Uri.AbsolutePath.EndsWith("/token", StringComparison.OrdinalIgnoreCase) || !request.Uri.AbsolutePath.Contains("/oauth2/", StringComparison.OrdinalIgnoreCase))
            return null;
        if (ReadObject(request.ResponseBody) is not { } answer)
            return null;
        var form = QueryHelpers.ParseQuery(request.RequestBody);
        var grant = (form.TryGetValue("grant_type", out var kind) ? kind.ToString() : "").Split(':')[^1];
        var claims = TextOf(answer, "access_token") is { } token ? Claims(token) : null;
        var clientId = form.TryGetValue("client_id", out var sent) ? sent.ToString() : claims is null ? "" : TextOf(claims.Value, "appid") ?? TextOf(claims.Value, "azp") ?? "";
        return claims is { } granted
            ? new(request.Time, grant, clientId, TextOf(granted, "upn") ?? TextOf(granted, "preferred_username") ?? TextOf(granted, "unique_name"), Permissions(granted), IsRefused: false)
            : new(request.Time, grant, clientId, Person: null, Refusal(answer), IsRefused: true);
    }

    private static string Permissions(JsonElement claims)
    {
        var roles = claims.TryGetProperty("roles", out var list) && list.ValueKind == JsonValueKind.Array ? string.Join(' ', list.EnumerateArray()) : "";
        return (TextOf(claims, "scp") ?? roles) is { Length: > 0 } permissions ? permissions : "no permissions";
    }

    /// <summary>The error's name and the AADSTS code; never the description's rest, which quotes what was sent.</summary>
    private static string Refusal(JsonElement answer)
    {
        var code = answer.TryGetProperty("error_codes", out var codes) && codes.ValueKind == JsonValueKind.Array && codes.GetArrayLength() > 0 ? $" AADSTS{codes[0]}" : "";
        return (TextOf(answer, "error") ?? "refused") + code;
    }

    private static JsonElement? Claims(string token)
    {
        var parts = token.Split('.');
        try
        {
            return parts.Length == 3 ? ReadObject(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? ReadObject(string text)
    {
        try
        {
            return JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } found ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
