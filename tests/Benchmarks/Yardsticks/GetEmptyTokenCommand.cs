using System.Collections;
using System.Management.Automation;

namespace Yardsticks;

/// <summary>
/// The parameters of Get-MsOAuthToken over nothing: it writes one object that was there before. What Get-MsOAuthToken costs
/// beyond it is our own doing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "EmptyToken", DefaultParameterSetName = "Object")]
[OutputType(typeof(object), ParameterSetName = ["Object"])]
[OutputType(typeof(string), ParameterSetName = ["PlainText"])]
[OutputType(typeof(Hashtable), ParameterSetName = ["Header"])]
public sealed class GetEmptyTokenCommand : PSCmdlet
{
    private static readonly object s_token = new();

    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public object? Context { get; set; }

    [Parameter(Position = 0)]
    [Alias("Scope")]
    public string[] Scopes { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Api { get; set; }

    [Parameter(ParameterSetName = "PlainText", Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    [Parameter(ParameterSetName = "Header", Mandatory = true)]
    public SwitchParameter AsHeader { get; set; }

    [Parameter]
    public TimeSpan MinimumLifetime { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    [Parameter]
    public string? ClaimsChallenge { get; set; }

    protected override void ProcessRecord() => WriteObject(s_token);
}
