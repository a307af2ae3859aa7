using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A file that something else rewrites before its token ends, as Kubernetes does
/// (https://azure.github.io/azure-workload-identity/docs/). Read anew each time.
/// </summary>
internal sealed class FederatedTokenFile(string path, HostMachine machine, TimeProvider clock) : IFederatedTokens
{
    public Task<string> NextAsync(CancellationToken cancellationToken)
    {
        byte[] content;
        try
        {
            content = machine.ReadFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new OAuthException(
                OAuthErrorKind.AssertionRefused,
                $"The file with the federated token cannot be read: {e.Message}",
                "Check -FederatedTokenFile (or AZURE_FEDERATED_TOKEN_FILE) and the rights on the file.",
                e)
            {
                Target = path,
            };
        }

        return Task.FromResult(FederatedTokens.Checked(
            Encoding.UTF8.GetString(content),
            $"The federated token in {path}",
            "See to it that whatever writes the file runs; in Kubernetes that is the projected service account token.",
            clock));
    }
}
