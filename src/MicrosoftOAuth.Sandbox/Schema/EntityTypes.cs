namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>The entity types of the directory, in the order and with the defaults that Microsoft Graph v1.0 answers with.</summary>
internal static class EntityTypes
{
    public static readonly Shape Application = new(
        "application",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("appId", Access.Read),
        Define.Text("applicationTemplateId", Access.Read),
        Define.Text("disabledByMicrosoftStatus", Access.Read),
        Define.Time("createdDateTime", Access.Read),
        Define.Text("displayName"),
        Define.Text("description"),
        Define.Text("groupMembershipClaims"),
        Define.Texts("identifierUris"),
        Define.Flag("isDeviceOnlyAuthSupported"),
        Define.Flag("isFallbackPublicClient"),
        new Property("nativeAuthenticationApisEnabled", ScalarType.Enumeration("nativeAuthenticationApisEnabled", "none", "all")),
        Define.Text("notes"),
        Define.Text("publisherDomain", Access.Read),
        Define.Text("serviceManagementReference"),
        Define.Text("signInAudience"),
        Define.Texts("tags"),
        Define.Id("tokenEncryptionKeyId"),
        Define.Text("uniqueName", Access.Create),
        Define.Text("samlMetadataUrl"),
        Define.Text("defaultRedirectUri"),
        Define.Optional("certification", ComplexTypes.Certification, Access.Read),
        Define.Optional("optionalClaims", ComplexTypes.OptionalClaims),
        Define.Optional("servicePrincipalLockConfiguration", ComplexTypes.ServicePrincipalLockConfiguration),
        Define.Optional("requestSignatureVerification", ComplexTypes.RequestSignatureVerification),
        Define.List("addIns", ComplexTypes.AddIn),
        Define.Structure("api", ComplexTypes.Api),
        Define.List("appRoles", ComplexTypes.AppRole),
        Define.Structure("info", ComplexTypes.InformationalUrl),
        Define.List("keyCredentials", ComplexTypes.KeyCredential),
        Define.Structure("parentalControlSettings", ComplexTypes.ParentalControlSettings),
        Define.List("passwordCredentials", ComplexTypes.PasswordCredential, Access.Create),
        Define.Structure("publicClient", ComplexTypes.PublicClient),
        Define.List("requiredResourceAccess", ComplexTypes.RequiredResourceAccess),
        Define.Structure("verifiedPublisher", ComplexTypes.VerifiedPublisher, Access.Read),
        Define.Structure("web", ComplexTypes.Web),
        Define.Structure("spa", ComplexTypes.Spa));

    public static readonly Shape ServicePrincipal = new(
        "servicePrincipal",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Flag("accountEnabled", "true"),
        Define.Texts("alternativeNames"),
        Define.Text("appDisplayName", Access.Read),
        Define.Text("appDescription", Access.Read),
        Define.Text("appId", Access.Create),
        Define.Text("applicationTemplateId", Access.Read),
        Define.Id("appOwnerOrganizationId", Access.Read),
        Define.FirmFlag("appRoleAssignmentRequired", "false"),
        Define.Time("createdDateTime", Access.Read),
        Define.Text("description"),
        Define.Text("disabledByMicrosoftStatus", Access.Read),
        Define.Text("displayName"),
        Define.Text("homepage"),
        Define.Text("loginUrl"),
        Define.Text("logoutUrl"),
        Define.Text("notes"),
        Define.Texts("notificationEmailAddresses"),
        Define.Text("preferredSingleSignOnMode"),
        Define.Text("preferredTokenSigningKeyThumbprint"),
        Define.Texts("replyUrls"),
        Define.Texts("servicePrincipalNames"),
        Define.Text("servicePrincipalType"),
        Define.Text("signInAudience", Access.Read),
        Define.Texts("tags"),
        Define.Id("tokenEncryptionKeyId"),
        Define.Optional("samlSingleSignOnSettings", ComplexTypes.SamlSingleSignOnSettings),
        Define.Structure("verifiedPublisher", ComplexTypes.VerifiedPublisher, Access.Read),
        Define.List("addIns", ComplexTypes.AddIn),
        Define.List("appRoles", ComplexTypes.AppRole),
        Define.Structure("info", ComplexTypes.InformationalUrl),
        Define.List("keyCredentials", ComplexTypes.KeyCredential),
        Define.List("oauth2PermissionScopes", ComplexTypes.PermissionScope),
        Define.List("passwordCredentials", ComplexTypes.PasswordCredential, Access.Create),
        Define.List("resourceSpecificApplicationPermissions", ComplexTypes.ResourceSpecificPermission, Access.Read));

    /// <summary>The default properties of a user; the Graph shows the rest only to those who select them.</summary>
    public static readonly Shape User = new(
        "user",
        Define.Texts("businessPhones"),
        Define.Text("displayName"),
        Define.Text("givenName"),
        Define.Text("jobTitle"),
        Define.Text("mail"),
        Define.Text("mobilePhone"),
        Define.Text("officeLocation"),
        Define.Text("preferredLanguage"),
        Define.Text("surname"),
        Define.Text("userPrincipalName"),
        Define.Text("id", Access.Read));

    /// <summary>Every property of a user that can be selected here.</summary>
    public static readonly Shape UserInFull = new(
        "user",
        [
            .. User.Properties,
            Define.Flag("accountEnabled", "true"),
            Define.Time("createdDateTime", Access.Read),
            Define.Text("mailNickname"),
            Define.Time("signInSessionsValidFromDateTime", Access.Read),
            Define.Text("userType"),
            Define.Text("department"),
            Define.Text("usageLocation"),
        ]);

    public static readonly Shape DirectoryRole = new(
        "directoryRole",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("description"),
        Define.Text("displayName"),
        Define.Text("roleTemplateId"));

    public static readonly Shape Organization = new(
        "organization",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Texts("businessPhones"),
        Define.Text("city"),
        Define.Text("country"),
        Define.Text("countryLetterCode"),
        Define.Time("createdDateTime", Access.Read),
        Define.Text("defaultUsageLocation"),
        Define.Text("displayName"),
        Define.Texts("marketingNotificationEmails"),
        Define.Time("onPremisesLastSyncDateTime"),
        Define.Flag("onPremisesSyncEnabled"),
        Define.Text("postalCode"),
        Define.Text("preferredLanguage"),
        Define.Texts("securityComplianceNotificationMails"),
        Define.Texts("securityComplianceNotificationPhones"),
        Define.Text("state"),
        Define.Text("street"),
        Define.Texts("technicalNotificationMails"),
        Define.Text("tenantType"),
        Define.List("verifiedDomains", ComplexTypes.VerifiedDomain));

    public static readonly Shape OAuth2PermissionGrant = new(
        "oAuth2PermissionGrant",
        Define.Text("clientId", Access.Create),
        Define.Text("consentType", Access.Create),
        Define.Text("id", Access.Read),
        Define.Text("principalId", Access.Create),
        Define.Text("resourceId", Access.Create),
        Define.Text("scope"));

    public static readonly Shape AppRoleAssignment = new(
        "appRoleAssignment",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Id("appRoleId", Access.Create),
        Define.Time("createdDateTime", Access.Read),
        Define.Text("principalDisplayName", Access.Read),
        Define.Id("principalId", Access.Create),
        Define.Text("principalType", Access.Read),
        Define.Text("resourceDisplayName", Access.Read),
        Define.Id("resourceId", Access.Create));

    public static readonly Shape FederatedIdentityCredential = new(
        "federatedIdentityCredential",
        Define.Text("id", Access.Read),
        Define.Text("name", Access.Create),
        Define.Text("issuer"),
        Define.Text("subject"),
        Define.Text("description"),
        Define.Texts("audiences"));
}
