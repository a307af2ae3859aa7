using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>A refusal of Nango's API.</summary>
internal sealed class NangoException(int status, string code, string? message) : Exception(message)
{
    private readonly string? text = message;

    public int Status { get; } = status;

    public JsonArray? Errors { get; init; }

    public static NangoException NotFound(string message) => new(404, "not_found", message);

    /// <summary>A body (or query) that does not fit, with what is wrong with one of its properties.</summary>
    public static NangoException Invalid(string code, string errorCode, string message, params string[] path) =>
        new(400, code, null)
        {
            Errors = [new JsonObject
            {
                ["code"] = errorCode,
                ["message"] = message,
                ["path"] = new JsonArray([.. path.Select(part => (JsonNode)JsonValue.Create(part))]),
            }],
        };

    public static NangoException InvalidBody(string errorCode, string message, params string[] path) => Invalid("invalid_body", errorCode, message, path);

    public static NangoException InvalidBody(string message) => new(400, "invalid_body", message);

    public Answer ToAnswer()
    {
        var error = new JsonObject { ["code"] = code };
        if (text is not null)
            error["message"] = text;
        if (Errors is not null)
            error["errors"] = Errors.DeepClone();
        return Answer.Json(Status, new JsonObject { ["error"] = error });
    }
}
