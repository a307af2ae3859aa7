namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Microsoft's own applications that every tenant knows.</summary>
internal static class MicrosoftApis
{
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Microsoft Graph Command Line Tools, the client of Connect-MgGraph.</summary>
    public const string CommandLineToolsAppId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /// <summary>The tenant that owns Microsoft's applications.</summary>
    public const string OwnerTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
}
