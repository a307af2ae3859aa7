namespace MicrosoftOAuth.Core;

/// <summary>What can be wrong with the name of an app.</summary>
internal static class AppErrors
{
    /// <summary>A GUID in its usual form.</summary>
    internal static string CheckId(string id, string what) => Guid.TryParse(id, out Guid guid)
        ? guid.ToString()
        : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{id}' is not a {what}: that is a GUID.", "Look it up: Get-MsOAuthApp -DisplayName <name>") { Target = id };

    internal static OAuthException NotNamed() => new(
        OAuthErrorKind.AppNotNamed,
        "No app was named.",
        "Name it with -ClientId, -ObjectId or -DisplayName, or pipe it in: Get-MsOAuthApp -DisplayName <name>");

    internal static OAuthException NotFound(string what, string value) => new(
        OAuthErrorKind.AppNotFound,
        $"The tenant has no app with the {what} '{value}'.",
        "List the apps: Get-MsOAuthApp -Search <part of the name>; deleted ones: Get-MsOAuthApp -Deleted")
    {
        Target = value,
    };

    internal static OAuthException ObjectIdAsClientId(string id, ApplicationResource app) => new(
        OAuthErrorKind.AppNotFound,
        $"'{id}' is the object id of {app.DisplayName}, not its client id, which is {app.AppId}.",
        $"Name it by -ClientId {app.AppId} or by -ObjectId {id}")
    {
        Target = id,
    };

    internal static OAuthException TwoApps(AppReference reference, ApplicationResource app) => new(
        OAuthErrorKind.AppAmbiguous,
        $"Two apps are named at once: the object id {reference.ObjectId} is that of {app.DisplayName} with the client id {app.AppId}, and the client id given is {reference.ClientId}.",
        "Name one app, by -ClientId or through the pipeline")
    {
        Target = reference,
    };

    internal static OAuthException Ambiguous(string name, IEnumerable<(string ClientId, string ObjectId)> apps) => new(
        OAuthErrorKind.AppAmbiguous,
        $"Several apps are called '{name}': {List(apps)}.",
        "Name the one you mean by -ClientId")
    {
        Target = name,
    };

    internal static OAuthException NameExists(string name, IReadOnlyList<ApplicationResource> apps) => new(
        OAuthErrorKind.AppNameExists,
        $"The tenant has {(apps.Count == 1 ? "an app" : "apps")} called '{name}' already: {List(apps.Select(app => (app.AppId!, app.Id!)))}. Nothing was made or changed.",
        $"Use it: Get-MsOAuthApp -ClientId {apps[0].AppId}; or make another of the same name with -Force; or give a -UniqueName, which can be repeated")
    {
        Target = name,
    };

    private static string List(IEnumerable<(string ClientId, string ObjectId)> apps) =>
        string.Join("; ", apps.Select(app => $"client id {app.ClientId}, object id {app.ObjectId}"));
}
