namespace MicrosoftOAuth.Sandbox;

/// <summary>What there is in all tenants of a practice world, for people to look at: the newest first, and no secrets.</summary>
/// <param name="ApplicationCount">How many registrations there are, deleted ones included.</param>
/// <param name="Applications">The newest of them.</param>
/// <param name="GrantCount">How many consents there are: delegated ones, and app roles that were assigned.</param>
/// <param name="Grants">The newest of either kind.</param>
public sealed record PracticeOverview(int ApplicationCount, IReadOnlyList<PracticeApplication> Applications, int GrantCount, IReadOnlyList<PracticeGrant> Grants);

/// <summary>A registration.</summary>
/// <param name="Tenant">The name of the tenant that it is in.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="AppId">Its client id.</param>
/// <param name="ObjectId">Its object id.</param>
/// <param name="SignInAudience">Who may use it, in Graph's words: AzureADMyOrg and so on.</param>
/// <param name="Secrets">How many client secrets it has.</param>
/// <param name="Certificates">How many certificates it has.</param>
/// <param name="FederatedCredentials">How many federated credentials it has.</param>
/// <param name="HasServicePrincipal">Whether its tenant has a service principal for it.</param>
/// <param name="IsDeleted">Whether it is in the bin.</param>
public sealed record PracticeApplication(
    string Tenant,
    string DisplayName,
    string AppId,
    string ObjectId,
    string SignInAudience,
    int Secrets,
    int Certificates,
    int FederatedCredentials,
    bool HasServicePrincipal,
    bool IsDeleted);

/// <summary>A consent.</summary>
/// <param name="Tenant">The name of the tenant that it is in.</param>
/// <param name="Client">The name of the client, user or group that holds it.</param>
/// <param name="Resource">The name of the API.</param>
/// <param name="IsDelegated">Whether the client acts for people (scopes) or for itself (app roles).</param>
/// <param name="Person">The sign-in name of the one person that a delegated consent is for; null for everyone.</param>
/// <param name="Permissions">The names of the permissions.</param>
public sealed record PracticeGrant(string Tenant, string Client, string Resource, bool IsDelegated, string? Person, IReadOnlyList<string> Permissions);
