namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>The app ids of Microsoft's own applications that code here names.</summary>
internal static class MicrosoftApis
{
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Azure Service Management, the API of Azure Resource Manager.</summary>
    public const string AzureManagementAppId = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

    /// <summary>Microsoft Graph Command Line Tools, the client of Connect-MgGraph.</summary>
    public const string CommandLineToolsAppId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /// <summary>Microsoft Azure CLI.</summary>
    public const string AzureCliAppId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    /// <summary>The tenant that owns Microsoft's applications.</summary>
    public const string OwnerTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
}
