using System.Reflection;
#if !NETFRAMEWORK
using System.Runtime.Loader;
#endif

namespace MicrosoftOAuth.Core;

/// <summary>Load contexts, which .NET Framework has none of.</summary>
internal static class LoadContexts
{
    /// <summary>Where an assembly was loaded, in words.</summary>
    internal static string NameOf(Assembly assembly) =>
#if NETFRAMEWORK
        assembly.GlobalAssemblyCache ? "global assembly cache" : "application domain";
#else
        AssemblyLoadContext.GetLoadContext(assembly) is not { } context ? "no load context"
            : context == AssemblyLoadContext.Default ? "load context Default"
            : $"load context {context.Name ?? context.GetType().Name}";
#endif
}
