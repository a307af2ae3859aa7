using System.Collections.Concurrent;
using MicrosoftOAuth.Sandbox.Azure;
using MicrosoftOAuth.Sandbox.Browser;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Graph;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.Seeding;
using MicrosoftOAuth.Sandbox.SignIn;
using MicrosoftOAuth.Sandbox.State;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox;

/// <summary>
/// A Microsoft Entra tenant to practise on: sign-in, Microsoft Graph, Azure Resource Manager and Nango, in memory, behind an
/// HTTP handler. Thread-safe.
/// </summary>
public sealed class PracticeTenant
{
    /// <summary>The API key that the practice Nango takes. It opens nothing anywhere else.</summary>
    public const string PracticeNangoApiKey = "5eed0000-0000-4000-8000-00006e616e67";

    /// <summary>An API key of the practice Nango that may list and read, but neither write nor see credentials.</summary>
    public const string PracticeNangoReadOnlyApiKey = "5eed0000-0000-4000-8000-0000726f6e6c";

    /// <summary>The password of everyone in every tenant. It opens nothing anywhere else.</summary>
    public const string PracticePassword = "Practice-makes-perfect-1";

    private readonly PracticeWorld world;
    private readonly TenantState state;
    private readonly Dispatcher dispatcher;
    private readonly ConcurrentDictionary<string, BrowserProfile> profiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a tenant with its people, Microsoft's APIs and nothing else.</summary>
    /// <param name="options">What it is like; null for the usual.</param>
    public PracticeTenant(PracticeTenantOptions? options = null)
        : this(NewWorld(options ?? new()))
    {
    }

    private PracticeTenant(PracticeWorld world)
    {
        this.world = world;
        state = world.Home;
        dispatcher = new(world);
        dispatcher.Add(new SignInSurface(world));
        dispatcher.Add(new UserInfoSurface(world));
        dispatcher.Add(new WorkloadIssuerSurface());
        dispatcher.Add(new JobTokenSurface(world));
        dispatcher.Add(new DeviceLoginSurface());
        dispatcher.Add(new GraphSurface(world, dispatcher.Faults));
        dispatcher.Add(new ResourceManagerSurface(world));
        dispatcher.Add(new NangoSurface(state, dispatcher));
        Tenants = [.. world.Tenants.Where(tenant => tenant.Directory.Users.Count > 0).Select(Describe)];
    }

    /// <summary>The real host names that the practice world answers for, in lower case, all at port 443.</summary>
    public static IReadOnlyList<string> HostNames { get; } = [.. CloudHosts.All, WorkloadIssuerSurface.Host, JobTokenSurface.GitHubHost, JobTokenSurface.AzureHost, DeviceLoginSurface.Host, .. NangoSurface.HostNames];

    /// <summary>The tenant's id.</summary>
    public Guid TenantId => Guid.Parse(state.Organization.Id);

    /// <summary>The tenant's initial domain.</summary>
    public string DefaultDomain => state.Organization.Domain;

    /// <summary>The sign-in name of the Global Administrator.</summary>
    public string AdministratorName => Users[0].UserPrincipalName;

    /// <summary>The sign-in name of a person with the role Application Developer.</summary>
    public string DeveloperName => Users[1].UserPrincipalName;

    /// <summary>The sign-in name of a person without a directory role.</summary>
    public string UserName => Users[2].UserPrincipalName;

    /// <summary>Everyone in the tenant.</summary>
    public IReadOnlyList<PracticeUser> Users => Tenants[0].Users;

    /// <summary>
    /// The tenants of this practice world: first the home tenant, whose id, domain and people the other properties name; then,
    /// where the options ask for them, the second organization and the tenant of the personal accounts.
    /// </summary>
    public IReadOnlyList<PracticeDirectory> Tenants { get; }

    /// <summary>The API key that the practice Nango takes: <see cref="PracticeNangoApiKey"/>.</summary>
    public string NangoApiKey { get; } = PracticeNangoApiKey;

    /// <summary>The last requests, oldest first, as of now: at most 10,000, and fewer where their bodies are long (16 million characters in all).</summary>
    public IReadOnlyList<PracticeRequest> Requests => dispatcher.Log.Snapshot();

    /// <summary>How many requests have come since the tenant was made.</summary>
    public long RequestCount => dispatcher.Log.Count;

    /// <summary>How many app registrations the home tenant holds now.</summary>
    public int ApplicationCount => dispatcher.InTurn(() => state.Directory.Applications.Count);

    /// <summary>
    /// True for an access or id token that a practice tenant of this process signed: in everything else it is as a real one, so
    /// this is how to keep the two apart.
    /// </summary>
    /// <param name="token">Any text.</param>
    public static bool HasSigned(string token) => Jwt.Read(token ?? throw new ArgumentNullException(nameof(token))) is not null;

    /// <summary>An end for an HTTP pipeline that leads to this tenant. There may be many; disposing one ends nothing.</summary>
    public HttpMessageHandler CreateHandler() => new PracticeHandler(dispatcher);

    /// <summary>
    /// The tenant that <see cref="Save"/> kept: its directory, consents, credentials and Nango's integrations, with every id.
    /// Codes, cookies and refresh tokens are gone, and tokens too where the process that signed them is.
    /// </summary>
    /// <param name="state">What was kept.</param>
    /// <param name="options">What it is like from now on; null for the usual. Its size counts for new tenants alone.</param>
    /// <exception cref="PracticeStateException">It is not a practice tenant's, or damaged, or of a version that is not known here.</exception>
    public static PracticeTenant Load(Stream state, PracticeTenantOptions? options = null) =>
        StateFormat.Read(state ?? throw new ArgumentNullException(nameof(state)), options ?? new(), world => new PracticeTenant(world));

    /// <summary>
    /// What has to be kept for the tenant to go on another day, as JSON in UTF-8. Secrets are in it as their hashes only; what
    /// Nango holds for others (client secrets, connections' tokens) is in it as it is.
    /// </summary>
    public byte[] Save() => dispatcher.InTurn(() => StateFormat.Write(world));

    /// <summary>What there is, for people to look at.</summary>
    /// <param name="limit">How many applications to name in each tenant, and how many consents of each kind.</param>
    public PracticeOverview Look(int limit = 200) => dispatcher.InTurn(() => WorldOverview.Of(world, limit));

    /// <summary>Answers a request that came some other way than through a handler, over a real wire for example.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The whole address, with one of <see cref="HostNames"/> in it.</param>
    /// <param name="headers">The headers by their names, whose case does not matter: those of the body too.</param>
    /// <param name="body">The body as text; empty without one.</param>
    /// <param name="cancellationToken">Ends the wait for an answer that is late.</param>
    /// <exception cref="HttpRequestException">A fault drops the connection.</exception>
    public async Task<PracticeAnswer> AnswerAsync(string method, Uri address, IReadOnlyDictionary<string, string> headers, string body, CancellationToken cancellationToken)
    {
        var answer = await dispatcher.SendAsync(method, address, headers, body, PracticeRequestOrigin.Client, cancellationToken).ConfigureAwait(false);
        return new(answer.Status, answer.Body.Length > 0 ? answer.ContentType : "", answer.Body, answer.Headers) { IsTruncated = answer.IsTruncated };
    }

    /// <summary>
    /// Plays the person at the browser: opens an address, signs in, accepts what this person may accept, and follows
    /// redirects and self-submitting forms. Everybody has a browser of their own, which keeps them signed in.
    /// </summary>
    /// <param name="address">Where to begin: an authorize or admin-consent address, or a Nango connect link.</param>
    /// <param name="redirectUri">The address to stop at, itself not opened; null to go on until nothing is left to follow.</param>
    /// <param name="userName">Who sits at the browser; null for the administrator. A login_hint in the address comes first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last address, with <c>code</c> and <c>state</c>, or <c>error</c> and <c>error_description</c>. Where the
    /// sign-in page itself refused, and so told the person alone, it is the address of that page.</returns>
    public Task<Uri> OpenInBrowserAsync(Uri address, Uri? redirectUri, string? userName, CancellationToken cancellationToken)
    {
        var person = FormData.Parse((address ?? throw new ArgumentNullException(nameof(address))).Query)["login_hint"] ?? userName ?? AdministratorName;
        var profile = profiles.GetOrAdd(person, name => new BrowserProfile(name));
        return new PlayedBrowser(dispatcher, profile, redirectUri).OpenAsync(address, cancellationToken);
    }

    /// <summary>Signs a person in with a device code that was shown, and accepts.</summary>
    /// <returns>False where no such code waits, there is no such person, or this person may not accept what is asked for.</returns>
    public bool ApproveDeviceCode(string userCode, string userName) => dispatcher.InTurn(() =>
        DeviceCodeEndpoint.FindWaiting(userCode, world) is { } code
        && world.FindAccount(userName) is { } account
        && DeviceCodeEndpoint.Approve(code, account));

    /// <summary>Refuses a device code that was shown.</summary>
    /// <returns>False where no such code waits.</returns>
    public bool RefuseDeviceCode(string userCode) => dispatcher.InTurn(() =>
    {
        if (DeviceCodeEndpoint.FindWaiting(userCode, world) is not { } code)
            return false;
        code.IsRefused = true;
        return true;
    });

    /// <summary>
    /// A token as a workload outside Entra brings it, in place of a secret, to an application that has a federated credential
    /// for it: signed by the practice world's workload key, which https://token.actions.githubusercontent.com publishes here.
    /// </summary>
    /// <param name="subject">Who the workload is, such as <c>repo:octo-org/octo-repo:ref:refs/heads/main</c>.</param>
    /// <param name="audience">Whom the token is for; null for Entra's token exchange, <c>api://AzureADTokenExchange</c>.</param>
    /// <param name="issuer">Who says so; null for GitHub Actions. Any other issuer is played as well.</param>
    /// <param name="lifetime">How long the token is good; null for five minutes, as GitHub's are.</param>
    /// <returns>A signed JWT.</returns>
    public string CreateWorkloadToken(string subject, string? audience = null, Uri? issuer = null, TimeSpan? lifetime = null) => dispatcher.InTurn(() =>
        WorkloadIssuerSurface.Write(issuer?.OriginalString ?? WorkloadIssuerSurface.Issuer, subject, audience ?? "api://AzureADTokenExchange", lifetime ?? TimeSpan.FromMinutes(5), world));

    /// <summary>
    /// Ends every sign-in of a person, as an administrator does whose user has lost a device: refresh tokens and browser
    /// sessions are worth nothing from now on, and access tokens of clients that can answer a claims challenge get one.
    /// </summary>
    /// <returns>False where there is no such person.</returns>
    public bool RevokeSessions(string userName) => dispatcher.InTurn(() =>
    {
        if (world.FindAccount(userName) is not { } account)
            return false;
        account.User.RevokeSessions(world.Clock.GetUtcNow());
        return true;
    });

    /// <summary>
    /// Asks a person for a second factor from now on. The browser gives it; clients that send name and password themselves
    /// are refused (AADSTS50076).
    /// </summary>
    /// <returns>False where there is no such person.</returns>
    public bool RequireSecondFactor(string userName) => dispatcher.InTurn(() =>
    {
        if (world.FindAccount(userName) is not { } account)
            return false;
        account.User.NeedsSecondFactor = true;
        return true;
    });

    /// <summary>Lets something go wrong with the next requests that match.</summary>
    public void InjectFault(PracticeFault fault) => dispatcher.Faults.Add(fault ?? throw new ArgumentNullException(nameof(fault)));

    private static PracticeWorld NewWorld(PracticeTenantOptions options)
    {
        var planted = new PracticeWorld(options);
        Seed.Plant(planted);
        return planted;
    }

    private static PracticeDirectory Describe(TenantState tenant) => new(
        Guid.Parse(tenant.Organization.Id),
        tenant.Organization.DisplayName,
        tenant.Organization.Domain,
        [.. tenant.Directory.Users.All.Select(user => new PracticeUser(Guid.Parse(user.Id), user.UserPrincipalName, user.DisplayName, RoleOf(user, tenant.Directory)))]);

    private static string? RoleOf(User user, TenantDirectory directory) =>
        user.RoleTemplateId is { } template && directory.Roles.TryFindByKey(template, out var role) ? role.Text("displayName") : null;
}
