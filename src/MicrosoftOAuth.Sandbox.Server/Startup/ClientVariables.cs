namespace MicrosoftOAuth.Sandbox.Server.Startup;

/// <summary>The environment variables that lead programs here.</summary>
internal static class ClientVariables
{
    /// <summary>
    /// Those that name the file with the certificate to trust: OpenSSL, and .NET and Python with it; Python's requests;
    /// curl; Node, which adds it to its own.
    /// </summary>
    public static IReadOnlyList<string> AuthorityFile { get; } = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];
}
