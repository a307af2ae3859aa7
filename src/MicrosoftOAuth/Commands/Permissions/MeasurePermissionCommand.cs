using System.Management.Automation;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;
using MicrosoftOAuth.Scripts;

namespace MicrosoftOAuth.Commands;

/// <summary>Says which permissions the calls of a script, or a list of calls, need together.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MsOAuthPermission", DefaultParameterSetName = PathSet)]
[OutputType(typeof(MeasuredPermission))]
public sealed class MeasurePermissionCommand : OAuthCommand
{
    private const string PathSet = "Path";
    private const string CallSet = "Call";
    private readonly List<ApiCall> _calls = [];

    /// <summary>Scripts; wildcards are fine. They are read and not run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    public string[] Path { get; set; } = [];

    /// <summary>Calls: text such as 'GET /users', or objects with Method and Uri.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CallSet)]
    public PSObject[] Call { get; set; } = [];

    /// <summary>The kind of permission: Delegated or Application.</summary>
    /// <remarks>Text and not the catalog's own type, which would load the catalog when the module is imported.</remarks>
    [Parameter]
    [ValidateSet("Delegated", "Application")]
    public string Kind { get; set; } = "Delegated";

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (string file in Path.SelectMany(path => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)))
        {
            _calls.AddRange(ScriptCalls.Read(file));
        }

        _calls.AddRange(Call.Select(Read));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task CompleteAsync(CancellationToken cancellationToken)
    {
        WriteObject(PermissionMeasure.Of(_calls, LanguagePrimitives.ConvertTo<PermissionKind>(Kind)), enumerateCollection: true);
        return Task.CompletedTask;
    }

    private static ApiCall Read(PSObject call)
    {
        string? uri = call.Properties["Uri"]?.Value?.ToString();
        string[] words = call.BaseObject is string text ? text.Split([' '], 2, StringSplitOptions.RemoveEmptyEntries)
            : uri is not null ? [call.Properties["Method"]?.Value?.ToString() ?? "GET", uri]
            : [];
        return words switch
        {
            [var method, var address] => new ApiCall(method.ToUpperInvariant(), address.Trim()),
            [var address] => new ApiCall("GET", address),
            _ => throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{call}' is not a call.", "Pass text such as 'GET /users', or an object with Method and Uri") { Target = call },
        };
    }
}
