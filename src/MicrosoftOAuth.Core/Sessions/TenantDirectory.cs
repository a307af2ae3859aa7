using System.Net.Http.Headers;
using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>A tenant that the signed-in identity belongs to.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="DefaultDomain">Its default domain.</param>
/// <param name="IsCurrent">True for the tenant of the context.</param>
public sealed record OAuthTenant(string TenantId, string? DisplayName, string? DefaultDomain, bool IsCurrent)
{
    /// <summary>Name and id.</summary>
    public override string ToString() => $"{DisplayName} ({TenantId})";
}

/// <summary>
/// The tenants of the signed-in user, from Azure Resource Manager, which alone lists them all. Source:
/// https://learn.microsoft.com/rest/api/resources/tenants/list.
/// </summary>
/// <param name="context">Whose tenants.</param>
/// <param name="reports">Who watches.</param>
public sealed class TenantDirectory(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>All tenants of the user; an app alone, or where that consent is refused, just its own, and says so.</summary>
    public async Task<IReadOnlyList<OAuthTenant>> ListAsync(CancellationToken cancellationToken)
    {
        if (context.HasUser && context.SignInMethod != SignInMethod.AccessToken)
        {
            try
            {
                return await AllAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OAuthException e) when (e.Kind is OAuthErrorKind.ConsentRequired or OAuthErrorKind.SignInRefused or OAuthErrorKind.InteractionRequired or OAuthErrorKind.PermissionDenied or OAuthErrorKind.ApiNotFound)
            {
                reports?.Report(new WarningReport($"Only the tenant of this session is listed, since Azure Resource Manager may not be asked: {e.Message}"));
            }
        }
        else
        {
            reports?.Report(new VerboseReport("An app belongs to one tenant, so only that one is listed."));
        }

        return [await OwnAsync(cancellationToken).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<OAuthTenant>> AllAsync(CancellationToken cancellationToken)
    {
        string audience = context.Cloud.ResourceManagerAudience;
        Uri uri = new(audience + "/tenants?api-version=2022-12-01");
        (HttpResponseMessage answer, _) = await ChallengedSender.SendAsync(
            context.Wire,
            choice => context.GetTokenAsync([audience + "/user_impersonation"], choice, reports, cancellationToken),
            token => new ApiRequest(HttpMethod.Get, uri, reports) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) } },
            HttpCompletionOption.ResponseContentRead,
            reports,
            cancellationToken).ConfigureAwait(false);
        using HttpResponseMessage response = answer;
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw GraphErrors.From((int)response.StatusCode, response.ReasonPhrase, body, "GET", uri, ClaimsChallenge.Of(response));
        }

        GraphPage<ManagedTenantResource> page = JsonSerializer.Deserialize(body, GraphJson.Default.GraphPageManagedTenantResource) ?? new();
        return [.. page.Value.Select(tenant => new OAuthTenant(tenant.TenantId ?? string.Empty, tenant.DisplayName, tenant.DefaultDomain, IsCurrent(tenant.TenantId)))];
    }

    private async Task<OAuthTenant> OwnAsync(CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get("/organization?$select=id,displayName,verifiedDomains", PermissionNeed.ReadMe);
        try
        {
            await foreach (OrganizationResource own in context.Graph(reports).ListAsync(call, GraphJson.Default.GraphPageOrganizationResource, cancellationToken).ConfigureAwait(false))
            {
                return new OAuthTenant(own.Id ?? string.Empty, own.DisplayName, own.VerifiedDomains?.FirstOrDefault(domain => domain.IsDefault)?.Name, IsCurrent: true);
            }
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.PermissionDenied)
        {
            reports?.Report(new VerboseReport($"The tenant's name stays unknown, since this session may not read it: {e.Message}"));
        }

        return new OAuthTenant(context.TenantId ?? string.Empty, DisplayName: null, DefaultDomain: null, IsCurrent: true);
    }

    private bool IsCurrent(string? tenantId) => string.Equals(tenantId, context.TenantId, StringComparison.OrdinalIgnoreCase);
}
