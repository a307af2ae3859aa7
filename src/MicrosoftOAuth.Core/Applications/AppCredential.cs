namespace MicrosoftOAuth.Core;

/// <summary>What an app proves itself with.</summary>
public enum CredentialKind
{
    /// <summary>A client secret.</summary>
    Secret,

    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>Trust in tokens of another issuer; never ends.</summary>
    Federated,
}

/// <summary>A credential of an app, without its secret part.</summary>
public sealed record AppCredential
{
    /// <summary>The app.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's name.</summary>
    public required string AppName { get; init; }

    /// <summary>The object id of the registration.</summary>
    public required string ObjectId { get; init; }

    /// <summary>What it is.</summary>
    public required CredentialKind Kind { get; init; }

    /// <summary>Its id on the app.</summary>
    public required string KeyId { get; init; }

    /// <summary>Its description; a federated credential's name.</summary>
    public string? Description { get; init; }

    /// <summary>A secret's first three characters; a federated credential's subject.</summary>
    public string? Hint { get; init; }

    /// <summary>From when it is good.</summary>
    public DateTimeOffset? StartsOn { get; init; }

    /// <summary>When it ends; null where it never does.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>Whole days left, negative after the end; null where it never ends.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Kind and end.</summary>
    public override string ToString() => $"{Kind} '{Description}' of {AppName}, ends {ExpiresOn?.ToString("u", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}";
}

/// <summary>A client secret at the one moment when its text can be had.</summary>
/// <param name="clientId">The app.</param>
/// <param name="tenantId">Its tenant.</param>
/// <param name="objectId">The object id of the registration.</param>
/// <param name="keyId">The secret's id on the app.</param>
/// <param name="description">Its description.</param>
/// <param name="startsOn">From when it is good.</param>
/// <param name="expiresOn">When it ends.</param>
/// <param name="secretText">The text: a SecureString, or a string where the caller asked for plain text.</param>
public sealed class ClientSecret(string clientId, string? tenantId, string objectId, string keyId, string? description, DateTimeOffset? startsOn, DateTimeOffset? expiresOn, object secretText)
{
    /// <summary>The app.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>Its tenant.</summary>
    public string? TenantId { get; } = tenantId;

    /// <summary>The object id of the registration.</summary>
    public string ObjectId { get; } = objectId;

    /// <summary>The secret's id on the app.</summary>
    public string KeyId { get; } = keyId;

    /// <summary>Its description.</summary>
    public string? Description { get; } = description;

    /// <summary>From when it is good.</summary>
    public DateTimeOffset? StartsOn { get; } = startsOn;

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresOn { get; } = expiresOn;

    /// <summary>The text, as a SecureString unless plain text was asked for.</summary>
    public object SecretText { get; } = secretText;

    /// <summary>Whose it is and until when; never the text.</summary>
    public override string ToString() => $"Client secret '{Description}' of {ClientId}, ends {ExpiresOn:u}";
}
