#if NETFRAMEWORK
using System.IO;
using System.Reflection;

namespace MicrosoftOAuth.Loader;

/// <summary>
/// Windows PowerShell 5.1: there is no load context, so requests that come from our own folder are answered from it.
/// Strong names let our version of a library live beside another module's.
/// </summary>
internal static class CoreAssemblies
{
    private static readonly string s_folder =
        Path.GetDirectoryName(typeof(CoreAssemblies).Assembly.Location)!;

    private static int s_hooked;

    internal static void Hook()
    {
        if (Interlocked.Exchange(ref s_hooked, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (!IsOurs(request.RequestingAssembly))
        {
            return null;
        }

        string path = Path.Combine(s_folder, "core", new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFile(path) : null;
    }

    private static bool IsOurs(Assembly? requester) =>
        requester is { IsDynamic: false }
        && requester.Location.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase);
}
#endif
