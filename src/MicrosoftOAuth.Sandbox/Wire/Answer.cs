using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>What a server answers.</summary>
internal sealed record Answer(int Status, string Body, string ContentType)
{
    public const string JsonType = "application/json; charset=utf-8";

    public const string HtmlType = "text/html; charset=utf-8";

    /// <summary>Headers beside Content-Type, in the order they are sent.</summary>
    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether a fault cut the body off.</summary>
    public bool IsTruncated { get; init; }

    public static Answer Json(int status, JsonNode body) => new(status, body.ToJsonString(Text.JsonFormat.Wire), JsonType);

    public static Answer Html(string page) => new(200, page, HtmlType);

    public static Answer Redirect(string address) => new Answer(302, "", HtmlType).With("Location", address);

    public Answer With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }
}
