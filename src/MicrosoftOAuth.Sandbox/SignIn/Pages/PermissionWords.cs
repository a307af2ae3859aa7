using System.Text.Json.Nodes;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>A permission in words for people.</summary>
/// <param name="Title">What it lets the app do.</param>
/// <param name="Description">The same in a sentence or two.</param>
internal sealed record PermissionWords(string Title, string Description)
{
    /// <summary>What the consent prompt says of the scopes that nearly every app asks for.</summary>
    private static readonly Dictionary<string, PermissionWords> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["openid"] = new("Sign you in", "Allows you to sign in to the app with your work or school account and allows the app to read your basic profile information."),
        ["profile"] = new("View your basic profile", "Allows the app to see your basic profile (e.g., name, picture, user name, email address)."),
        ["email"] = new("View your email address", "Allows the app to read your primary email address."),
        ["offline_access"] = new("Maintain access to data you have given it access to", "Allows the app to see and update the data you gave it access to, even when you are not currently using the app. This does not give the app any additional permissions."),
        ["User.Read"] = new("Sign you in and read your profile", "Allows you to sign in to the app with your organizational account and let the app read your profile. It also allows the app to read basic company information."),
    };

    /// <summary>The words of the API for its permission: those for an administrator who accepts for all, those for a user otherwise; the name where it has none.</summary>
    public static PermissionWords Of(ConsentItem item, bool isForAll)
    {
        if (item.Kind == PermissionKind.Application)
            return Of(item, item.Resource.List("appRoles"), "displayName", "description");
        var words = isForAll
            ? Of(item, item.Resource.List("oauth2PermissionScopes"), "adminConsentDisplayName", "adminConsentDescription")
            : Of(item, item.Resource.List("oauth2PermissionScopes"), "userConsentDisplayName", "userConsentDescription");
        return words.Title == item.Name && item.Resource.IsGraph && Usual.TryGetValue(item.Name, out var usual) ? usual : words;
    }

    private static PermissionWords Of(ConsentItem item, JsonArray? published, string title, string description)
    {
        var entry = published?.FirstOrDefault(candidate => candidate?["value"]?.ToString() == item.Name);
        return new(TextOf(entry, title) ?? TextOf(entry, "adminConsentDisplayName") ?? item.Name, TextOf(entry, description) ?? TextOf(entry, "adminConsentDescription") ?? "");
    }

    private static string? TextOf(JsonNode? entry, string name) => entry?[name]?.ToString() is { Length: > 0 } text ? text : null;
}
