using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The tenant segment of a sign-in address.</summary>
/// <param name="Segment">As it was written: an id, a domain, common, organizations or consumers.</param>
/// <param name="Host">The sign-in host of the cloud.</param>
internal sealed record Authority(string Segment, string Host)
{
    public bool NamesNoTenant => Segment.ToLowerInvariant() is "common" or "organizations" or "consumers";

    public string BaseAddress => $"https://{Host}/{Segment}";

    /// <summary>Whether the segment can mean this tenant.</summary>
    public void Check(Organization tenant)
    {
        if (NamesNoTenant || Segment.Equals(tenant.Id, StringComparison.OrdinalIgnoreCase) || Segment.Equals(tenant.Domain, StringComparison.OrdinalIgnoreCase))
            return;
        throw Aadsts.UnknownTenant(Segment);
    }

    /// <summary>The registration behind a client id, if it may be used with this authority.</summary>
    /// <exception cref="SignInException">The id is missing, malformed, unknown, or of an app of a single tenant.</exception>
    public Application FindClient(string? clientId, TenantState tenant)
    {
        if (clientId is null)
            throw Aadsts.MissingParameter("client_id");
        Check(tenant.Organization);
        if (!Guid.TryParse(clientId, out var id) || id == Guid.Empty)
            throw Aadsts.MalformedClientId(clientId);
        var application = tenant.Directory.FindRegistration(id.ToString()) ?? throw Aadsts.UnknownApplication(clientId, tenant.Organization);
        if (NamesNoTenant && application.SignInAudience == Audiences.MyOrganization)
            throw Aadsts.NotMultiTenant(application);
        return application;
    }
}
