namespace MicrosoftOAuth.Core;

/// <summary>
/// Where an issuer publishes its <c>openid-configuration</c> (OpenID Connect Discovery 1.0, section 4). Never an address out
/// of a token: the cloud's or the authority's own.
/// </summary>
internal static class IssuerMetadata
{
    private const string Document = "/.well-known/openid-configuration";

    /// <summary>The address of the document; a tenant's holds its issuer, that of all tenants a pattern.</summary>
    /// <param name="expected">Where the token must come from.</param>
    /// <param name="version">Which version of Microsoft's tokens it is: <c>/v2.0</c>, or nothing for the first.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the authority is no https address, or contradicts the tenant.</exception>
    internal static Uri Of(TokenExpectation expected, string version)
    {
        string? tenant = expected.TenantId is null ? null : Uri.EscapeDataString(expected.TenantId);
        if (expected.Authority is not { } authority)
        {
            return new Uri(MicrosoftCloud.Of(expected.Environment).Authority(tenant ?? "common") + version + Document);
        }

        if (!authority.IsAbsoluteUri || authority.Scheme != "https")
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"'{authority.OriginalString}' is no authority: that is the https address of an issuer.",
                "Pass it as the provider shows it, for example: -Authority https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0");
        }

        string path = authority.AbsolutePath.Trim('/');
        bool isExternalId = MicrosoftCloud.IsExternalIdHost(authority.Host);
        if (!isExternalId && !MicrosoftCloud.IsLoginHost(authority.Host))
        {
            return tenant is null
                ? new Uri(authority.GetLeftPart(UriPartial.Path).TrimEnd('/') + Document)
                : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"The tokens of {authority.Host} name no tenant to compare with.", "Leave -TenantId out.");
        }

        if (path.Length == 0)
        {
            // An External ID tenant's own host has one tenant, named as the host is (https://learn.microsoft.com/entra/external-id/customers/reference-authorization-urls).
            path = tenant ?? (isExternalId ? authority.Host.Substring(0, authority.Host.Length - MicrosoftCloud.ExternalIdSuffix.Length) + ".onmicrosoft.com" : "common");
        }

        bool namesVersion = path.EndsWith("/v2.0", StringComparison.OrdinalIgnoreCase);
        return new Uri($"https://{authority.Authority}/{path}{(namesVersion ? string.Empty : isExternalId ? "/v2.0" : version)}{Document}");
    }
}
