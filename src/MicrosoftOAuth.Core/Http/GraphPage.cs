using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Core;

/// <summary>One page of a collection (OData 4.01, section 4.5.1).</summary>
/// <typeparam name="T">The items.</typeparam>
internal sealed class GraphPage<T>
{
    /// <summary>The items.</summary>
    public List<T> Value { get; set; } = [];

    /// <summary>Where the next page is; null on the last.</summary>
    [JsonPropertyName("@odata.nextLink")]
    public string? NextLink { get; set; }
}
