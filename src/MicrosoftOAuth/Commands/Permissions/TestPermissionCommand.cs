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
    private string[] _typed = [];
    private object? _session;
    private bool _saidOld;

    /// <summary>The permissions, by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Permission { get; set; } = [];

    /// <summary>The call's HTTP method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = CallSet)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string? Method { get; set; } = "GET";

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
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Token { get; set; }

    /// <summary>A session, as -Context.</summary>
    [Parameter(ValueFromPipeline = true)]
    public OAuthContext? InputObject { get; set; }

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

    /// <summary>The session that was named, or the current one where there is one.</summary>
    private OAuthContext? Session => _session is null ? RunspaceState.Current.CurrentContext : ResolveContext(_session);

    private bool IsBatch => ParameterSetName is PathSet or LiteralPathSet or ListSet;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _typed = [.. MyInvocation.BoundParameters.Keys];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        PermissionSubject subject = Subject();
        CallReader reader = new(new ScriptFiles(SessionState.Path), failure => WriteFailure(failure), WriteVerbose);
        IReadOnlyList<ApiCall> calls = IsBatch ? reader.Read(Path, LiteralPath, Call, cancellationToken)
            : ParameterSetName == CallSet ? [new ApiCall(CallText.MethodOf(Method), CallText.AddressOf(Uri))]
            : [];
        string[] names = Readable(Permission, PermissionNames.Require);
        if (calls.Count == 0 && names.Length == 0)
        {
            return;
        }

        if (ParameterSetName != NameSet)
        {
            SayIfOld();
        }

        // Nobody was named who might hold it, so the question is what it takes.
        if (IsBatch && !Detailed && !subject.IsNamed)
        {
            _calls.AddRange(calls);
            return;
        }

        PermissionHolder holder = await subject.HolderAsync(() => ResolveContext(_session), Reports, ParameterSetName != NameSet, Detailed, names, cancellationToken);
        if (ParameterSetName == NameSet)
        {
            List<PermissionCheck> checks = [];
            Readable(names, name => checks.Add(PermissionNames.Check(holder, name)));
            Write(checks, isPartial: checks.Count < Permission.Length);
        }
        else
        {
            Write(CallChecks.Of(holder, calls, KindOf(Kind)), reader.IsPartial);
        }
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_calls.Count > 0)
        {
            PermissionKind kind = KindOf(Kind) ?? (Session is { HasUser: false } ? PermissionKind.Application : PermissionKind.Delegated);
            WriteObject(LeastPermissions.Of(_calls, kind), enumerateCollection: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Who is asked about. A token or a session of the pipeline names an app too, which is not meant; what was typed comes before both.
    /// </summary>
    private PermissionSubject Subject()
    {
        bool isTyped = Array.Exists(PermissionSubject.Parameters, _typed.Contains);
        bool isSession = InputObject is not null && !isTyped && !_typed.Contains(nameof(Context));
        _session = isSession ? InputObject : Context;
        if (isSession)
        {
            return new PermissionSubject(token: null, new AppReference(null, null, null), []);
        }

        bool isPipedToken = !_typed.Contains(nameof(Token)) && !string.IsNullOrEmpty(Token?.ToString());
        return isPipedToken && !isTyped
            ? new PermissionSubject(Token, new AppReference(null, null, null), [nameof(Token)])
            : new PermissionSubject(isPipedToken ? null : Token, new AppReference(ClientId, ObjectId, DisplayName), MyInvocation.BoundParameters.Keys);
    }

    /// <summary>Those that nothing is wrong with. Of the others an error is written each, so that one takes away no other's answer.</summary>
    private string[] Readable(IEnumerable<string> names, Action<string> read) =>
    [
        .. names.Where(name =>
        {
            try
            {
                read(name);
                return true;
            }
            catch (OAuthException failure)
            {
                WriteFailure(failure);
                return false;
            }
        }),
    ];

    private void Write(IReadOnlyList<PermissionCheck> checks, bool isPartial)
    {
        if (Detailed)
        {
            WriteObject(checks, enumerateCollection: true);
        }
        else if (checks.Count > 0 && PermissionVerdict.AreAllHeld(checks) is var all && !(all && isPartial))
        {
            // Where something could not be read, true would say too much.
            WriteObject(all);
        }
    }

    /// <summary>Names are answered by rules; what calls take, by data that grows old.</summary>
    private void SayIfOld()
    {
        if (!_saidOld && GraphCatalog.WarningOfAge(Session) is { } warning)
        {
            _saidOld = true;
            WriteWarning(warning);
        }
    }

    private static PermissionKind? KindOf(string? kind) => kind is null ? null : LanguagePrimitives.ConvertTo<PermissionKind>(kind);
}
