using System.Net;
using System.Text;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The pages a person sees while signing in. Plain forms: they work in a browser, without script, and in the practice tenant's own.</summary>
internal static class Pages
{
    public static string PickAccount(InteractiveFlow flow, string flowId, PracticeWorld world)
    {
        var page = new StringBuilder()
            .Append("<h1>Pick an account</h1><p>to continue to <b>").Append(Encode(flow.Application.DisplayName)).Append("</b></p>")
            .Append(OpenForm(flow, "login", flowId));
        foreach (var account in world.Tenants.SelectMany(tenant => tenant.Directory.Users.All.Select(user => new Account(tenant, user))))
        {
            var user = account.User;
            if (!flow.Authority.Admits(account, flow.Application, world))
                continue;
            page.Append("<button name=\"username\" value=\"").Append(Encode(user.UserPrincipalName)).Append("\">")
                .Append(Encode(user.DisplayName)).Append("<br><small>").Append(Encode(user.UserPrincipalName)).Append("</small></button>");
        }

        return Page("Sign in to your account", page.Append("</form>"), world.Home.Organization);
    }

    public static string Consent(InteractiveFlow flow, string flowId, IReadOnlyList<ConsentItem> items, bool mayConsent)
    {
        var heading = !mayConsent ? "Need admin approval"
            : flow.Kind == FlowKind.AdminConsent ? "Permissions requested: review for your organization"
            : "Permissions requested";
        var page = new StringBuilder()
            .Append("<p>").Append(Encode(flow.Account!.User.UserPrincipalName)).Append("</p><h1>").Append(heading).Append("</h1><p><b>")
            .Append(Encode(flow.Application.DisplayName)).Append("</b> would like to:</p><ul>");
        foreach (var item in items)
        {
            page.Append("<li>").Append(Encode(item.Resource.DisplayName)).Append(": ").Append(Encode(item.Name))
                .Append(item.Kind == PermissionKind.Application ? " (application)" : "").Append("</li>");
        }

        page.Append("</ul>").Append(OpenForm(flow, "consent", flowId));
        if (mayConsent)
            page.Append("<button name=\"action\" value=\"accept\">Accept</button>");
        page.Append("<button name=\"action\" value=\"cancel\">").Append(mayConsent ? "Cancel" : "Return to the application without granting consent").Append("</button></form>");
        return Page(heading, page, flow.Account.Tenant.Organization);
    }

    /// <summary>A form that posts itself to the client's redirect URI (OAuth 2.0 Form Post Response Mode).</summary>
    public static string AutoSubmit(string action, FormData parameters)
    {
        var page = new StringBuilder("<html><head><title>Working...</title></head><body><form method=\"POST\" name=\"hiddenform\" action=\"").Append(Encode(action)).Append("\">");
        foreach (var pair in parameters.Pairs)
            page.Append("<input type=\"hidden\" name=\"").Append(Encode(pair.Key)).Append("\" value=\"").Append(Encode(pair.Value)).Append("\" />");
        return page
            .Append("<noscript><p>Script is disabled. Click Submit to continue.</p><input type=\"submit\" value=\"Submit\" /></noscript></form>")
            .Append("<script language=\"javascript\">document.forms[0].submit();</script></body></html>")
            .ToString();
    }

    private static string OpenForm(InteractiveFlow flow, string action, string flowId) =>
        $"<form method=\"POST\" action=\"{Encode(flow.Authority.BaseAddress)}/{action}\"><input type=\"hidden\" name=\"ctx\" value=\"{Encode(flowId)}\" />";

    private static string Page(string title, StringBuilder body, Organization tenant) =>
        $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{Encode(title)}}</title>
        <style>body{font:16px system-ui,sans-serif;max-width:28rem;margin:4rem auto} button{display:block;width:100%;margin:.5rem 0;padding:.6rem;text-align:left;font:inherit}</style>
        </head><body><p><small>{{Encode(tenant.DisplayName)}}: a practice tenant, not Microsoft</small></p>{{body}}</body></html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
