using MicrosoftOAuth.Conformance;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>A theory that reads the folder shared/data beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Folder is null ? SharedData.Absence : null;
}
