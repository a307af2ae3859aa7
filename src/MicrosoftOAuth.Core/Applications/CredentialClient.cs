using System.Runtime.CompilerServices;
using System.Xml;

namespace MicrosoftOAuth.Core;

/// <summary>Client secrets and the other credentials of apps.</summary>
/// <param name="context">Who does it.</param>
/// <param name="reports">Who watches.</param>
public sealed class CredentialClient(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    private readonly GraphClient _graph = context.Graph(reports);
    private readonly ApplicationClient _applications = new(context, reports);

    /// <summary>Makes a client secret.</summary>
    /// <param name="reference">The app.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <param name="asPlainText">True: the text as a string.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OAuthException">The tenant's policy forbids the lifetime (the longest allowed is in the message) or secrets at all.</exception>
    public async Task<ClientSecret> NewSecretAsync(AppReference reference, string? description, DateTimeOffset expiresOn, bool asPlainText, CancellationToken cancellationToken)
    {
        DateTimeOffset now = context.Wire.Clock.GetUtcNow();
        if (expiresOn <= now)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"A secret that ends at {expiresOn:u} has ended already.", "Choose an -EndDate in the future");
        }

        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        AddPasswordBody body = new() { PasswordCredential = new PasswordCredentialResource { DisplayName = description, EndDateTime = expiresOn } };
        GraphCall post = GraphCall.Post($"/applications/{app.Id}/addPassword", body, GraphJson.Default.AddPasswordBody, PermissionNeed.WriteApplications);
        PasswordCredentialResource made;
        try
        {
            made = await Replication.WaitAsync(
                _graph,
                "The app",
                () => _graph.SendAsync(post, GraphJson.Default.PasswordCredentialResource, cancellationToken),
                Replication.IsUnknownYet,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.SecretLifetimeForbidden)
        {
            throw await ExplainLifetimeAsync(e, app, now, cancellationToken).ConfigureAwait(false);
        }

        string text = made.SecretText ?? throw new OAuthException(OAuthErrorKind.ServiceError, "Microsoft Graph made a secret and did not say what it is.", $"Remove it and make another: Remove-MsOAuthCredential -ClientId {app.AppId} -KeyId {made.KeyId}");
        return new ClientSecret(
            app.AppId!,
            context.TenantId,
            app.Id!,
            made.KeyId?.ToString() ?? string.Empty,
            made.DisplayName,
            made.StartDateTime,
            made.EndDateTime,
            asPlainText ? text : SecureText.From(text));
    }

    /// <summary>Lists the credentials of one app, federated ones included.</summary>
    public async Task<IReadOnlyList<AppCredential>> ListAsync(AppReference reference, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        List<AppCredential> all = [.. Of(app)];
        GraphCall call = GraphCall.Get($"/applications/{app.Id}/federatedIdentityCredentials", PermissionNeed.ReadApplications);
        await foreach (FederatedCredentialResource trust in _graph.ListAsync(call, GraphJson.Default.GraphPageFederatedCredentialResource, cancellationToken).ConfigureAwait(false))
        {
            all.Add(new AppCredential
            {
                ClientId = app.AppId!,
                AppName = app.DisplayName ?? string.Empty,
                ObjectId = app.Id!,
                Kind = CredentialKind.Federated,
                KeyId = trust.Id ?? string.Empty,
                Description = trust.Name,
                Hint = trust.Subject,
            });
        }

        return all;
    }

    /// <summary>
    /// Lists the secrets and certificates of all apps, page by page. Federated credentials never end and would take a
    /// request for each app; they are listed for one app at a time.
    /// </summary>
    public async IAsyncEnumerable<AppCredential> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get("/applications?$select=id,appId,displayName,passwordCredentials,keyCredentials&$top=100", PermissionNeed.ReadApplications);
        await foreach (ApplicationResource app in _graph.ListAsync(call, GraphJson.Default.GraphPageApplicationResource, cancellationToken).ConfigureAwait(false))
        {
            foreach (AppCredential credential in Of(app))
            {
                yield return credential;
            }
        }
    }

    /// <summary>Removes a credential. What signs in with it stops working.</summary>
    public Task RemoveAsync(AppCredential credential, CancellationToken cancellationToken) => credential.Kind switch
    {
        CredentialKind.Secret => _graph.ExecuteAsync(
            GraphCall.Post($"/applications/{credential.ObjectId}/removePassword", new RemovePasswordBody { KeyId = Guid.Parse(credential.KeyId) }, GraphJson.Default.RemovePasswordBody, PermissionNeed.WriteApplications),
            cancellationToken),
        CredentialKind.Federated => _graph.ExecuteAsync(
            GraphCall.Delete($"/applications/{credential.ObjectId}/federatedIdentityCredentials/{credential.KeyId}", PermissionNeed.WriteApplications),
            cancellationToken),
        _ => RemoveCertificateAsync(credential, cancellationToken),
    };

    private async Task RemoveCertificateAsync(AppCredential credential, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(new AppReference(null, credential.ObjectId, null), cancellationToken).ConfigureAwait(false);
        List<KeyCredentialResource> rest = [.. (app.KeyCredentials ?? []).Where(key => key.KeyId?.ToString() != credential.KeyId)];
        await _applications.PatchAsync(app, new ApplicationResource { KeyCredentials = rest }, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<AppCredential> Of(ApplicationResource app)
    {
        DateTimeOffset now = context.Wire.Clock.GetUtcNow();
        AppCredential Describe(CredentialKind kind, Guid? id, string? description, string? hint, DateTimeOffset? start, DateTimeOffset? end) => new()
        {
            ClientId = app.AppId!,
            AppName = app.DisplayName ?? string.Empty,
            ObjectId = app.Id!,
            Kind = kind,
            KeyId = id?.ToString() ?? string.Empty,
            Description = description,
            Hint = hint,
            StartsOn = start,
            ExpiresOn = end,
            DaysLeft = end is { } ends ? (int)Math.Floor((ends - now).TotalDays) : null,
        };
        return (app.PasswordCredentials ?? []).Select(secret => Describe(CredentialKind.Secret, secret.KeyId, secret.DisplayName, secret.Hint, secret.StartDateTime, secret.EndDateTime))
            .Concat((app.KeyCredentials ?? []).Select(key => Describe(CredentialKind.Certificate, key.KeyId, key.DisplayName, hint: null, key.StartDateTime, key.EndDateTime)));
    }

    private async Task<OAuthException> ExplainLifetimeAsync(OAuthException refusal, ApplicationResource app, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LongestLifetimeAsync(cancellationToken).ConfigureAwait(false) is not { } longest)
        {
            return refusal;
        }

        return new OAuthException(
            OAuthErrorKind.SecretLifetimeForbidden,
            $"The tenant's app management policy allows client secrets of {longest.TotalDays:N0} days at most, until {now + longest:yyyy-MM-dd}.",
            $"Ask for less: New-MsOAuthClientSecret -ClientId {app.AppId} -EndDate {now + longest:yyyy-MM-dd}",
            refusal)
        {
            ServiceCode = refusal.ServiceCode,
            HttpStatus = refusal.HttpStatus,
            CorrelationId = refusal.CorrelationId,
            TraceId = refusal.TraceId,
            Target = app.AppId,
        };
    }

    /// <summary>The policy's limit; null where there is none, or where this session may not read policies.</summary>
    internal async Task<TimeSpan?> LongestLifetimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            AppManagementPolicyResource policy = await _graph.SendAsync(
                GraphCall.Get("/policies/defaultAppManagementPolicy", PermissionNeed.ReadPolicies),
                GraphJson.Default.AppManagementPolicyResource,
                cancellationToken).ConfigureAwait(false);
            string? limit = (policy.ApplicationRestrictions?.PasswordCredentials ?? [])
                .FirstOrDefault(restriction => restriction is { RestrictionType: "passwordLifetime", MaxLifetime: not null } and not { State: "disabled" })?.MaxLifetime;
            return policy.IsEnabled == true && limit is not null ? XmlConvert.ToTimeSpan(limit) : null;
        }
        catch (OAuthException)
        {
            return null;
        }
    }
}
