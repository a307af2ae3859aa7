using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// Makes -Switch:$null mean off, as it does for a function such as Pester's. For a cmdlet the engine takes it for on.
/// </summary>
internal sealed class OffWhenNullAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData ?? new SwitchParameter(isPresent: false);
}
