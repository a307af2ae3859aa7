using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Core;

/// <summary>Nango's objects as they go over the wire. Source: NangoHQ/nango, docs/spec.yaml.</summary>
internal sealed class NangoIntegrationResource
{
    public string? UniqueKey { get; set; }

    public string? Provider { get; set; }

    public string? DisplayName { get; set; }

    public NangoCredentials? Credentials { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

internal sealed class NangoCredentials
{
    public string Type { get; set; } = "OAUTH2";

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>With commas between them and no spaces; always sent.</summary>
    public string? Scopes { get; set; }
}

internal sealed class NangoAnswer<T>
{
    public T? Data { get; set; }
}

internal sealed class NangoConnectSessionBody
{
    public Dictionary<string, string> Tags { get; set; } = [];

    public List<string> AllowedIntegrations { get; set; } = [];
}

internal sealed class NangoConnectSessionResource
{
    public string? Token { get; set; }

    public string? ConnectLink { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

internal sealed class NangoConnectionResource
{
    public string? ConnectionId { get; set; }

    public string? ProviderConfigKey { get; set; }

    public string? Provider { get; set; }

    [JsonPropertyName("created")]
    public DateTimeOffset? Created { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public List<NangoConnectionError>? Errors { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

internal sealed class NangoConnectionError
{
    public string? Type { get; set; }
}

internal sealed class NangoConnections
{
    public List<NangoConnectionResource> Connections { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NangoIntegrationResource))]
[JsonSerializable(typeof(NangoAnswer<NangoIntegrationResource>))]
[JsonSerializable(typeof(NangoAnswer<List<NangoIntegrationResource>>))]
[JsonSerializable(typeof(NangoConnectSessionBody))]
[JsonSerializable(typeof(NangoAnswer<NangoConnectSessionResource>))]
[JsonSerializable(typeof(NangoConnections))]
internal sealed partial class NangoJson : JsonSerializerContext;
