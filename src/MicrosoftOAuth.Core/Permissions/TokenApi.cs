namespace MicrosoftOAuth.Core;

/// <summary>The API behind a token's audience, in any cloud, and how commands name it.</summary>
/// <param name="Audience">The claim <c>aud</c>.</param>
internal sealed record TokenApi(string Audience)
{
    /// <summary>The API where it is known by name: by its audience, its app id, or the host of the instance.</summary>
    internal MicrosoftApi? Known { get; } =
        MicrosoftApi.All.FirstOrDefault(api => api.IsAudience(Audience.TrimEnd('/'))) ?? MicrosoftApi.Find(Audience) ?? ApiHosts.Find(Audience);

    /// <summary>The app id; null where only the tenant can tell it.</summary>
    internal string? AppId => Known?.AppId ?? (Guid.TryParse(Audience.Replace("api://", string.Empty), out Guid id) ? id.ToString() : null);

    /// <summary>What else decides there, as a sentence with a space before it; empty where nothing is known of.</summary>
    internal string Note => Known?.AccessNoteBehind ?? string.Empty;

    /// <summary>The parameter -Api; behind <see cref="LookUp"/> where the app id is not known.</summary>
    internal string Option => $" -Api {(Known is not null ? CommandText.Quoted(Known.Name) : AppId is { } id ? $"'{id}'" : "$api.appId")}";

    /// <summary>The cloud of an audience that only one of the national clouds has; null for every other.</summary>
    internal static CloudEnvironment? CloudOf(string? audience)
    {
        string bare = audience?.TrimEnd('/') ?? string.Empty;
        return MicrosoftApi.All.Any(api => Is(api, CloudEnvironment.Global)) ? null
            : new[] { CloudEnvironment.USGov, CloudEnvironment.USGovDoD, CloudEnvironment.China }
                .Where(cloud => MicrosoftApi.All.Any(api => Is(api, cloud)))
                .Select(cloud => (CloudEnvironment?)cloud)
                .FirstOrDefault();

        bool Is(MicrosoftApi api, CloudEnvironment cloud) => bare.Equals(api.AudienceIn(MicrosoftCloud.Of(cloud)), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The command that keeps the API's service principal as <c>$api</c>.</summary>
    /// <param name="context">The parameter -Context with a space before it; empty for the current session.</param>
    internal string LookUp(string context)
    {
        if (AppId is { } id)
        {
            return $"$api = Invoke-MsOAuthRequest \"/servicePrincipals(appId='{id}')\"{context}";
        }

        // A path with "://" in its query would be taken for a whole address.
        string name = Uri.EscapeDataString(Audience.Replace("'", "''"));
        return $"$api = (Invoke-MsOAuthRequest {CommandText.Quoted($"/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq '{name}')")}{context}).value[0]";
    }
}
