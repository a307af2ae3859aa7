namespace MicrosoftOAuth.Core;

/// <summary>Adds and removes redirect URIs. Graph replaces the whole list, so what is there is always sent along.</summary>
/// <param name="applications">Finds and changes apps.</param>
public sealed class RedirectUriEditor(ApplicationClient applications)
{
    /// <summary>Adds URIs; returns those that were not there before.</summary>
    /// <exception cref="OAuthException">A URI that Entra would refuse, or too many.</exception>
    public async Task<IReadOnlyList<RedirectUri>> AddAsync(AppReference reference, IReadOnlyList<RedirectUri> uris, CancellationToken cancellationToken) =>
        await AddAsync(await applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false), uris, cancellationToken).ConfigureAwait(false);

    /// <summary>Removes URIs; returns those that were there.</summary>
    public async Task<IReadOnlyList<RedirectUri>> RemoveAsync(AppReference reference, IReadOnlyList<RedirectUri> uris, CancellationToken cancellationToken)
    {
        ApplicationResource app = await applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RedirectUri> present = RedirectUri.Of(app);
        RedirectUri[] gone = [.. present.Intersect(uris)];
        await SaveAsync(app, [.. present.Except(gone)], [.. gone.Select(uri => uri.Platform).Distinct()], cancellationToken).ConfigureAwait(false);
        return gone;
    }

    internal async Task<IReadOnlyList<RedirectUri>> AddAsync(ApplicationResource app, IReadOnlyList<RedirectUri> uris, CancellationToken cancellationToken)
    {
        SignInAudience audience = SignInAudiences.Parse(app.SignInAudience) ?? default;
        foreach (RedirectUri uri in uris)
        {
            RedirectUriRules.Check(uri.Uri, uri.Platform, audience);
        }

        IReadOnlyList<RedirectUri> present = RedirectUri.Of(app);
        RedirectUri[] added = [.. uris.Except(present)];
        RedirectUriRules.CheckCount(present.Count + added.Length, audience);
        await SaveAsync(app, [.. present, .. added], [.. added.Select(uri => uri.Platform).Distinct()], cancellationToken).ConfigureAwait(false);
        return added;
    }

    private async Task SaveAsync(ApplicationResource app, RedirectUri[] uris, RedirectPlatform[] changed, CancellationToken cancellationToken)
    {
        if (changed.Length == 0)
        {
            return;
        }

        List<string> Of(RedirectPlatform platform) => [.. uris.Where(uri => uri.Platform == platform).Select(uri => uri.Uri)];
        await applications.PatchAsync(
            app,
            new ApplicationResource
            {
                Web = changed.Contains(RedirectPlatform.Web) ? new ApplicationResource.WebPart { RedirectUris = Of(RedirectPlatform.Web) } : null,
                Spa = changed.Contains(RedirectPlatform.Spa) ? new ApplicationResource.RedirectPart { RedirectUris = Of(RedirectPlatform.Spa) } : null,
                PublicClient = changed.Contains(RedirectPlatform.PublicClient) ? new ApplicationResource.RedirectPart { RedirectUris = Of(RedirectPlatform.PublicClient) } : null,
            },
            cancellationToken).ConfigureAwait(false);
    }
}
