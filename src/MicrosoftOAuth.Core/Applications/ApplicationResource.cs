using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Graph's <c>application</c>, as far as this library reads or writes it. What is null is not sent, so the same
/// type carries a whole object and a change. Source: https://learn.microsoft.com/graph/api/resources/application.
/// </summary>
internal sealed class ApplicationResource
{
    public string? Id { get; set; }

    public string? AppId { get; set; }

    public string? DisplayName { get; set; }

    public string? UniqueName { get; set; }

    public string? SignInAudience { get; set; }

    public DateTimeOffset? CreatedDateTime { get; set; }

    public DateTimeOffset? DeletedDateTime { get; set; }

    public bool? IsFallbackPublicClient { get; set; }

    public string? PublisherDomain { get; set; }

    public List<string>? Tags { get; set; }

    public WebPart? Web { get; set; }

    public RedirectPart? Spa { get; set; }

    public RedirectPart? PublicClient { get; set; }

    public ApiPart? Api { get; set; }

    public OptionalClaimsPart? OptionalClaims { get; set; }

    public List<RequiredResourceAccess>? RequiredResourceAccess { get; set; }

    public List<PasswordCredentialResource>? PasswordCredentials { get; set; }

    public List<KeyCredentialResource>? KeyCredentials { get; set; }

    internal sealed class WebPart
    {
        public string? HomePageUrl { get; set; }

        public List<string>? RedirectUris { get; set; }

        public ImplicitGrantPart? ImplicitGrantSettings { get; set; }
    }

    internal sealed class ImplicitGrantPart
    {
        public bool? EnableAccessTokenIssuance { get; set; }

        public bool? EnableIdTokenIssuance { get; set; }
    }

    internal sealed class RedirectPart
    {
        public List<string>? RedirectUris { get; set; }
    }

    internal sealed class ApiPart
    {
        public int? RequestedAccessTokenVersion { get; set; }
    }

    internal sealed class OptionalClaimsPart
    {
        public List<OptionalClaimResource>? IdToken { get; set; }

        public List<OptionalClaimResource>? AccessToken { get; set; }

        public List<OptionalClaimResource>? Saml2Token { get; set; }
    }
}

internal sealed class OptionalClaimResource
{
    public string Name { get; set; } = string.Empty;

    public string? Source { get; set; }

    public bool Essential { get; set; }

    public List<string> AdditionalProperties { get; set; } = [];
}

/// <summary>The permissions that an app requests of one API.</summary>
internal sealed class RequiredResourceAccess
{
    public string ResourceAppId { get; set; } = string.Empty;

    public List<ResourceAccess> ResourceAccess { get; set; } = [];
}

/// <summary>One requested permission.</summary>
internal sealed class ResourceAccess
{
    public Guid Id { get; set; }

    /// <summary><c>Scope</c> (delegated) or <c>Role</c> (application).</summary>
    public string Type { get; set; } = string.Empty;
}

internal sealed class PasswordCredentialResource
{
    public Guid? KeyId { get; set; }

    public string? DisplayName { get; set; }

    public string? Hint { get; set; }

    public DateTimeOffset? StartDateTime { get; set; }

    public DateTimeOffset? EndDateTime { get; set; }

    public string? SecretText { get; set; }
}

internal sealed class KeyCredentialResource
{
    public Guid? KeyId { get; set; }

    public string? DisplayName { get; set; }

    public string? Type { get; set; }

    public string? Usage { get; set; }

    public DateTimeOffset? StartDateTime { get; set; }

    public DateTimeOffset? EndDateTime { get; set; }
}

/// <summary>Trust in another issuer's tokens. Source: https://learn.microsoft.com/graph/api/resources/federatedidentitycredential.</summary>
internal sealed class FederatedCredentialResource
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Subject { get; set; }
}

internal sealed class AddPasswordBody
{
    public PasswordCredentialResource PasswordCredential { get; set; } = new();
}

internal sealed class RemovePasswordBody
{
    public Guid KeyId { get; set; }
}

/// <summary>An <c>@odata.id</c> reference to a directory object.</summary>
internal sealed class DirectoryReference
{
    [JsonPropertyName("@odata.id")]
    public string Id { get; set; } = string.Empty;
}

/// <summary>
/// Graph's <c>servicePrincipal</c>: the enterprise application. Source:
/// https://learn.microsoft.com/graph/api/resources/serviceprincipal.
/// </summary>
internal sealed class ServicePrincipalResource
{
    public string? Id { get; set; }

    public string? AppId { get; set; }

    public string? DisplayName { get; set; }

    public string? Homepage { get; set; }

    public List<string>? Tags { get; set; }

    public List<AppRoleResource>? AppRoles { get; set; }

    public List<PermissionScopeResource>? Oauth2PermissionScopes { get; set; }
}

internal sealed class AppRoleResource
{
    public Guid Id { get; set; }

    public string? Value { get; set; }

    public string? DisplayName { get; set; }

    public bool IsEnabled { get; set; }

    public List<string> AllowedMemberTypes { get; set; } = [];
}

internal sealed class PermissionScopeResource
{
    public Guid Id { get; set; }

    public string? Value { get; set; }

    /// <summary><c>Admin</c> where only an administrator may consent, else <c>User</c>.</summary>
    public string? Type { get; set; }

    public string? AdminConsentDisplayName { get; set; }

    public bool IsEnabled { get; set; }
}

/// <summary>A delegated grant. Source: https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant.</summary>
internal sealed class DelegatedGrantResource
{
    public string? Id { get; set; }

    /// <summary>Object id of the client's service principal, not its client id.</summary>
    public string? ClientId { get; set; }

    /// <summary><c>AllPrincipals</c> or <c>Principal</c>.</summary>
    public string? ConsentType { get; set; }

    public string? PrincipalId { get; set; }

    public string? ResourceId { get; set; }

    /// <summary>Names with spaces between them.</summary>
    public string? Scope { get; set; }
}

/// <summary>An application permission that was granted. Source: https://learn.microsoft.com/graph/api/resources/approleassignment.</summary>
internal sealed class AppRoleAssignmentResource
{
    public string? Id { get; set; }

    public Guid? AppRoleId { get; set; }

    public string? PrincipalId { get; set; }

    public string? ResourceId { get; set; }

    public string? ResourceDisplayName { get; set; }

    public DateTimeOffset? CreatedDateTime { get; set; }
}

/// <summary>Any directory object with a name.</summary>
internal sealed class DirectoryObjectResource
{
    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? RoleTemplateId { get; set; }
}

/// <summary>A tenant. Source: https://learn.microsoft.com/graph/api/resources/organization.</summary>
internal sealed class OrganizationResource
{
    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    public List<VerifiedDomain>? VerifiedDomains { get; set; }

    internal sealed class VerifiedDomain
    {
        public string? Name { get; set; }

        public bool IsDefault { get; set; }
    }
}

/// <summary>Source: https://learn.microsoft.com/graph/api/resources/authorizationpolicy.</summary>
internal sealed class AuthorizationPolicyResource
{
    public RolePermissions? DefaultUserRolePermissions { get; set; }

    internal sealed class RolePermissions
    {
        public bool? AllowedToCreateApps { get; set; }

        public List<string>? PermissionGrantPoliciesAssigned { get; set; }
    }
}

/// <summary>Source: https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy.</summary>
internal sealed class AppManagementPolicyResource
{
    public bool? IsEnabled { get; set; }

    public Restrictions? ApplicationRestrictions { get; set; }

    internal sealed class Restrictions
    {
        public List<Restriction>? PasswordCredentials { get; set; }
    }

    internal sealed class Restriction
    {
        public string? RestrictionType { get; set; }

        public string? State { get; set; }

        /// <summary>ISO 8601 duration, for example <c>P90D</c>.</summary>
        public string? MaxLifetime { get; set; }
    }
}

/// <summary>Azure Resource Manager's tenants. Source: https://learn.microsoft.com/rest/api/resources/tenants/list.</summary>
internal sealed class ManagedTenantResource
{
    public string? TenantId { get; set; }

    public string? DisplayName { get; set; }

    public string? DefaultDomain { get; set; }
}

/// <summary>How the models above go over the wire; generated, so no reflection at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationResource))]
[JsonSerializable(typeof(GraphPage<ApplicationResource>))]
[JsonSerializable(typeof(ServicePrincipalResource))]
[JsonSerializable(typeof(GraphPage<ServicePrincipalResource>))]
[JsonSerializable(typeof(PasswordCredentialResource))]
[JsonSerializable(typeof(GraphPage<FederatedCredentialResource>))]
[JsonSerializable(typeof(AddPasswordBody))]
[JsonSerializable(typeof(RemovePasswordBody))]
[JsonSerializable(typeof(DirectoryReference))]
[JsonSerializable(typeof(DelegatedGrantResource))]
[JsonSerializable(typeof(GraphPage<DelegatedGrantResource>))]
[JsonSerializable(typeof(AppRoleAssignmentResource))]
[JsonSerializable(typeof(GraphPage<AppRoleAssignmentResource>))]
[JsonSerializable(typeof(GraphPage<DirectoryObjectResource>))]
[JsonSerializable(typeof(DirectoryObjectResource))]
[JsonSerializable(typeof(GraphPage<OrganizationResource>))]
[JsonSerializable(typeof(AuthorizationPolicyResource))]
[JsonSerializable(typeof(AppManagementPolicyResource))]
[JsonSerializable(typeof(GraphPage<ManagedTenantResource>))]
[JsonSerializable(typeof(string))]
internal sealed partial class GraphJson : JsonSerializerContext;
