using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Yardsticks;

/// <summary>
/// A sandbox of the built module with a canned endpoint where its practice tenant would be, so that the module's own
/// commands run over it as they are. By reflection: no user could want this.
/// </summary>
[Cmdlet(VerbsCommon.New, "CannedSandbox")]
public sealed class NewCannedSandboxCommand : PSCmdlet
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    [Parameter(Mandatory = true, Position = 0)]
    public HttpMessageHandler? Endpoint { get; set; }

    protected override void ProcessRecord()
    {
        Type sandbox = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "MicrosoftOAuth").GetType("MicrosoftOAuth.OAuthSandbox", throwOnError: true)!;
        FieldInfo world = sandbox.GetField("_world", Hidden) ?? throw new MissingFieldException(sandbox.Name, "_world");
        FieldInfo wire = world.FieldType.GetField("<Wire>k__BackingField", Hidden) ?? throw new MissingFieldException(world.FieldType.Name, "Wire");
        object played = RuntimeHelpers.GetUninitializedObject(world.FieldType);
        wire.SetValue(played, new HttpMessageInvoker(Endpoint!));
        object result = RuntimeHelpers.GetUninitializedObject(sandbox);
        world.SetValue(result, played);
        WriteObject(result);
    }
}
