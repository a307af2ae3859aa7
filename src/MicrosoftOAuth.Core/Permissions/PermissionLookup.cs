using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Looks permissions up as a user asks for them: the answers of <see cref="PermissionFinder"/> with what the tenant offers, and
/// a word where there is no answer.
/// </summary>
/// <param name="context">The session; null where nobody is signed in, which takes nothing away but what the tenant offers.</param>
public sealed class PermissionLookup(OAuthContext? context)
{
    private bool _saidOld;

    /// <summary>The permissions that open a call.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">An address or path as a user types it.</param>
    /// <param name="schemes">The schemes that count; None for all.</param>
    /// <param name="reports">Told what there is to know beside the permissions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>By scheme, the least privileged first. Where Microsoft lists nothing, for the call or for a scheme that counts, one that says so.</returns>
    public async Task<IReadOnlyList<FoundPermission>> FindAsync(string method, string uri, PermissionScheme schemes, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        SayIfOld(reports);
        PermissionAnswer answer = PermissionFinder.Find(method, uri);
        IReadOnlyList<string> ofQuery = answer.NotesOf(schemes);
        bool isNobody = (schemes & PermissionScheme.Application) != PermissionScheme.None && GraphAddress.BehindMe(uri) is not null && answer.Permissions.Any(permission => permission.Scheme == PermissionScheme.Application);
        foreach (string note in isNobody ? ofQuery.Append(GraphAddress.NobodyAtMe) : ofQuery)
        {
            reports?.Report(new WarningReport(note));
        }

        if (!answer.HasData)
        {
            return [NoData(answer, method, uri, reports)];
        }

        IReadOnlyList<FoundPermission> found = await AsOfferedAsync(answer.Permissions.Where(permission => Counts(permission, schemes)), cancellationToken).ConfigureAwait(false);
        return [.. FoundNotes.On(found, method, uri, ofQuery), .. Unlisted(answer, schemes, method, uri, reports)];
    }

    /// <summary>The permissions of an API whose names contain all the words.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ApiNotFound"/>; <see cref="OAuthErrorKind.NotSignedIn"/>: what another API than Microsoft Graph offers only a tenant tells.</exception>
    public async Task<IReadOnlyList<FoundPermission>> SearchAsync(string words, string nameOrAppId, PermissionScheme schemes, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        MicrosoftApi? known = MicrosoftApi.Find(nameOrAppId);
        if (known?.AppId == MicrosoftApi.GraphAppId)
        {
            SayIfOld(reports);
            return await AsOfferedAsync(PermissionFinder.Search(words).Where(permission => Counts(permission, schemes)), cancellationToken).ConfigureAwait(false);
        }

        // The word first: it is true without a session too, and may make the permissions beside the point.
        if (known?.AccessNote is { } note)
        {
            reports?.Report(new WarningReport($"{known.Name}: {note}"));
        }

        OAuthContext signedIn = context ?? throw new OAuthException(
            OAuthErrorKind.NotSignedIn,
            $"What {known?.Name ?? nameOrAppId} offers, only a tenant tells, and nobody is signed in.",
            "Sign in: Connect-MsOAuthApp; or practise without a tenant: Connect-MsOAuthApp -Environment Sandbox");
        OAuthApi api = await ApiList.FindAsync(signedIn, nameOrAppId, reports, cancellationToken).ConfigureAwait(false);
        return [.. PermissionFinder.Search(api, words).Where(permission => Counts(permission, schemes))];
    }

    /// <summary>
    /// The least privileged permission of each scheme, and, where that is granted on one resource by its owner, the least one that
    /// apps can request too. What says that there is no data stays.
    /// </summary>
    public static IEnumerable<FoundPermission> Least(IReadOnlyList<FoundPermission> found)
    {
        HashSet<PermissionScheme> requestable = [];
        return found.Where(permission => permission.Outcome == PermissionOutcome.NoData
            || (permission.IsOffered && requestable.Add(permission.Scheme))
            || permission.IsLeastPrivileged);
    }

    private static bool Counts(FoundPermission permission, PermissionScheme schemes) => schemes == PermissionScheme.None || (permission.Scheme & schemes) != PermissionScheme.None;

    private static FoundPermission NoData(PermissionAnswer answer, string method, string uri, IProgress<OAuthReport>? reports)
    {
        string? host = ApiHosts.HostOf(uri);
        MicrosoftApi? api = host is null ? MicrosoftApi.Graph : ApiHosts.Find(uri);
        reports?.Report(new WarningReport(
            api is null ? $"{host} is no host of Microsoft Graph, nor of another API that is known here: Get-MsOAuthApi lists those."
            : api.AppId == MicrosoftApi.GraphAppId ? Gap(answer, method, uri)
            : OfOtherApi(api, uri)));
        return new FoundPermission
        {
            Api = api?.Name ?? host!,
            Permission = string.Empty,
            Outcome = PermissionOutcome.NoData,
            Scheme = PermissionScheme.None,
            Method = method.ToUpperInvariant(),
            Uri = uri,
            NearestParent = answer.NearestParent,
            DataDate = answer.DataDate,
        };
    }

    private static string Gap(PermissionAnswer answer, string method, string uri)
    {
        IReadOnlyList<string> methods = GraphCatalog.Current.Methods(uri);
        string next = methods.Count > 0 ? $"It lists {string.Join(", ", methods)} for this address."
            : answer.NearestParent is null ? "Search by name: Find-MsOAuthPermission -Search <word>"
            : $"The nearest that it lists: Find-MsOAuthPermission -Uri '{answer.NearestParent}'";
        return $"Microsoft lists no permission for {method.ToUpperInvariant()} {Shown(uri)}. That is a gap in its data, not a word on the call. {next}{ForOneOfThem(method, uri)}";
    }

    /// <summary>What a call takes that changes one of a collection, as a hint for one that adds to it; empty where none is listed.</summary>
    private static string ForOneOfThem(string method, string uri)
    {
        string path = Shown(uri).TrimEnd('/');
        path = path.EndsWith("/$ref", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - "/$ref".Length) : path;
        if (GraphCatalog.Current.Methods(path).Count == 0 || method.Equals("GET", StringComparison.OrdinalIgnoreCase)
            || GraphCatalog.Current.Methods(path + "/{id}").FirstOrDefault(one => one != "GET") is not { } other)
        {
            return string.Empty;
        }

        PermissionAnswer answer = PermissionFinder.Find(other, path + "/{id}");
        return $" For {other} {answer.Template} it lists {string.Join(", ", answer.Permissions.Where(permission => permission.IsLeastPrivileged).Select(permission => permission.Permission).Distinct(StringComparer.OrdinalIgnoreCase))}.";
    }

    private static string OfOtherApi(MicrosoftApi api, string uri) =>
        $"{ApiHosts.Unlisted(Shown(uri), api)} What it offers: Find-MsOAuthPermission -Api '{api.Name}'";

    /// <summary>An address as it may be shown: a query can be a signature, and before the host a password can stand.</summary>
    private static string Shown(string uri)
    {
        string text = uri.Split('?', '#')[0];
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        int host = scheme < 0 ? 0 : scheme + 3;
        int end = text.IndexOf('/', host) is var slash && slash < 0 ? text.Length : slash;
        int at = scheme < 0 ? -1 : text.LastIndexOf('@', end - 1, end - host);
        return at < 0 ? text : text.Substring(0, host) + text.Substring(at + 1);
    }

    private static IEnumerable<FoundPermission> Unlisted(PermissionAnswer answer, PermissionScheme schemes, string method, string uri, IProgress<OAuthReport>? reports)
    {
        foreach (PermissionScheme scheme in PermissionFinder.Schemes.Where(scheme => (scheme & schemes) != PermissionScheme.None && answer.Permissions.All(permission => permission.Scheme != scheme)))
        {
            string others = string.Join(" and ", answer.Permissions.Select(permission => permission.Scheme).Distinct());
            reports?.Report(new WarningReport($"For {method.ToUpperInvariant()} {Shown(uri)} Microsoft lists no permission of the scheme {scheme}, only of {others}."));
            yield return new FoundPermission
            {
                Api = MicrosoftApi.GraphName,
                Permission = string.Empty,
                Outcome = PermissionOutcome.NoData,
                Scheme = scheme,
                Method = method.ToUpperInvariant(),
                Uri = uri,
                Template = answer.Template,
                DataDate = answer.DataDate,
            };
        }
    }

    /// <summary>With the word of the tenant on what it offers, where it may be asked.</summary>
    private async Task<IReadOnlyList<FoundPermission>> AsOfferedAsync(IEnumerable<FoundPermission> found, CancellationToken cancellationToken)
    {
        OAuthApi? offered = context is null ? null : await ApiList.OfferedAsync(context, MicrosoftApi.GraphAppId).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (offered is null)
        {
            return [.. found];
        }

        return
        [
            .. found.Select(permission => offered.TryFind(permission.Permission, PermissionFinder.KindOf(permission.Scheme)) is { } here
                ? permission with { IsOffered = true, Id = here.Id }
                : permission with { IsOffered = false }),
        ];
    }

    private void SayIfOld(IProgress<OAuthReport>? reports)
    {
        if (!_saidOld && GraphCatalog.WarningOfAge(context) is { } word)
        {
            _saidOld = true;
            reports?.Report(new WarningReport(word));
        }
    }
}
