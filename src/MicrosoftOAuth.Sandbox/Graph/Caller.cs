using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Who calls the Graph, and what their token allows.</summary>
/// <param name="AppId">The client.</param>
/// <param name="Client">The client's service principal.</param>
/// <param name="User">The signed-in user; null for an app on its own.</param>
/// <param name="Permissions">The token's scopes or roles.</param>
internal sealed record Caller(string AppId, ServicePrincipal Client, User? User, IReadOnlyCollection<string> Permissions)
{
    public bool Has(string permission) => Permissions.Contains(permission, StringComparer.OrdinalIgnoreCase);

    /// <summary>The object that owns what this caller makes.</summary>
    public string OwnerId => User?.Id ?? Client.Id;

    /// <summary>Whether this caller may change an object: administrators all, others what they own.</summary>
    public bool MayManage(IEnumerable<string> ownerIds)
    {
        if (User is null)
            return Has("Application.ReadWrite.All") || Has("Directory.ReadWrite.All") || ownerIds.Contains(Client.Id, StringComparer.Ordinal);
        return User.IsAdministrator || ownerIds.Contains(User.Id, StringComparer.Ordinal);
    }

    /// <summary>Whether this caller may grant consent for others, as far as directory roles go.</summary>
    public bool MayGrantConsent => User is null || User.IsAdministrator;

    public void MustManage(IEnumerable<string> ownerIds)
    {
        if (!MayManage(ownerIds))
            throw GraphException.Denied();
    }

    public void MustGrantConsent()
    {
        if (!MayGrantConsent)
            throw GraphException.Denied();
    }
}
