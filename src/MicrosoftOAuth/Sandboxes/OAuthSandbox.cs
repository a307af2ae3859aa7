using System.Collections;
using System.Runtime.CompilerServices;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth;

/// <summary>
/// A practice tenant with a name, as a runspace keeps it. Thread-safe; sessions that were signed in to it stay joined to it
/// in whichever runspace they are used, and when it begins anew.
/// </summary>
public sealed class OAuthSandbox
{
    /// <summary>The name of the sandbox that <c>-Environment Sandbox</c> alone means.</summary>
    internal const string DefaultName = "Default";

    private const int RecentRequests = 100;

    // Belongs to the session objects, and goes with them; it only cannot be a property of theirs, since Core knows no sandbox.
    private static readonly ConditionalWeakTable<OAuthContext, OAuthSandbox> s_joined = new();

    private readonly PracticeTenantOptions _options;
    private World _world;

    internal OAuthSandbox(string name, PracticeTenantOptions? options = null)
    {
        Name = name;
        _options = (options ?? new PracticeTenantOptions()) with { Seed = options?.Seed ?? (Guid.NewGuid().GetHashCode() & int.MaxValue) };
        _world = new World(_options);
    }

    /// <summary>The name, by which <c>Connect-MsOAuthApp -Sandbox</c> finds it.</summary>
    public string Name { get; }

    /// <summary>The tenant's id.</summary>
    public Guid TenantId => Tenant.TenantId;

    /// <summary>The tenant's initial domain.</summary>
    public string Domain => Tenant.DefaultDomain;

    /// <summary>The sign-in name of the Global Administrator.</summary>
    public string AdministratorName => Tenant.AdministratorName;

    /// <summary>The sign-in name of a person with the role Application Developer.</summary>
    public string DeveloperName => Tenant.DeveloperName;

    /// <summary>The sign-in name of a person without a directory role.</summary>
    public string UserName => Tenant.UserName;

    /// <summary>Everyone in the tenant.</summary>
    public PracticeUser[] Users => [.. Tenant.Users];

    /// <summary>The tenants of the sandbox, this one first; the others are there where they were asked for.</summary>
    public PracticeDirectory[] Tenants => [.. Tenant.Tenants];

    /// <summary>The seed. Another sandbox with the same seed and options hands out the same ids.</summary>
    public int Seed => _options.Seed!.Value;

    /// <summary>How many app registrations there are.</summary>
    public int AppCount => Tenant.ApplicationCount;

    /// <summary>How many requests it has had since it began.</summary>
    public long RequestCount => Tenant.RequestCount;

    /// <summary>The last 100 requests, oldest first, without anything secret in them.</summary>
    public SandboxRequest[] Requests
    {
        get
        {
            IReadOnlyList<PracticeRequest> all = Tenant.Requests;
            return [.. all.Skip(all.Count - RecentRequests).Select(SandboxRequest.Of)];
        }
    }

    internal PracticeTenant Tenant => Volatile.Read(ref _world).Tenant;

    /// <summary>Lets something go wrong with the next requests that match.</summary>
    /// <param name="fault">Kind (Status, DropBefore, DropAfter, Slow, Truncate), and as needed Status, RetryAfter, Delay,
    /// Method, PathContains, Count, Chance. Times are TimeSpans or numbers of seconds.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it says something else.</exception>
    public void InjectFault(IDictionary fault) => Tenant.InjectFault(FaultTable.Read(fault));

    /// <summary>Plays the administrator at the browser; see <see cref="OpenInBrowser(Uri, string)"/>.</summary>
    public Uri OpenInBrowser(Uri address) => OpenInBrowser(address, AdministratorName);

    /// <summary>
    /// Plays a person at the browser: opens an address such as New-MsOAuthConsentUrl writes, signs in and accepts what this
    /// person may accept.
    /// </summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="userName">Who sits there. A login_hint in the address comes first.</param>
    /// <returns>Where it ended: the address that the app would get, with the code or the error.</returns>
    public Uri OpenInBrowser(Uri address, string userName) =>
        // Nobody waits: everything that answers is in this process. A method of an object has no other form in PowerShell.
        Tenant.OpenInBrowserAsync(address, RedirectUriIn(address), userName, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A token as GitHub Actions gives a job, for an app that has a federated credential for the subject.</summary>
    /// <param name="subject">Who the job is, such as <c>repo:octo-org/octo-repo:ref:refs/heads/main</c>.</param>
    public SecureString CreateFederatedToken(string subject) => SecureText.From(Tenant.CreateWorkloadToken(subject));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The sandbox that a session was signed in to; null for a session of a real cloud.</summary>
    internal static OAuthSandbox? Of(OAuthContext context) => s_joined.TryGetValue(context, out OAuthSandbox? sandbox) ? sandbox : null;

    internal void Join(OAuthContext context) => s_joined.Add(context, this);

    /// <summary>Begins anew, with the same options and the same ids. What was made is gone.</summary>
    internal void Reset() => Volatile.Write(ref _world, new World(_options));

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Volatile.Read(ref _world).Wire.SendAsync(request, cancellationToken);

    private static Uri? RedirectUriIn(Uri address) => address.Query.TrimStart('?').Split('&')
        .Where(part => part.StartsWith("redirect_uri=", StringComparison.Ordinal))
        .Select(part => new Uri(Uri.UnescapeDataString(part.Substring("redirect_uri=".Length))))
        .FirstOrDefault();

    private sealed class World
    {
        internal World(PracticeTenantOptions options)
        {
            Tenant = new PracticeTenant(options);
            Wire = new HttpMessageInvoker(Tenant.CreateHandler());
        }

        internal PracticeTenant Tenant { get; }

        internal HttpMessageInvoker Wire { get; }
    }
}
