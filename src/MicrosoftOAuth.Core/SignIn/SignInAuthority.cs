namespace MicrosoftOAuth.Core;

/// <summary>Who issues the tokens.</summary>
/// <param name="Address">The address of the authority, in the form that MSAL takes.</param>
/// <param name="IsEntra">True for Microsoft Entra ID and its External ID; false for any other OpenID Connect provider.</param>
internal sealed record SignInAuthority(string Address, bool IsEntra)
{
    /// <summary>
    /// True wherever Microsoft's endpoints answer, External ID behind a domain of one's own included
    /// (<c>https://login.contoso.com/&lt;tenant id&gt;/v2.0</c>). Others are spoken to by the letter of the specs.
    /// </summary>
    internal bool IsMicrosoft => IsEntra || Address.TrimEnd('/').EndsWith("/v2.0", StringComparison.OrdinalIgnoreCase);

    /// <summary>The authority of a sign-in.</summary>
    /// <param name="options">What the user said.</param>
    /// <param name="cloud">Where Entra is.</param>
    /// <param name="defaultTenant">Stands in where no tenant is named.</param>
    internal static SignInAuthority Of(SignInOptions options, MicrosoftCloud cloud, string defaultTenant)
    {
        if (options.Authority is not { } given)
        {
            return new(cloud.Authority(options.TenantId ?? defaultTenant), IsEntra: true);
        }

        if (!given.IsAbsoluteUri || given.Scheme != "https")
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"'{given.OriginalString}' is no authority: that is the https address of an issuer.",
                "Pass it as the provider shows it, for example: -Authority https://contoso.ciamlogin.com")
            {
                Target = given,
            };
        }

        string address = given.GetLeftPart(UriPartial.Path);
        return MicrosoftCloud.IsExternalIdHost(given.Host) ? new(WithTenant(given, options.TenantId), IsEntra: true)
            : MicrosoftCloud.IsLoginHost(given.Host) ? new(WithTenant(given, options.TenantId ?? defaultTenant), IsEntra: true)
            : new(address, IsEntra: false);
    }

    /// <summary>A tenant in the address counts; without one the named tenant is put there.</summary>
    private static string WithTenant(Uri given, string? tenant)
    {
        string inAddress = given.AbsolutePath.Trim('/').Split('/')[0];
        string path = inAddress.Length > 0 ? inAddress : tenant ?? string.Empty;
        return $"https://{given.Authority}/{path}";
    }
}
