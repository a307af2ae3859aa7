using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>The pages that say what an app wants ("Microsoft Entra app consent experiences").</summary>
internal static class ConsentPages
{
    /// <summary>To somebody who may accept.</summary>
    public static Answer Ask(InteractiveFlow flow, string flowId, IReadOnlyList<ConsentItem> items)
    {
        var isForAll = flow.Kind == FlowKind.AdminConsent;
        var page = Describe(isForAll ? "Permissions requested: review for your organization" : "Permissions requested", flow);
        List(page, "This app would like to:", items, isForAll);
        if (isForAll)
            page.Text("If you accept, this app will get access to the specified resources for all users in your organization. No one else will be prompted to review these permissions.");
        page.Text("Accepting these permissions means that you allow this app to use your data as specified in their terms of service and privacy statement. You can change these permissions at https://myapps.microsoft.com.");
        page.Form(flow, "consent", flowId);
        if (!isForAll && flow.Account!.User.IsAdministrator)
        {
            page.Add("<fieldset><legend>For whom</legend><label for=\"organization\"><input id=\"organization\" name=\"organization\" type=\"checkbox\" value=\"1\" aria-describedby=\"for-all\"> Consent on behalf of your organization</label>")
                .Add("<p id=\"for-all\">If you check this box, this app will get access to the specified resources for all users in your organization. No one else will be prompted.</p></fieldset>");
        }

        return page.Button("action", "accept", "Accept", isMain: true).Button("action", "cancel", "Cancel").EndForm().ToAnswer();
    }

    /// <summary>To somebody who may not.</summary>
    public static Answer NeedAdmin(InteractiveFlow flow, string flowId, IReadOnlyList<ConsentItem> items)
    {
        var page = Describe("Need admin approval", flow)
            .Add($"<p role=\"alert\" id=\"problem\">{Page.Encode(flow.Application.DisplayName)} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>");
        List(page, "It asks to:", items, isForAll: false);
        return page.Form(flow, "consent", flowId)
            .Button("action", "cancel", "Return to the application without granting consent", isMain: true)
            .EndForm()
            .Form(flow, "login", flowId)
            .Button("account", AccountPages.Another, "Have an admin account? Sign in with that account")
            .EndForm()
            .ToAnswer();
    }

    private static Page Describe(string heading, InteractiveFlow flow)
    {
        var application = flow.Application;
        var page = new Page(heading)
            .Add($"<p>{Page.Encode(flow.Account!.User.UserPrincipalName)}</p>")
            .Heading(heading)
            .Add($"<p><b>{Page.Encode(application.DisplayName)}</b><br>{Page.Encode(PublisherOf(application))}</p>");
        Link(page, application, "termsOfServiceUrl", "Terms of service");
        Link(page, application, "privacyStatementUrl", "Privacy statement");
        return page;
    }

    /// <summary>The verified publisher, or the domain that the app comes from, or the lack of both.</summary>
    private static string PublisherOf(Application application)
    {
        if (application.Text("appOwnerOrganizationId") == MicrosoftApis.OwnerTenantId)
            return "Microsoft Corporation (verified)";
        if (application.Properties["verifiedPublisher"]?["displayName"]?.ToString() is { Length: > 0 } publisher)
            return publisher + " (verified)";
        return application.Text("publisherDomain") is { Length: > 0 } domain ? domain + " (unverified)" : "unverified";
    }

    private static void List(Page page, string legend, IReadOnlyList<ConsentItem> items, bool isForAll)
    {
        page.Add($"<section aria-labelledby=\"wants\"><h2 id=\"wants\">{Page.Encode(legend)}</h2><dl>");
        foreach (var item in items)
        {
            var words = PermissionWords.Of(item, isForAll);
            var kind = item.Kind == PermissionKind.Application ? "Application permission" : "Delegated permission";
            page.Add($"<dt>{Page.Encode(words.Title)}</dt><dd>{Page.Encode(words.Description)} <small>({Page.Encode(item.Resource.DisplayName)}: {Page.Encode(item.Name)}. {kind}.)</small></dd>");
        }

        page.Add("</dl></section>");
    }

    private static void Link(Page page, Application application, string name, string text)
    {
        if (application.Properties["info"]?[name]?.ToString() is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http"))
            page.Add($"<p><a href=\"{Page.Encode(uri.AbsoluteUri)}\" rel=\"noreferrer\">{text}</a></p>");
    }
}
