using System.Globalization;

namespace MicrosoftOAuth.Sandbox.Server.Control;

/// <summary>The page that shows what there is in the tenant and what happened. No script, no secrets.</summary>
internal static class ControlPage
{
    public const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; max-width: 75rem; padding: 1rem; }
        nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
        a { color: #004a99; }
        table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; font-size: .9rem; }
        caption { text-align: start; padding: .25rem 0; color: #444; }
        th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: start; vertical-align: top; overflow-wrap: break-word; }
        thead th { background: #eee; }
        tbody th { font-weight: 600; }
        button { font: inherit; padding: .4rem 1rem; }
        """;

    private const int Shown = 200;

    /// <param name="server">What is served.</param>
    /// <param name="token">What the reset button proves itself with.</param>
    public static string Write(PracticeServer server, string token)
    {
        var tenant = server.Tenant;
        var overview = tenant.Look(Shown);
        var requests = tenant.Requests;
        var html = new Html()
            .Markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Practice tenant</title>\n<link rel=\"stylesheet\" href=\"/page.css\">\n</head>\n<body>\n<header>\n<h1>Practice tenant</h1>\n<p>")
            .Text($"{tenant.DefaultDomain}, tenant id {tenant.TenantId}, behind the proxy {server.ProxyAddress.GetLeftPart(UriPartial.Authority)}")
            .Markup("</p>\n<nav aria-label=\"Sections\"><ul><li><a href=\"#people\">People</a></li><li><a href=\"#apps\">Applications</a></li><li><a href=\"#grants\">Consents</a></li><li><a href=\"#sign-ins\">Sign-ins</a></li><li><a href=\"#requests\">Requests</a></li><li><a href=\"#reset\">Reset</a></li></ul></nav>\n</header>\n<main>\n");
        WritePeople(html, tenant);
        WriteApplications(html, overview);
        WriteGrants(html, overview);
        WriteSignIns(html, requests);
        WriteRequests(html, requests);
        return html
            .Heading("reset", "Reset")
            .Markup("<p>Ends this tenant and begins a new one, with other ids unless it is seeded. What is in a state file is replaced too.</p>\n<form method=\"post\" action=\"/reset\"><input type=\"hidden\" name=\"token\" value=\"")
            .Text(token)
            .Markup("\"><button type=\"submit\">Begin a new tenant</button></form>\n</main>\n</body>\n</html>\n")
            .ToString();
    }

    private static void WritePeople(Html html, PracticeTenant tenant) => html
        .Heading("people", "People")
        .Table(
            $"Who can sign in; everybody's password is {PracticeTenant.PracticePassword}",
            ["Sign-in name", "Name", "Directory role", "Tenant"],
            [.. tenant.Tenants.SelectMany(directory => directory.Users.Select(user => (string[])[user.UserPrincipalName, user.DisplayName, user.DirectoryRole ?? "none", directory.DisplayName]))]);

    private static void WriteApplications(Html html, PracticeOverview overview) => html
        .Heading("apps", "Applications")
        .Table(
            Caption("App registrations", overview.Applications.Count, overview.ApplicationCount),
            ["Name", "Client id", "Object id", "Accounts", "Secrets", "Certificates", "Federated", "Enterprise application", "Tenant"],
            [.. overview.Applications.Select(app => (string[])
            [
                app.IsDeleted ? app.DisplayName + " (deleted)" : app.DisplayName, app.AppId, app.ObjectId, app.SignInAudience, Number(app.Secrets), Number(app.Certificates),
                Number(app.FederatedCredentials), app.HasServicePrincipal ? "yes" : "no", app.Tenant,
            ])]);

    private static void WriteGrants(Html html, PracticeOverview overview) => html
        .Heading("grants", "Consents")
        .Table(
            Caption("Permissions that were granted", overview.Grants.Count, overview.GrantCount),
            ["Client", "API", "Kind", "For", "Permissions", "Tenant"],
            [.. overview.Grants.Select(grant => (string[])
            [
                grant.Client, grant.Resource, grant.IsDelegated ? "delegated" : "application", grant.IsDelegated ? grant.Person ?? "everyone" : "itself", string.Join(' ', grant.Permissions), grant.Tenant,
            ])]);

    private static void WriteSignIns(Html html, IReadOnlyList<PracticeRequest> requests) => html
        .Heading("sign-ins", "Sign-ins")
        .Table(
            "The last requests for tokens, newest first",
            ["Time", "Grant", "Client id", "Person", "Result"],
            [.. requests.Reverse().Select(SignInRecord.Of).OfType<SignInRecord>().Take(Shown).Select(signIn => (string[])
            [
                Time(signIn.Time), signIn.Grant, signIn.ClientId, signIn.Person ?? "", (signIn.IsRefused ? "refused: " : "token: ") + signIn.Outcome,
            ])]);

    /// <summary>Addresses without their queries, and no bodies: codes, tokens and secrets are in those.</summary>
    private static void WriteRequests(Html html, IReadOnlyList<PracticeRequest> requests) => html
        .Heading("requests", "Requests")
        .Table(
            Caption("The last requests, newest first", Math.Min(Shown, requests.Count), requests.Count),
            ["Time", "Method", "Address", "Status", "From"],
            [.. requests.Reverse().Take(Shown).Select(request => (string[])
            [
                Time(request.Time), request.Method, request.Uri.Host + request.Uri.AbsolutePath, request.Status == 0 ? "dropped" : Number(request.Status), request.Origin.ToString(),
            ])]);

    private static string Caption(string what, int shown, int all) => shown < all ? $"{what}: {Number(shown)} of {Number(all)}" : what;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
