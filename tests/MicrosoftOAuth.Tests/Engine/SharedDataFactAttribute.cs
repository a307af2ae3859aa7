namespace MicrosoftOAuth.Tests.Engine;

/// <summary>A test that reads the data shared beside the checkout, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (Repository.SharedData is null)
        {
            Skip = "The folder shared/data is not beside the repository.";
        }
    }
}
