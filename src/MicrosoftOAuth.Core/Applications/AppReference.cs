namespace MicrosoftOAuth.Core;

/// <summary>
/// How a user names an app. The object id counts first, then the client id, then the display name, so that an app
/// object on the pipeline, which brings all three, is found by what is exact.
/// </summary>
/// <param name="ClientId">The client id.</param>
/// <param name="ObjectId">The object id of the registration.</param>
/// <param name="DisplayName">The display name.</param>
public sealed record AppReference(string? ClientId, string? ObjectId, string? DisplayName)
{
    /// <summary>What a person knows the app by: its name and an id, as far as they were given.</summary>
    public override string ToString() => (DisplayName, ClientId ?? ObjectId) switch
    {
        (null, { } id) => id,
        ({ } name, { } id) => $"{name} ({id})",
        var (name, _) => name ?? string.Empty,
    };
}
