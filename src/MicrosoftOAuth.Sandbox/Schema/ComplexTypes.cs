namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>The complex types of applications and service principals (Microsoft Graph v1.0 metadata).</summary>
internal static class ComplexTypes
{
    public static readonly Shape ImplicitGrantSettings = new(
        "implicitGrantSettings",
        Define.Flag("enableAccessTokenIssuance", "false"),
        Define.Flag("enableIdTokenIssuance", "false"));

    public static readonly Shape RedirectUriSettings = new("redirectUriSettings", Define.Text("uri"), Define.Number("index"));

    public static readonly Shape Web = new(
        "webApplication",
        Define.Text("homePageUrl"),
        Define.Text("logoutUrl"),
        Define.Texts("redirectUris"),
        Define.Structure("implicitGrantSettings", ImplicitGrantSettings),
        Define.List("redirectUriSettings", RedirectUriSettings));

    public static readonly Shape Spa = new("spaApplication", Define.Texts("redirectUris"));

    public static readonly Shape PublicClient = new("publicClientApplication", Define.Texts("redirectUris"));

    public static readonly Shape PermissionScope = new(
        "permissionScope",
        Define.Text("adminConsentDescription"),
        Define.Text("adminConsentDisplayName"),
        Define.Required("id", ScalarType.Guid),
        Define.FirmFlag("isEnabled", "true"),
        Define.Text("type"),
        Define.Text("userConsentDescription"),
        Define.Text("userConsentDisplayName"),
        Define.Text("value"));

    public static readonly Shape AppRole = new(
        "appRole",
        Define.Texts("allowedMemberTypes"),
        Define.Text("description"),
        Define.Text("displayName"),
        Define.Required("id", ScalarType.Guid),
        Define.FirmFlag("isEnabled", "true"),
        Define.Text("origin"),
        Define.Text("value"));

    public static readonly Shape PreAuthorizedApplication = new("preAuthorizedApplication", Define.Text("appId"), Define.Texts("delegatedPermissionIds"));

    public static readonly Shape Api = new(
        "apiApplication",
        Define.Flag("acceptMappedClaims"),
        Define.List("knownClientApplications", ScalarType.Guid),
        Define.Number("requestedAccessTokenVersion"),
        Define.List("oauth2PermissionScopes", PermissionScope),
        Define.List("preAuthorizedApplications", PreAuthorizedApplication));

    public static readonly Shape OptionalClaim = new(
        "optionalClaim",
        Define.Required("name", ScalarType.String),
        Define.Text("source"),
        Define.FirmFlag("essential", "false"),
        Define.Texts("additionalProperties"));

    public static readonly Shape OptionalClaims = new(
        "optionalClaims",
        Define.List("idToken", OptionalClaim),
        Define.List("accessToken", OptionalClaim),
        Define.List("saml2Token", OptionalClaim));

    public static readonly Shape InformationalUrl = new(
        "informationalUrl",
        Define.Text("logoUrl"),
        Define.Text("marketingUrl"),
        Define.Text("privacyStatementUrl"),
        Define.Text("supportUrl"),
        Define.Text("termsOfServiceUrl"));

    public static readonly Shape KeyCredential = new(
        "keyCredential",
        Define.Binary("customKeyIdentifier"),
        Define.Text("displayName"),
        Define.Time("endDateTime"),
        Define.Binary("key"),
        Define.Id("keyId"),
        Define.Time("startDateTime"),
        Define.Text("type"),
        Define.Text("usage"));

    public static readonly Shape PasswordCredential = new(
        "passwordCredential",
        Define.Binary("customKeyIdentifier"),
        Define.Text("displayName"),
        Define.Time("endDateTime"),
        Define.Text("hint"),
        Define.Id("keyId"),
        Define.Text("secretText"),
        Define.Time("startDateTime"));

    public static readonly Shape ParentalControlSettings = new(
        "parentalControlSettings",
        Define.Texts("countriesBlockedForMinors"),
        new Property("legalAgeGroupRule", ScalarType.String, "\"Allow\""));

    public static readonly Shape ResourceAccess = new("resourceAccess", Define.Required("id", ScalarType.Guid), Define.Text("type"));

    public static readonly Shape RequiredResourceAccess = new(
        "requiredResourceAccess",
        Define.Required("resourceAppId", ScalarType.String),
        Define.List("resourceAccess", ResourceAccess));

    public static readonly Shape VerifiedPublisher = new(
        "verifiedPublisher",
        Define.Text("displayName"),
        Define.Text("verifiedPublisherId"),
        Define.Time("addedDateTime"));

    public static readonly Shape Certification = new(
        "certification",
        Define.Text("certificationDetailsUrl"),
        Define.Time("certificationExpirationDateTime"),
        Define.Flag("isCertifiedByMicrosoft"),
        Define.Flag("isPublisherAttested"),
        Define.Time("lastCertificationDateTime"));

    public static readonly Shape ServicePrincipalLockConfiguration = new(
        "servicePrincipalLockConfiguration",
        Define.FirmFlag("isEnabled", "false"),
        Define.Flag("allProperties"),
        Define.Flag("credentialsWithUsageVerify"),
        Define.Flag("credentialsWithUsageSign"),
        Define.Flag("tokenEncryptionKeyId"));

    public static readonly Shape RequestSignatureVerification = new(
        "requestSignatureVerification",
        Define.FirmFlag("isSignedRequestRequired", "false"),
        new Property("allowedWeakAlgorithms", ScalarType.Enumeration("weakAlgorithms", "rsaSha1")));

    public static readonly Shape KeyValue = new("keyValue", Define.Text("key"), Define.Text("value"));

    public static readonly Shape AddIn = new("addIn", Define.Id("id"), Define.Required("type", ScalarType.String), Define.List("properties", KeyValue));

    public static readonly Shape SamlSingleSignOnSettings = new("samlSingleSignOnSettings", Define.Text("relayState"));

    public static readonly Shape ResourceSpecificPermission = new(
        "resourceSpecificPermission",
        Define.Text("description"),
        Define.Text("displayName"),
        Define.Required("id", ScalarType.Guid),
        Define.FirmFlag("isEnabled", "true"),
        Define.Text("value"));

    public static readonly Shape VerifiedDomain = new(
        "verifiedDomain",
        Define.Text("capabilities"),
        Define.Flag("isDefault"),
        Define.Flag("isInitial"),
        Define.Text("name"),
        Define.Text("type"));

    public static readonly Shape PasswordProfile = new(
        "passwordProfile",
        Define.Flag("forceChangePasswordNextSignIn"),
        Define.Flag("forceChangePasswordNextSignInWithMfa"),
        Define.Text("password"));

    public static readonly Shape PasswordCredentialConfiguration = new(
        "passwordCredentialConfiguration",
        new Property("restrictionType", ScalarType.Enumeration("appCredentialRestrictionType", "passwordAddition", "passwordLifetime", "symmetricKeyAddition", "symmetricKeyLifetime", "customPasswordAddition")),
        RestrictionState,
        new Property("maxLifetime", ScalarType.Duration),
        Define.Time("restrictForAppsCreatedAfterDateTime"));

    public static readonly Shape KeyCredentialConfiguration = new(
        "keyCredentialConfiguration",
        new Property("restrictionType", ScalarType.Enumeration("appKeyCredentialRestrictionType", "asymmetricKeyLifetime")),
        RestrictionState,
        new Property("maxLifetime", ScalarType.Duration),
        Define.Time("restrictForAppsCreatedAfterDateTime"));

    public static readonly Shape AppManagementApplicationConfiguration = Restrictions("appManagementApplicationConfiguration");

    public static readonly Shape AppManagementServicePrincipalConfiguration = Restrictions("appManagementServicePrincipalConfiguration");

    public static readonly Shape CustomAppManagementConfiguration = Restrictions("customAppManagementConfiguration");

    private static Property RestrictionState => new("state", ScalarType.Enumeration("appManagementRestrictionState", "enabled", "disabled"), "\"enabled\"");

    /// <summary>A type of which the directory here never has a value.</summary>
    public static Shape Empty(string name) => new(name);

    private static Shape Restrictions(string name) => new(
        name,
        Define.List("passwordCredentials", PasswordCredentialConfiguration),
        Define.List("keyCredentials", KeyCredentialConfiguration));
}
