
namespace MicrosoftOAuth.Sandbox.Tests;

/// <summary>A test that reads shared/data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
            Skip = SharedData.Absence;
    }
}

/// <summary>Several such tests in one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder is null)
            Skip = SharedData.Absence;
    }
}
