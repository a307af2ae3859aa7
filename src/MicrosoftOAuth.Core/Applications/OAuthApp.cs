namespace MicrosoftOAuth.Core;

/// <summary>An app registration.</summary>
public sealed class OAuthApp
{
    internal OAuthApp(ApplicationResource resource, string? tenantId, ServicePrincipalResource? servicePrincipal = null)
    {
        ClientId = resource.AppId ?? string.Empty;
        ObjectId = resource.Id ?? string.Empty;
        TenantId = tenantId;
        DisplayName = resource.DisplayName ?? string.Empty;
        SignInAudience = SignInAudiences.Parse(resource.SignInAudience);
        UniqueName = resource.UniqueName;
        RedirectUris = RedirectUri.Of(resource);
        IssueAccessTokens = resource.Web?.ImplicitGrantSettings?.EnableAccessTokenIssuance ?? false;
        IssueIdTokens = resource.Web?.ImplicitGrantSettings?.EnableIdTokenIssuance ?? false;
        AllowPublicClient = resource.IsFallbackPublicClient ?? false;
        HomePage = resource.Web?.HomePageUrl;
        PublisherDomain = resource.PublisherDomain;
        Tags = resource.Tags ?? [];
        CreatedOn = resource.CreatedDateTime;
        DeletedOn = resource.DeletedDateTime;
        ServicePrincipalId = servicePrincipal?.Id;
        VisibleToUsers = servicePrincipal is null ? null : !(servicePrincipal.Tags ?? []).Contains(HiddenTag, StringComparer.Ordinal);
    }

    /// <summary>The tag that hides an enterprise application from users.</summary>
    internal const string HiddenTag = "HideApp";

    /// <summary>The client id (application id) that sign-ins use.</summary>
    public string ClientId { get; }

    /// <summary>The directory's id of the registration. Not what a client calls itself.</summary>
    public string ObjectId { get; }

    /// <summary>The tenant it is registered in.</summary>
    public string? TenantId { get; }

    /// <summary>The name people see; not unique.</summary>
    public string DisplayName { get; }

    /// <summary>Who may sign in; null for a word of Graph's that is not known here.</summary>
    public SignInAudience? SignInAudience { get; }

    /// <summary>The name that is unique in the tenant and cannot change; null for most apps.</summary>
    public string? UniqueName { get; }

    /// <summary>Where sign-ins may return to.</summary>
    public IReadOnlyList<RedirectUri> RedirectUris { get; }

    /// <summary>Implicit grant: access tokens straight from the authorization endpoint.</summary>
    public bool IssueAccessTokens { get; }

    /// <summary>Implicit and hybrid grant: id tokens straight from the authorization endpoint.</summary>
    public bool IssueIdTokens { get; }

    /// <summary>Public client flows such as the device code.</summary>
    public bool AllowPublicClient { get; }

    /// <summary>The home page.</summary>
    public string? HomePage { get; }

    /// <summary>The publisher's domain.</summary>
    public string? PublisherDomain { get; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? CreatedOn { get; }

    /// <summary>When it was deleted; null while it lives.</summary>
    public DateTimeOffset? DeletedOn { get; }

    /// <summary>The object id of its enterprise application; null where that was not asked for or does not exist.</summary>
    public string? ServicePrincipalId { get; }

    /// <summary>Whether users see it in My Apps; null where that was not asked for or there is no enterprise application.</summary>
    public bool? VisibleToUsers { get; }

    /// <summary>Name and client id.</summary>
    public override string ToString() => $"{DisplayName} ({ClientId})";
}
