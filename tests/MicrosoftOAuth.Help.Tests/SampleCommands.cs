using System.Management.Automation;

namespace MicrosoftOAuth.Help.Tests;

/// <summary>The cmdlet behind Pages/Get-HelpSample.md: Get-Help shows the help of commands that exist.</summary>
[Cmdlet(VerbsCommon.Get, "HelpSample", DefaultParameterSetName = "ByName")]
public sealed class GetHelpSampleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    [Parameter(ParameterSetName = "ByName")]
    [ValidateSet("Web", "Spa")]
    public string Platform { get; set; } = "Web";

    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("SampleId", "ObjectId")]
    public Guid Id { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }
}

/// <summary>The cmdlet behind Pages/Set-HelpSample.md.</summary>
[Cmdlet(VerbsCommon.Set, "HelpSample", SupportsShouldProcess = true)]
public sealed class SetHelpSampleCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public int Value { get; set; }
}
