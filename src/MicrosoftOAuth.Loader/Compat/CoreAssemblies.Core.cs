#if !NETFRAMEWORK
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MicrosoftOAuth.Loader;

/// <summary>PowerShell 7: one private load context for everything in <c>core/</c>.</summary>
internal static class CoreAssemblies
{
    private static readonly string s_folder =
        Path.Combine(Path.GetDirectoryName(typeof(CoreAssemblies).Assembly.Location)!, "core");

    private static readonly CoreLoadContext s_context = new(s_folder);
    private static int s_hooked;

    internal static void Hook()
    {
        if (Interlocked.Exchange(ref s_hooked, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    /// <summary>
    /// Answers for our own three assemblies and never for a third party's: handing out our MSAL would give
    /// another module's session a version that it did not ask for.
    /// </summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "MicrosoftOAuth.Core" or "MicrosoftOAuth.Catalog" or "MicrosoftOAuth.Sandbox"
            ? s_context.LoadFromAssemblyName(name)
            : null;

    private sealed class CoreLoadContext(string folder) : AssemblyLoadContext("MicrosoftOAuth")
    {
        /// <summary>What is compiled ahead for this system, which no other can load; mostly there is no such folder.</summary>
        private readonly string _ahead = Path.Combine(folder, RuntimeInformation.RuntimeIdentifier);

        /// <summary>Takes what lies in the folder; null leaves the rest to the runtime.</summary>
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string file = assemblyName.Name + ".dll";
            string path = Path.Combine(_ahead, file);
            path = File.Exists(path) ? path : Path.Combine(folder, file);
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
#endif
