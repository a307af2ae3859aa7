using System.Runtime.CompilerServices;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>No test reads or writes the permission index that the person at this machine keeps.</summary>
internal static class OwnCatalogFolder
{
    [ModuleInitializer]
    internal static void Name() =>
        Environment.SetEnvironmentVariable("MSOAUTH_CATALOG_FOLDER", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));
}
