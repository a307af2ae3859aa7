using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Makes a permission index of Microsoft's newest list and keeps it for the user. Nothing is replaced before the list was found
/// whole.
/// </summary>
public sealed class CatalogUpdater
{
    /// <summary>Microsoft listed 917 permissions in August 2026. A list with fewer than this is cut short or something else.</summary>
    internal const int FewestPermissions = 800;

    /// <summary>Microsoft listed 22,132 calls in August 2026.</summary>
    internal const int FewestCalls = 20_000;

    private readonly CatalogFolder _folder;
    private readonly Wire _wire;
    private readonly OAuthContext? _context;
    private readonly IProgress<OAuthReport>? _reports;

    /// <summary>Keeps the index in the user's own folder.</summary>
    /// <param name="context">Whose tenant knows the ids, and whose proxy is used; null where nobody is signed in.</param>
    /// <param name="reports">Who watches.</param>
    public CatalogUpdater(OAuthContext? context, IProgress<OAuthReport>? reports)
        : this(CatalogFolder.Of(HostMachine.Local), context?.Wire ?? new Wire(transport: null, TimeProvider.System), context, reports)
    {
    }

    internal CatalogUpdater(CatalogFolder folder, Wire wire, OAuthContext? context, IProgress<OAuthReport>? reports)
    {
        _folder = folder;
        _wire = wire;
        _context = context;
        _reports = reports;
    }

    /// <summary>Where the list is downloaded from.</summary>
    public static string Address => PermissionsDocument.Address;

    /// <summary>Where the index is kept.</summary>
    public string Path => _folder.Path;

    /// <summary>Makes the index, and has this process answer from it.</summary>
    /// <param name="path">A permissions.json that is there already; null to download it.</param>
    /// <param name="cancellationToken">Ends the work before anything is replaced.</param>
    /// <exception cref="OAuthException">The list could not be had, or is not what it should be.</exception>
    public async Task<CatalogUpdate> RunAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null && _context?.Cloud.Environment == CloudEnvironment.Sandbox)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "Nothing leaves the practice tenant, so the list cannot be downloaded through its session.",
                $"Pass the file: Update-MsOAuthPermissionCatalog -Path permissions.json; it is {Address}");
        }

        PermissionsDocument document = path is null
            ? await PermissionsDocument.DownloadAsync(_wire, _reports, cancellationToken).ConfigureAwait(false)
            : PermissionsDocument.Read(path, _wire.Clock, _reports);
        PermissionCatalog before = GraphCatalog.Newer(_folder, PermissionCatalog.Default, out _);
        try
        {
            DocumentedPermissions documented = DocumentedPermissions.Read(document.Content);
            OfferedPermissions offered = await OfferedPermissions.ReadAsync(_context, before, _reports, cancellationToken).ConfigureAwait(false);
            return await MakeAsync(document, documented, offered, before, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new OAuthException(
                path is null ? OAuthErrorKind.ServiceError : OAuthErrorKind.InvalidArgument,
                $"{document.Source} was not taken, and the index in use stays. {e.Message}",
                path is null ? "Look for a newer version of the module: Update-PSResource MicrosoftOAuth" : $"Pass the path of Microsoft's permissions.json, from {Address}",
                e)
            {
                Target = document.Source,
            };
        }
    }

    private async Task<CatalogUpdate> MakeAsync(
        PermissionsDocument document, DocumentedPermissions documented, OfferedPermissions offered, PermissionCatalog before, CancellationToken cancellationToken)
    {
        IReadOnlyList<SourcePermission> permissions = SourceJoin.Join(documented, offered.Delegated, offered.Application);
        int calls = SourceJoin.CountCalls(permissions);
        if (documented.Count < FewestPermissions || calls < FewestCalls)
        {
            throw new InvalidDataException($"It lists {documented.Count} permissions and {calls} calls; whole, it lists at least {FewestPermissions} and {FewestCalls}.");
        }

        byte[] index = CatalogWriter.Write(new CatalogSource(
            document.Date,
            $"{document.Source} ({document.Date:yyyy-MM-dd})\nids: {offered.From}",
            PermissionCatalog.Default.Notices,
            permissions));
        PermissionCatalog made = await _folder.ReplaceAsync(index, _wire.Clock, cancellationToken).ConfigureAwait(false);
        GraphCatalog.Renew();
        bool isInUse = made.DataDate >= PermissionCatalog.Default.DataDate;
        if (!isInUse)
        {
            _reports?.Report(new WarningReport($"The index that came with the module is newer ({PermissionCatalog.Default.DataDate:yyyy-MM-dd}) than this list ({made.DataDate:yyyy-MM-dd}), and stays in use."));
        }

        return new CatalogUpdate
        {
            Path = Path,
            DataDate = made.DataDate,
            Source = document.Source,
            IdsFrom = offered.From,
            PermissionCount = made.Count,
            CallCount = calls,
            NewPermissions = [.. made.Permissions.Where(permission => before.Find(permission.Name) is null).Select(permission => permission.Name)],
            IsInUse = isInUse,
        };
    }
}
