using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicrosoftOAuth.Sandbox.Text;

/// <summary>How JSON is written: as the services write it, with nothing escaped that need not be.</summary>
internal static class JsonFormat
{
    public static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Bodies may hold comments or trailing commas in neither service; depth is limited as theirs is.</summary>
    public static readonly JsonDocumentOptions Reader = new() { MaxDepth = 64 };
}
