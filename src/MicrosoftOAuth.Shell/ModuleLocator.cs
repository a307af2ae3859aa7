namespace MicrosoftOAuth.Shell;

/// <summary>Finds the module's manifest in the checkout that the Shell was built in.</summary>
internal static class ModuleLocator
{
    private const string Manifest = "MicrosoftOAuth.psd1";

    /// <summary>The manifest in <paramref name="folder"/> or the nearest folder above it; null where there is none.</summary>
    public static string? FindManifest(string folder)
    {
        for (DirectoryInfo? here = new(folder); here is not null; here = here.Parent)
        {
            string candidate = Path.Combine(here.FullName, Manifest);
            if (File.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
