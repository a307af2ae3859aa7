namespace MicrosoftOAuth.Core;

/// <summary>
/// Opens an address for a person to sign in, and returns the address that the sign-in ended at: the redirect URI
/// with a code or an error.
/// </summary>
/// <param name="address">What to open.</param>
/// <param name="redirectUri">Where it will end.</param>
/// <param name="account">The account that is expected; null for any.</param>
/// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
public delegate Task<Uri> OpenBrowser(Uri address, Uri? redirectUri, string? account, CancellationToken cancellationToken);
