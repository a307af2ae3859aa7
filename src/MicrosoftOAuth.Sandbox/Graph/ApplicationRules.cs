using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>What makes an application valid ("Validation differences by supported account types", "Redirect URI restrictions and limitations").</summary>
internal static class ApplicationRules
{
    private const int LongestRedirectUri = 256;

    private static readonly (string Property, ClientPlatform Platform)[] Platforms =
    [
        ("web", ClientPlatform.Web),
        ("spa", ClientPlatform.Spa),
        ("publicClient", ClientPlatform.PublicClient),
    ];

    public static void Check(Application application, TenantState tenant)
    {
        var isPersonal = Audiences.IncludesPersonal(application.SignInAudience);
        CheckName(application, isPersonal);
        if (!Audiences.IsKnown(application.SignInAudience))
            throw GraphException.InvalidProperty("signInAudience");
        if (isPersonal && application.RequestedAccessTokenVersion != 2)
            throw new GraphException(400, "InvalidAccessTokenVersion", "Property api.requestedAccessTokenVersion is invalid.");
        if (application.RequestedAccessTokenVersion is not (null or 1 or 2))
            throw GraphException.InvalidProperty("api");
        CheckRedirectUris(application, isPersonal);
        CheckIdentifierUris(application, tenant);
        if (application.Texts("tags").Any(tag => tag.Length is 0 or > 256 || tag.Contains(' ', StringComparison.Ordinal)))
            throw GraphException.InvalidProperty("tags");
        CheckRequiredAccess(application, isPersonal);
        CheckOwnPermissions(application);
    }

    /// <summary>The scopes and roles of the app's own API: none twice, and those that others are authorized for in advance exist.</summary>
    private static void CheckOwnPermissions(Application application)
    {
        var api = application.Properties["api"];
        var scopes = api?["oauth2PermissionScopes"] as JsonArray ?? [];
        var roles = application.List("appRoles") ?? [];
        var ids = scopes.Concat(roles).Select(entry => entry!["id"]!.GetValue<string>()).ToList();
        if (HasTwins(ids) || HasTwins(ValuesOf(scopes)) || HasTwins(ValuesOf(roles)))
            throw new GraphException(400, "DuplicateValue", "Request contains a property with duplicate values.");
        var wanted = (api?["preAuthorizedApplications"] as JsonArray ?? []).SelectMany(entry => entry!["delegatedPermissionIds"] as JsonArray ?? []);
        if (wanted.Any(id => !scopes.Any(scope => scope!["id"]!.GetValue<string>().Equals(id!.GetValue<string>(), StringComparison.OrdinalIgnoreCase))))
            throw GraphException.InvalidProperty("api");
    }

    private static IEnumerable<string> ValuesOf(JsonArray entries) =>
        entries.Select(entry => entry!["value"]?.GetValue<string>()).OfType<string>().Where(value => value.Length > 0);

    private static bool HasTwins(IEnumerable<string> words)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return words.Any(word => !seen.Add(word));
    }

    /// <summary>A permission of the app's own API can go only after it has been disabled.</summary>
    public static void CheckRemovals(JsonNode? before, JsonNode? after)
    {
        foreach (var old in before as JsonArray ?? [])
        {
            var id = old!["id"]?.GetValue<string>();
            var kept = (after as JsonArray)?.FirstOrDefault(entry => entry!["id"]?.GetValue<string>() == id);
            if (kept is null && (old["isEnabled"]?.GetValue<bool>() ?? false))
                throw new GraphException(400, "CannotDeleteOrUpdateEnabledEntitlement", "Permission (scope or role) cannot be deleted or updated unless disabled first.");
        }
    }

    private static void CheckName(Application application, bool isPersonal)
    {
        if (application.DisplayName.Trim().Length == 0)
            throw GraphException.MissingProperty("displayName", "Application");
        if (application.DisplayName.Length > (isPersonal ? 90 : 120))
            throw GraphException.InvalidProperty("displayName");
    }

    private static void CheckRedirectUris(Application application, bool isPersonal)
    {
        var count = 0;
        foreach (var (property, platform) in Platforms)
        {
            var uris = application.RedirectUris(platform);
            count += uris.Count;
            if (uris.Distinct(StringComparer.Ordinal).Count() != uris.Count || uris.Any(uri => !IsValidRedirectUri(uri, platform, isPersonal)))
                throw GraphException.InvalidProperty(property);
        }

        if (count > (isPersonal ? 100 : 256))
            throw new GraphException(400, "Directory_QuotaExceeded", "The number of redirect URIs exceeds the maximum that is allowed.");
        AddRedirectUriSettings(application);
    }

    private static bool IsValidRedirectUri(string uri, ClientPlatform platform, bool isPersonal)
    {
        if (uri.Length is 0 or > LongestRedirectUri || uri.Contains('#', StringComparison.Ordinal) || uri.Contains("[::1]", StringComparison.Ordinal))
            return false;
        if (uri.Contains('*', StringComparison.Ordinal) && isPersonal)
            return false;
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
            return false;
        if (parsed.Scheme is not ("http" or "https"))
            return platform == ClientPlatform.PublicClient && parsed.Scheme is not ("file" or "javascript" or "data");
        if (parsed.Query.Length > 0 && isPersonal)
            return false;
        return parsed.Scheme == "https" || parsed.Host is "localhost" or "127.0.0.1";
    }

    /// <summary>The Graph keeps one entry for each web redirect URI beside the URIs themselves.</summary>
    private static void AddRedirectUriSettings(Application application)
    {
        if (application.Properties["web"] is not JsonObject web)
            return;
        var indices = (web["redirectUriSettings"] as JsonArray ?? [])
            .Where(entry => entry!["uri"] is not null)
            .GroupBy(entry => entry!["uri"]!.GetValue<string>(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()!["index"]?.DeepClone(), StringComparer.Ordinal);
        web["redirectUriSettings"] = new JsonArray([.. application.RedirectUris(ClientPlatform.Web).Select(uri => (JsonNode)new JsonObject
        {
            ["uri"] = uri,
            ["index"] = indices.TryGetValue(uri, out var index) ? index : null,
        })]);
    }

    private static void CheckIdentifierUris(Application application, TenantState tenant)
    {
        foreach (var uri in application.IdentifierUris)
        {
            if (uri.Length is 0 or > 255 || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
                throw GraphException.InvalidProperty("identifierUris");
            if (parsed.Scheme is "http" or "https" && parsed.Host != tenant.Organization.Domain && !parsed.Host.EndsWith("." + tenant.Organization.Domain, StringComparison.OrdinalIgnoreCase))
                throw new GraphException(400, "HostNameNotOnVerifiedDomain", $"Values of identifierUris property must use a verified domain of the organization or its subdomain: '{parsed.Host}'");
            if (tenant.Directory.Applications.Where("identifierUris", uri).Any(other => other != application))
                throw GraphException.Taken("identifierUris");
        }
    }

    private static void CheckRequiredAccess(Application application, bool isPersonal)
    {
        var apis = application.RequiredResourceAccess;
        if (apis.Any(api => !Guid.TryParse(api!["resourceAppId"]?.GetValue<string>(), out _)
            || api["resourceAccess"]!.AsArray().Any(access => access!["type"]?.GetValue<string>() is not ("Scope" or "Role") || access["id"] is null)))
        {
            throw GraphException.InvalidProperty("requiredResourceAccess");
        }

        if (apis.Count > 50 || apis.Sum(api => api!["resourceAccess"]!.AsArray().Count) > (isPersonal ? 200 : 400))
            throw new GraphException(400, "Directory_QuotaExceeded", "The number of required permissions exceeds the maximum that is allowed.");
    }
}
