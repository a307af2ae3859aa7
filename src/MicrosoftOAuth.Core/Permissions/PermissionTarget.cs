using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The token that permissions are waited for in: what to ask for, and why it may lack them.</summary>
/// <param name="context">Whose token.</param>
/// <param name="Scopes">What to ask for; none for the session's own.</param>
/// <param name="IsSessions">True where it is the token that the session signed in with.</param>
/// <param name="IsGraphs">True where it is for Microsoft Graph, whose permissions are known.</param>
internal sealed record PermissionTarget(OAuthContext context, IReadOnlyList<string> Scopes, bool IsSessions, bool IsGraphs)
{
    private const string CachedForADay =
        "Azure keeps a managed identity's token for up to 24 hours, and nothing can make it issue another before";

    private bool IsManagedIdentity => context.SignInMethod == SignInMethod.ManagedIdentity;

    /// <summary>The token for an API; the session's own where that is for it.</summary>
    internal static PermissionTarget Of(OAuthContext context, string? api)
    {
        string graph = context.Cloud.GraphAudience;
        string? audience = api is null ? null : context.AudienceOf(api);
        bool isSessions = audience is null || IsFor(context, audience);
        return new(
            context,
            isSessions ? [] : [audience + "/.default"],
            isSessions,
            audience is null ? IsFor(context, graph) : audience.Equals(graph, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The permissions to wait for, each once.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: a token never names what is wanted.</exception>
    internal string[] Check(IReadOnlyList<string> permissions, IProgress<OAuthReport>? reports)
    {
        foreach (string full in permissions.Where(name => name.Contains("://") || name.Contains(' ')))
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{full}' is no name of a permission.", "Pass the name as the API gives it, and the API by -Api: Wait-MsOAuthPermission Mail.Read -Api 'Microsoft Graph'") { Target = full };
        }

        string[] wanted = [.. permissions.Where(name => !ScopeName.IsOpenId(name)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (wanted.Length < permissions.Count)
        {
            reports?.Report(new VerboseReport("Tokens do not name offline_access, openid, profile and email; they are not waited for."));
        }

        if (wanted.Length == 0)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "There is no permission to wait for: tokens do not name offline_access, openid, profile and email.", "Name one that the API has; tab completes them");
        }

        if (IsGraphs)
        {
            CheckKinds(wanted, reports);
        }

        return wanted;
    }

    /// <summary>Says, before the wait, what is known to be against it.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the token cannot be renewed.</exception>
    internal void Announce(IProgress<OAuthReport>? reports)
    {
        if (context.SignInMethod == SignInMethod.AccessToken)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "A token that was brought cannot be renewed, so no permission will come into it.",
                "Bring a new one: Connect-MsOAuthApp -AccessToken <token>; or sign in another way");
        }

        if (IsManagedIdentity)
        {
            // https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations#limitation-of-using-managed-identities-for-authorization
            reports?.Report(new WarningReport($"{CachedForADay}; a permission granted just now may take that long."));
        }
    }

    /// <summary>True for refusals that the same lag explains as a missing permission, or that pass by themselves.</summary>
    internal bool MayPass(OAuthException refusal) =>
        refusal.Kind is OAuthErrorKind.ConsentRequired or OAuthErrorKind.ServicePrincipalMissing or OAuthErrorKind.Throttled or OAuthErrorKind.ServiceUnavailable
        || (refusal.Kind == OAuthErrorKind.InteractionRequired && !IsSessions);

    /// <summary>The error at the end of the wait.</summary>
    internal OAuthException TimedOut(TimeSpan limit, IReadOnlyList<string> missing, IReadOnlyList<string> held, OAuthException? refusal)
    {
        string why = refusal is not null ? $"The last try was refused: {refusal.Message}"
            : IsManagedIdentity ? $"{CachedForADay}."
            : "The permission may not be granted, or the grant has not reached the token service yet.";
        string remedy = IsManagedIdentity ? "Check the grant to the identity's service principal, and wait up to a day; a new user-assigned identity has no token that is kept"
            : context.ClientId == SignInOptions.GraphCommandLineTools ? $"Ask for it: Connect-MsOAuthApp -Scopes {string.Join(", ", missing)}"
            : $"Grant it: Grant-MsOAuthConsent -ClientId {context.ClientId}; see what is granted: Get-MsOAuthPermission -ClientId {context.ClientId}; then wait again";
        return new OAuthException(
            OAuthErrorKind.Timeout,
            $"After {limit.TotalSeconds:N0} seconds the token still lacks {string.Join(", ", missing)}{(held.Count == 0 ? string.Empty : $", and holds {string.Join(", ", held)}")}. {why}",
            remedy,
            refusal)
        {
            Target = missing,
        };
    }

    private static bool IsFor(OAuthContext context, string audience) =>
        context.Scopes.Any(scope => !ScopeName.IsOpenId(scope))
        && context.Scopes.All(scope => ScopeName.IsFor(ScopeName.InFull(scope, context.Cloud.GraphAudience), audience));

    /// <summary>Microsoft Graph's permissions are known by name and kind, though the newest may not be.</summary>
    private void CheckKinds(string[] wanted, IProgress<OAuthReport>? reports)
    {
        HashSet<string> all = new(PermissionFinder.Names(kind: null), StringComparer.OrdinalIgnoreCase);
        PermissionKind kind = context.HasUser ? PermissionKind.Delegated : PermissionKind.Application;
        HashSet<string> ofKind = new(PermissionFinder.Names(kind), StringComparer.OrdinalIgnoreCase);
        foreach (string name in wanted)
        {
            if (!all.Contains(name))
            {
                reports?.Report(new WarningReport($"No permission of Microsoft Graph is known as '{name}'. Check the name: Find-MsOAuthPermission -Search {name}"));
            }
            else if (!ofKind.Contains(name))
            {
                throw new OAuthException(
                    OAuthErrorKind.InvalidArgument,
                    context.HasUser ? $"{name} is an application permission, and the token of a user never holds one." : $"{name} is a delegated permission, and the token of an app alone never holds one.",
                    context.HasUser ? "Sign in as the app: Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>" : "Sign in as a user: Connect-MsOAuthApp -ClientId <client id>")
                {
                    Target = name,
                };
            }
        }
    }
}
