using System.Management.Automation;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;
using MicrosoftOAuth.Scripts;

namespace MicrosoftOAuth.Commands;

/// <summary>
/// Says whether the session's token, a given one, or an app holds permissions or what calls take; or, of a script or a list of calls,
/// what they need together.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MsOAuthPermission", DefaultParameterSetName = NameSet)]
[OutputType(typeof(bool))]
[OutputType(typeof(PermissionCheck))]
[OutputType(typeof(LeastPermission), ParameterSetName = new[] { PathSet, LiteralPathSet, ListSet })]
public sealed class TestPermissionCommand : OAuthCommand
{
    private const string NameSet = "Permission";
    private const string CallSet = "Uri";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string ListSet = "Call";

    private readonly List<ApiCall> _calls = [];
    private bool _saidOld;

    /// <summary>The permissions, by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Permission { get; set; } = [];

    /// <summary>The call's HTTP method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = CallSet)]
    public string Method { get; set; } = "GET";

    /// <summary>The call's address, as you would type it; placeholders such as {id} are fine.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CallSet)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>Scripts; wildcards are fine. They are read and not run.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    public string[] Path { get; set; } = [];

    /// <summary>Scripts by names as they are spelt, such as those of Get-ChildItem.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Calls: text such as 'GET /users', or objects with Method and Uri.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ListSet)]
    public PSObject[] Call { get; set; } = [];

    /// <summary>The kind of permission: Delegated or Application.</summary>
    /// <remarks>Text and not the catalog's own type, which would load the catalog when the module is imported.</remarks>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet("Delegated", "Application")]
    public string? Kind { get; set; }

    /// <summary>A token to look into, instead of the session's: an object of Get-MsOAuthToken, a SecureString or text.</summary>
    [Parameter]
    public object? Token { get; set; }

    /// <summary>The client id of the app to look at, instead of a token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>Writes one object for each permission or call, with the commands that mend what is missing.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private bool IsBatch => ParameterSetName is PathSet or LiteralPathSet or ListSet;

    private bool NamesApp => (ClientId ?? ObjectId ?? DisplayName) is not null;

    /// <summary>True where a script or a list is only read: nobody was named who might hold what it needs.</summary>
    private bool IsUnion => IsBatch && !Detailed && Token is null && !NamesApp && Context is null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ApiCall> calls = IsBatch ? Calls() : [];
        if (ParameterSetName != NameSet)
        {
            SayIfOld();
        }

        if (IsUnion)
        {
            _calls.AddRange(calls);
            return;
        }

        PermissionHolder holder = await HolderAsync(cancellationToken);
        PermissionCheck[] checks = ParameterSetName switch
        {
            NameSet => [.. Permission.Select(name => PermissionJudge.Check(holder, name))],
            CallSet => [PermissionJudge.Check(holder, Method, Uri)],
            _ => [.. CallChecks.Of(holder, calls, KindOf(Kind))],
        };
        if (Detailed)
        {
            WriteObject(checks, enumerateCollection: true);
        }
        else
        {
            WriteObject(AreAllHeld(checks));
        }
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_calls.Count > 0)
        {
            PermissionKind kind = KindOf(Kind) ?? (RunspaceState.Current.CurrentContext is { HasUser: false } ? PermissionKind.Application : PermissionKind.Delegated);
            WriteObject(LeastPermissions.Of(_calls, kind), enumerateCollection: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>Names are answered by rules; what calls take, by data that grows old.</summary>
    private void SayIfOld()
    {
        if (!_saidOld && GraphCatalog.WarningOfAge(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext()) is { } warning)
        {
            _saidOld = true;
            WriteWarning(warning);
        }
    }

    private static PermissionKind? KindOf(string? kind) => kind is null ? null : LanguagePrimitives.ConvertTo<PermissionKind>(kind);

    /// <summary>The answer for all. What is surely missing decides it, whatever else is unknown.</summary>
    private static bool AreAllHeld(PermissionCheck[] checks)
    {
        PermissionCheck? unknown = Array.Find(checks, check => check.IsHeld is null);
        return unknown is null || Array.Exists(checks, check => check.IsHeld == false)
            ? Array.TrueForAll(checks, check => check.IsHeld == true)
            : throw new OAuthException(
                OAuthErrorKind.NotFound,
                $"Whether {SubjectOf(unknown)} cannot be told. {unknown.Reason}",
                "Try the call: Invoke-MsOAuthRequest explains a refusal; or test a permission by name: Test-MsOAuthPermission -Permission <name>")
            {
                Target = unknown.Uri ?? unknown.Source ?? unknown.Permission,
            };
    }

    private static string SubjectOf(PermissionCheck check) =>
        check.Uri is not null ? $"{check.Method} {check.Uri} will be let through"
        : check.Source is not null ? $"{check.Source} will be let through"
        : $"{check.Permission} is held";

    private List<ApiCall> Calls()
    {
        ScriptFiles files = new(SessionState.Path);
        return [.. Path.SelectMany(files.Like).Concat(LiteralPath.Select(files.At)).SelectMany(ScriptCalls.Read), .. Call.Select(CallText.Of)];
    }

    private async Task<PermissionHolder> HolderAsync(CancellationToken cancellationToken)
    {
        if (Token is not null)
        {
            if (NamesApp)
            {
                throw new OAuthException(OAuthErrorKind.InvalidArgument, "A token and an app were both named.", "Leave out -Token to test what the app was granted, or the app to test the token");
            }

            return PermissionHolder.Of(TokenClaims.Read(TokenText.Of(Token)));
        }

        PermissionHolders holders = new(ResolveContext(), Reports);
        if (NamesApp)
        {
            return await holders.OfAppAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken);
        }

        PermissionHolder session = await holders.OfSessionAsync(ParameterSetName != NameSet, cancellationToken);
        return Detailed ? await holders.WithAppAsync(session, cancellationToken) : session;
    }
}
