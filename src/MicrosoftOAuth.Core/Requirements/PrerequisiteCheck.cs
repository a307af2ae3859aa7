using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The guide's access requirements, and what the tenant itself can be asked about them.</summary>
/// <param name="context">Who wants to register an app; null where nobody is signed in.</param>
/// <param name="reports">Who watches.</param>
public sealed class PrerequisiteCheck(OAuthContext? context, IProgress<OAuthReport>? reports)
{
    /// <summary>Role template ids. Source: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference.</summary>
    private static readonly Dictionary<string, string> s_consentRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["62e90394-69f5-4237-9190-012177145e10"] = "Global Administrator",
        ["e8611ab8-c189-46e8-94e1-60213ab1f814"] = "Privileged Role Administrator",
        ["9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"] = "Application Administrator",
        ["158c047a-c907-4556-b7ef-446551a6b5f7"] = "Cloud Application Administrator",
    };

    private const string ApplicationDeveloper = "cf1c38e5-3621-4004-a7cb-879624dced7c";

    /// <summary>The guide's five rows, which nobody has to sign in for.</summary>
    public static IReadOnlyList<Prerequisite> Guide { get; } =
    [
        new("Paid developer account", RequirementStatus.NotRequired, "A free Microsoft account and a free tenant are enough.", "A free tenant: https://azure.microsoft.com/free"),
        new("Paid test account", RequirementStatus.Conditional, "Only mail, files, Teams or Dynamics data need a test user with a licence.", "A sandbox: https://developer.microsoft.com/microsoft-365/dev-program"),
        new("Partnership", RequirementStatus.NotRequired, "No partner agreement is needed; publisher verification is voluntary.", "See https://learn.microsoft.com/entra/identity-platform/publisher-verification-overview"),
        new("App review", RequirementStatus.NotRequired, "Microsoft does not review an app before it is used."),
        new("Security audit", RequirementStatus.NotRequired, "None is asked for; Microsoft 365 certification is voluntary."),
    ];

    /// <summary>All requirements, the guide's first.</summary>
    /// <param name="delegated">Delegated permissions of Microsoft Graph that the app is to have.</param>
    /// <param name="application">Application permissions of Microsoft Graph that the app is to have.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task<IReadOnlyList<Prerequisite>> RunAsync(IReadOnlyList<string> delegated, IReadOnlyList<string> application, CancellationToken cancellationToken)
    {
        List<Prerequisite> all = [.. Guide];
        Prerequisite? consent = AdminConsent(delegated, application);
        if (context is null)
        {
            all.Add(new("Signed in", RequirementStatus.NotMet, "The tenant was not asked, because nobody is signed in.", "Connect-MsOAuthApp; or practise: Connect-MsOAuthApp -Environment Sandbox"));
            all.AddRange(consent is null ? [] : [consent]);
            return all;
        }

        all.Add(new("Signed in", RequirementStatus.Met, $"As {context.Account ?? "the app " + context.ClientId} in {context.TenantId}."));
        IReadOnlyCollection<string>? roles = await RolesAsync(cancellationToken).ConfigureAwait(false);
        all.Add(await MayRegisterAsync(roles, cancellationToken).ConfigureAwait(false));
        all.Add(await SecretPolicyAsync(cancellationToken).ConfigureAwait(false));
        if (consent is not null)
        {
            all.Add(consent);
            if (consent.Status == RequirementStatus.Conditional)
            {
                all.Add(MayConsent(roles));
            }
        }

        return all;
    }

    private static Prerequisite? AdminConsent(IReadOnlyList<string> delegated, IReadOnlyList<string> application)
    {
        if (delegated.Count + application.Count == 0)
        {
            return null;
        }

        OAuthApi graph = ApiDirectory.GraphFromIndex(MicrosoftCloud.Of(CloudEnvironment.Global));
        ApiPermission[] administrators =
        [
            .. delegated.Select(name => graph.Find(name, PermissionKind.Delegated)).Concat(application.Select(name => graph.Find(name, PermissionKind.Application)))
                .Where(permission => permission.RequiresAdminConsent),
        ];
        return administrators.Length == 0
            ? new("Admin consent", RequirementStatus.NotRequired, "Users may consent to these permissions themselves, unless the tenant's policy forbids user consent.")
            : new("Admin consent", RequirementStatus.Conditional, $"An administrator has to consent to: {string.Join(", ", administrators.Select(permission => permission.Name))}.", "Grant-MsOAuthConsent -ClientId <client id>");
    }

    private static Prerequisite MayConsent(IReadOnlyCollection<string>? roles) => roles?.Where(s_consentRoles.ContainsKey).Select(role => s_consentRoles[role]).ToArray() switch
    {
        null => new("May grant admin consent", RequirementStatus.Unknown, "The directory roles of this session cannot be read.", "Ask an administrator to run Grant-MsOAuthConsent"),
        { Length: > 0 } names => new("May grant admin consent", RequirementStatus.Met, $"You are {string.Join(" and ", names)}."),
        _ => new("May grant admin consent", RequirementStatus.NotMet, "Your roles do not allow it.", "Send an administrator the address of New-MsOAuthConsentUrl -Admin"),
    };

    private async Task<Prerequisite> MayRegisterAsync(IReadOnlyCollection<string>? roles, CancellationToken cancellationToken)
    {
        const string Name = "May register apps";
        if (roles?.Where(role => s_consentRoles.ContainsKey(role) || role.Equals(ApplicationDeveloper, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } held)
        {
            return new(Name, RequirementStatus.Met, $"Your role {(s_consentRoles.TryGetValue(held[0], out string? role) ? role : "Application Developer")} allows it.");
        }

        return await AskAsync<AuthorizationPolicyResource>("/policies/authorizationPolicy", GraphJson.Default.AuthorizationPolicyResource, cancellationToken).ConfigureAwait(false) switch
        {
            null => new(Name, RequirementStatus.Unknown, "This session may not read the tenant's authorization policy.", "Just try: New-MsOAuthApp"),
            { DefaultUserRolePermissions.AllowedToCreateApps: false } => new(Name, RequirementStatus.NotMet, "The tenant lets only administrators register apps.", "Ask for the role Application Developer."),
            _ => new(Name, RequirementStatus.Met, "The tenant lets every member register apps."),
        };
    }

    private async Task<Prerequisite> SecretPolicyAsync(CancellationToken cancellationToken)
    {
        const string Name = "Client secrets allowed";
        AppManagementPolicyResource? policy = await AskAsync<AppManagementPolicyResource>("/policies/defaultAppManagementPolicy", GraphJson.Default.AppManagementPolicyResource, cancellationToken).ConfigureAwait(false);
        if (policy is null)
        {
            return new(Name, RequirementStatus.Unknown, "This session may not read the tenant's app management policy.", "Just try: New-MsOAuthClientSecret");
        }

        AppManagementPolicyResource.Restriction[] restrictions = policy.IsEnabled == true
            ? [.. (policy.ApplicationRestrictions?.PasswordCredentials ?? []).Where(restriction => restriction.State != "disabled")]
            : [];
        return restrictions.Any(restriction => restriction.RestrictionType == "passwordAddition")
            ? new(Name, RequirementStatus.NotMet, "The tenant's app management policy forbids client secrets.", "Use a certificate or a federated credential.")
            : restrictions.FirstOrDefault(restriction => restriction is { RestrictionType: "passwordLifetime", MaxLifetime: not null }) is { } limit
                ? new(Name, RequirementStatus.Conditional, $"For {System.Xml.XmlConvert.ToTimeSpan(limit.MaxLifetime!).TotalDays:N0} days at most.", "New-MsOAuthClientSecret -EndDate <date>")
                : new(Name, RequirementStatus.Met, "No policy of the tenant limits them.");
    }

    /// <summary>Role template ids of the signed-in user; null where they cannot be read.</summary>
    private async Task<IReadOnlyCollection<string>?> RolesAsync(CancellationToken cancellationToken)
    {
        if (!context!.HasUser)
        {
            return null;
        }

        try
        {
            GraphCall call = GraphCall.Get("/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId", PermissionNeed.ReadMe);
            List<string> roles = [];
            await foreach (DirectoryObjectResource role in context.Graph(reports).ListAsync(call, GraphJson.Default.GraphPageDirectoryObjectResource, cancellationToken).ConfigureAwait(false))
            {
                roles.Add(role.RoleTemplateId ?? string.Empty);
            }

            return roles;
        }
        catch (OAuthException e) when (IsHidden(e))
        {
            return null;
        }
    }

    private async Task<T?> AskAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await context!.Graph(reports).SendAsync(GraphCall.Get(path, PermissionNeed.ReadPolicies), answer, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (IsHidden(e))
        {
            return null;
        }
    }

    /// <summary>What this session may not see is an answer here, not a failure.</summary>
    private static bool IsHidden(OAuthException failure) => failure.Kind is
        OAuthErrorKind.PermissionDenied or OAuthErrorKind.ConsentRequired or OAuthErrorKind.InteractionRequired
        or OAuthErrorKind.SignInRefused or OAuthErrorKind.InvalidArgument or OAuthErrorKind.NotFound;
}
