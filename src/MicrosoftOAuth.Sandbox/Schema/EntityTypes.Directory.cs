namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>The people of a directory, their groups and roles, and the tenant itself.</summary>
internal static partial class EntityTypes
{
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
            Define.Time("deletedDateTime", Access.Read),
            Define.Flag("accountEnabled", "true"),
            Define.Text("ageGroup"),
            Define.Text("city"),
            Define.Text("companyName"),
            Define.Text("country"),
            Define.Time("createdDateTime", Access.Read),
            Define.Text("creationType", Access.Read),
            Define.Text("department"),
            Define.Text("employeeId"),
            Define.Text("employeeType"),
            Define.Text("externalUserState", Access.Read),
            Define.Text("mailNickname"),
            Define.Text("onPremisesImmutableId"),
            Define.Text("onPremisesDistinguishedName", Access.Read),
            Define.Text("onPremisesSamAccountName", Access.Read),
            Define.Flag("onPremisesSyncEnabled", access: Access.Read),
            Define.Texts("otherMails"),
            Define.Text("passwordPolicies"),
            Define.Optional("passwordProfile", ComplexTypes.PasswordProfile),
            Define.Text("postalCode"),
            Define.Texts("proxyAddresses", Access.Read),
            Define.Text("securityIdentifier", Access.Read),
            Define.Flag("showInAddressList"),
            Define.Time("signInSessionsValidFromDateTime", Access.Read),
            Define.Text("state"),
            Define.Text("streetAddress"),
            Define.Text("usageLocation"),
            Define.Text("userType"),
        ]);

    public static readonly Shape Group = new(
        "group",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("classification"),
        Define.Time("createdDateTime", Access.Read),
        Define.Texts("creationOptions", Access.Read),
        Define.Text("description"),
        Define.Text("displayName"),
        Define.Time("expirationDateTime", Access.Read),
        Define.Texts("groupTypes"),
        Define.Flag("isAssignableToRole"),
        Define.Text("mail", Access.Read),
        Define.Flag("mailEnabled"),
        Define.Text("mailNickname"),
        Define.Text("membershipRule"),
        Define.Text("membershipRuleProcessingState"),
        Define.Text("onPremisesDomainName", Access.Read),
        Define.Time("onPremisesLastSyncDateTime", Access.Read),
        Define.Text("onPremisesNetBiosName", Access.Read),
        Define.Text("onPremisesSamAccountName", Access.Read),
        Define.Text("onPremisesSecurityIdentifier", Access.Read),
        Define.Flag("onPremisesSyncEnabled", access: Access.Read),
        Define.Text("preferredDataLocation"),
        Define.Text("preferredLanguage"),
        Define.Texts("proxyAddresses", Access.Read),
        Define.Time("renewedDateTime", Access.Read),
        Define.Texts("resourceBehaviorOptions", Access.Create),
        Define.Texts("resourceProvisioningOptions", Access.Create),
        Define.Flag("securityEnabled"),
        Define.Text("securityIdentifier", Access.Read),
        Define.Text("theme"),
        Define.Text("uniqueName", Access.Create),
        Define.Text("visibility"),
        Define.List("onPremisesProvisioningErrors", ComplexTypes.Empty("onPremisesProvisioningError"), Access.Read),
        Define.List("serviceProvisioningErrors", ComplexTypes.Empty("serviceProvisioningError"), Access.Read));

    public static readonly Shape DirectoryRole = new(
        "directoryRole",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("description", Access.Read),
        Define.Text("displayName", Access.Read),
        Define.Text("roleTemplateId", Access.Create));

    public static readonly Shape DirectoryRoleTemplate = new(
        "directoryRoleTemplate",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("description", Access.Read),
        Define.Text("displayName", Access.Read));

    public static readonly Shape RoleDefinition = new(
        "unifiedRoleDefinition",
        Define.Text("id", Access.Read),
        Define.Text("description"),
        Define.Text("displayName"),
        Define.Flag("isBuiltIn", access: Access.Read),
        Define.Flag("isEnabled"),
        Define.Texts("resourceScopes"),
        Define.Text("templateId"),
        Define.Text("version"));

    public static readonly Shape RoleAssignment = new(
        "unifiedRoleAssignment",
        Define.Text("id", Access.Read),
        Define.Text("principalId", Access.Create),
        Define.Text("directoryScopeId", Access.Create),
        Define.Text("roleDefinitionId", Access.Create));

    public static readonly Shape Domain = new(
        "domain",
        Define.Text("authenticationType", Access.Read),
        Define.Text("availabilityStatus", Access.Read),
        Define.Text("id", Access.Create),
        Define.Flag("isAdminManaged", "true", Access.Read),
        Define.Flag("isDefault", "true", Access.Read),
        Define.Flag("isInitial", "true", Access.Read),
        Define.Flag("isRoot", "true", Access.Read),
        Define.Flag("isVerified", "true", Access.Read),
        Define.Texts("supportedServices"),
        Define.Number("passwordValidityPeriodInDays"),
        Define.Number("passwordNotificationWindowInDays"),
        Define.Optional("state", ComplexTypes.Empty("domainState"), Access.Read));

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

    public static readonly Shape AppManagementPolicy = new(
        "appManagementPolicy",
        Define.Text("id", Access.Read),
        Define.Time("deletedDateTime", Access.Read),
        Define.Text("displayName"),
        Define.Text("description"),
        Define.Flag("isEnabled", "false"),
        Define.Optional("restrictions", ComplexTypes.CustomAppManagementConfiguration));

    public static readonly Shape TenantAppManagementPolicy = new(
        "tenantAppManagementPolicy",
        Define.Text("id", Access.Read),
        Define.Text("displayName"),
        Define.Text("description"),
        Define.Flag("isEnabled", "false"),
        Define.Structure("applicationRestrictions", ComplexTypes.AppManagementApplicationConfiguration),
        Define.Structure("servicePrincipalRestrictions", ComplexTypes.AppManagementServicePrincipalConfiguration));

    /// <summary>Any object of the directory: every property of every kind, for lists that hold several kinds.</summary>
    public static Shape DirectoryObject => AnyObject.Value;

    // The parts of this class have no order in which they are initialized, so this waits for all of them.
    private static readonly Lazy<Shape> AnyObject = new(() => new(
        "directoryObject",
        [.. new[] { UserInFull, Group, DirectoryRole, ServicePrincipal, Application }.SelectMany(shape => shape.Properties).GroupBy(property => property.Name, StringComparer.Ordinal).Select(group => group.First())]));
}
