using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>The only translator of Nango's error answers: <c>{"error":{"code","message","errors":[{"message","path"}]}}</c>.</summary>
internal static class NangoErrors
{
    internal static OAuthException From(int status, string body, string method, Uri uri)
    {
        (string? code, string? text) = Read(body);
        (OAuthErrorKind kind, string remedy) = (status, code) switch
        {
            (401, _) => (OAuthErrorKind.IntegrationUnauthorized, "Copy the environment's API key from Nango (Environment settings) and pass it as -ApiKey"),
            (403, _) => (OAuthErrorKind.IntegrationUnauthorized, "Give the API key that scope in Nango, or use a key with full access."),
            (404, _) => (OAuthErrorKind.IntegrationNotFound, "List the integrations: Get-MsOAuthIntegration -Service Nango -ApiKey <key>"),
            (429, _) => (OAuthErrorKind.Throttled, "Wait a minute and try again."),
            ( >= 500, _) => (OAuthErrorKind.ServiceUnavailable, "Try again in a few minutes, or check -BaseUri"),
            _ => (OAuthErrorKind.IntegrationRejected, "Check the values that were passed."),
        };
        return new OAuthException(
            kind,
            $"Nango answered {method} {uri.AbsolutePath} with {status.ToString(System.Globalization.CultureInfo.InvariantCulture)}{(code is null ? string.Empty : " " + code)}{(text is null ? "." : $": {text.TrimEnd('.')}.")}",
            remedy)
        {
            ServiceCode = code,
            HttpStatus = status,
        };
    }

    private static (string? Code, string? Message) Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("error", out JsonElement error)
                || error.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            string? text = Text(error, "message");
            if (error.TryGetProperty("errors", out JsonElement details) && details.ValueKind == JsonValueKind.Array)
            {
                string all = string.Join("; ", details.EnumerateArray().Select(detail => Text(detail, "message")).Where(message => message is not null));
                text = all.Length == 0 ? text : text is null ? all : $"{text} ({all})";
            }

            return (Text(error, "code"), text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
