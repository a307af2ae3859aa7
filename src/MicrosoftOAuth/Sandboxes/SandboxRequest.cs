using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth;

/// <summary>A request that reached a sandbox: what was asked and how it ended, without bodies and without anything secret.</summary>
/// <param name="Time">When it arrived.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Host and path; the query only where it cannot hold a secret, which is Microsoft Graph's.</param>
/// <param name="Status">The status code; 0 where a fault broke the connection.</param>
/// <param name="Origin">Who sent it: Client, Browser or Service.</param>
public sealed record SandboxRequest(DateTimeOffset Time, string Method, string Address, int Status, string Origin)
{
    internal static SandboxRequest Of(PracticeRequest request)
    {
        bool isGraph = request.Uri.Host.StartsWith("graph.", StringComparison.OrdinalIgnoreCase);
        string address = request.Uri.GetLeftPart(isGraph ? UriPartial.Query : UriPartial.Path);
        return new SandboxRequest(request.Time, request.Method, Uri.UnescapeDataString(address), request.Status, request.Origin.ToString());
    }
}
