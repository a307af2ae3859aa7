namespace MicrosoftOAuth.Core;

/// <summary>
/// Which service of Azure gives this machine its managed identity, told by the variables that each sets; by the same rule as
/// MSAL's, which does the asking. Source: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources.
/// </summary>
/// <param name="Name">The service, in words.</param>
/// <param name="Seen">The variables that have a value.</param>
internal sealed record ManagedIdentityHost(string Name, IReadOnlyList<string> Seen)
{
    private const string Endpoint = "IDENTITY_ENDPOINT";
    private const string Header = "IDENTITY_HEADER";
    private const string Thumbprint = "IDENTITY_SERVER_THUMBPRINT";
    private const string OldEndpoint = "MSI_ENDPOINT";
    private const string OldSecret = "MSI_SECRET";
    private const string Metadata = "IMDS_ENDPOINT";
    private const string Automation = "AUTOMATION_ASSET_ACCOUNTID";

    private static readonly string[] s_variables = [Endpoint, Header, Thumbprint, OldEndpoint, OldSecret, Metadata, Automation];

    /// <summary>The variables that were seen, for messages.</summary>
    internal string SeenText => Seen.Count == 0 ? $"none of the variables {string.Join(", ", s_variables)} is set" : $"of the variables that tell a source these are set: {string.Join(", ", Seen)}";

    /// <summary>Who is asked for the token, and by which signs; for messages.</summary>
    internal string Asked => $"{Name}, since {SeenText}";

    internal static ManagedIdentityHost Of(HostMachine machine)
    {
        string[] seen = machine.Seen(s_variables);
        bool Has(string name) => seen.Contains(name, StringComparer.Ordinal);
        string name = Has(Endpoint) && Has(Header) && Has(Thumbprint) ? "Service Fabric"
            : Has(Endpoint) && Has(Header) ? Has(Automation) ? "Azure Automation" : "App Service"
            : Has(OldEndpoint) && Has(OldSecret) ? "Machine Learning"
            : Has(OldEndpoint) ? "Cloud Shell"
            : (Has(Endpoint) && Has(Metadata)) || machine.HasFile(ArcAgent) ? "Azure Arc"
            : "the virtual machine's metadata service (IMDS)";
        return new ManagedIdentityHost(name, seen);
    }

    private static string ArcAgent => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "AzureConnectedMachineAgent", "himds.exe")
        : "/opt/azcmagent/bin/himds";
}
