using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>
/// Looks into a runspace's practice tenant. By reflection on what the module loaded itself, since these tests never
/// reference its assemblies.
/// </summary>
internal static class PracticeTenantProbe
{
    internal static dynamic Of(ModuleSession session)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = session.Runspace;
        try
        {
            Type state = AppDomain.CurrentDomain.GetAssemblies()
                .Single(assembly => assembly.GetName().Name == "MicrosoftOAuth")
                .GetType("MicrosoftOAuth.Pipeline.RunspaceState", throwOnError: true)!;
            object current = state.GetProperty("Current", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
            object sandbox = state.GetProperty("DefaultSandbox", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(current)!;
            return sandbox.GetType().GetProperty("Tenant", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(sandbox)!;
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    /// <summary>Lets the next requests that match be answered with a status.</summary>
    internal static void InjectStatus(ModuleSession session, string method, string path, int status)
    {
        dynamic tenant = Of(session);
        Type fault = ((object)tenant).GetType().Assembly.GetType("MicrosoftOAuth.Sandbox.PracticeFault", throwOnError: true)!;
        object one = Activator.CreateInstance(fault)!;
        foreach ((string name, object value) in new (string, object)[] { ("Method", method), ("PathContains", path), ("Status", status), ("Count", 10) })
        {
            fault.GetProperty(name)!.SetValue(one, value);
        }

        fault.GetProperty("Kind")!.SetValue(one, Enum.Parse(fault.GetProperty("Kind")!.PropertyType, "Status"));
        tenant.InjectFault((dynamic)one);
    }

    /// <summary>
    /// The practice tenants that a runspace has opened, found in the fields of its state: asking for one would open it, and
    /// load what a test may want to see unloaded.
    /// </summary>
    internal static IEnumerable<object> Opened(Runspace runspace)
    {
        Type? state = AppDomain.CurrentDomain.GetAssemblies()
            .FirstOrDefault(assembly => assembly.GetName().Name == "MicrosoftOAuth")?
            .GetType("MicrosoftOAuth.Pipeline.RunspaceState");
        object? states = state?.GetField("s_states", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null);
        object?[] arguments = [runspace, null];
        if (states is null || !(bool)states.GetType().GetMethod("TryGetValue")!.Invoke(states, arguments)!)
        {
            return [];
        }

        return state!.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .SelectMany(field => Tenants(field.GetValue(arguments[1])))
            .Distinct();
    }

    private static IEnumerable<object> Tenants(object? value) => value switch
    {
        null or string => [],
        System.Collections.IDictionary dictionary => dictionary.Values.Cast<object?>().SelectMany(Tenants),
        System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(Tenants),
        _ when value.GetType().Name == "OAuthSandbox" => [value.GetType().GetProperty("Tenant", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(value)!],
        _ => [],
    };

    /// <summary>Every request that has reached the practice tenant and its answer.</summary>
    internal static IReadOnlyList<Exchange> Requests(ModuleSession session) => Requests((object)Of(session));

    /// <summary>Every request that has reached a practice tenant and its answer.</summary>
    internal static IReadOnlyList<Exchange> Requests(object tenant) =>
    [
        .. ((IEnumerable<object>)((dynamic)tenant).Requests).Select(request =>
        {
            dynamic record = request;
            return new Exchange((string)record.Method, (Uri)record.Uri, (string)record.RequestBody, (int)record.Status, (string)record.ResponseBody, ((object)record.Origin).ToString()!);
        }),
    ];
}

/// <summary>A request as it arrived, and its answer.</summary>
internal sealed record Exchange(string Method, Uri Uri, string RequestBody, int Status, string ResponseBody, string Origin);
