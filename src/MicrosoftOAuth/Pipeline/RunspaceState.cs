using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Pipeline;

/// <summary>
/// What belongs to one runspace: the names of its contexts, the current one, and its sandboxes. Used on the
/// pipeline thread only. The contexts themselves are thread-safe and may travel.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> s_states = new();

    /// <summary>A list, since a dictionary forgets the order once something was removed.</summary>
    private readonly List<OAuthContext> _contexts = [];
    private readonly List<OAuthSandbox> _sandboxes = [];

    /// <summary>The state of the runspace that runs on this thread.</summary>
    internal static RunspaceState Current => s_states.GetValue(Runspace.DefaultRunspace, static _ => new RunspaceState());

    /// <summary>The context that cmdlets use when none is named; null before the first sign-in.</summary>
    internal OAuthContext? CurrentContext { get; private set; }

    /// <summary>All contexts, the newest last.</summary>
    internal IReadOnlyCollection<OAuthContext> Contexts => _contexts;

    /// <summary>All sandboxes, the newest last.</summary>
    internal IReadOnlyCollection<OAuthSandbox> Sandboxes => _sandboxes;

    /// <summary>The sandbox that is meant where none is named; opened at first use.</summary>
    internal OAuthSandbox DefaultSandbox => FindSandbox(OAuthSandbox.DefaultName) ?? Add(new OAuthSandbox(OAuthSandbox.DefaultName));

    /// <summary>The context with that name; null where there is none.</summary>
    internal OAuthContext? Find(string name) => _contexts.Find(context => context.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The sandbox with that name; null where there is none.</summary>
    internal OAuthSandbox? FindSandbox(string name) => _sandboxes.Find(sandbox => sandbox.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps a sandbox, whose name nobody has yet.</summary>
    internal OAuthSandbox Add(OAuthSandbox sandbox)
    {
        _sandboxes.Add(sandbox);
        return sandbox;
    }

    /// <summary>Keeps a context, in place of an older one of the same name, and makes it the current one.</summary>
    internal void Add(OAuthContext context)
    {
        _contexts.RemoveAll(older => older.Name.Equals(context.Name, StringComparison.OrdinalIgnoreCase));
        _contexts.Add(context);
        CurrentContext = context;
    }

    /// <summary>Makes a context the current one.</summary>
    internal void Select(OAuthContext context) => CurrentContext = context;

    /// <summary>Forgets a context; the newest of the others becomes the current one.</summary>
    internal void Remove(OAuthContext context)
    {
        _contexts.Remove(context);
        if (ReferenceEquals(CurrentContext, context))
        {
            CurrentContext = _contexts.LastOrDefault();
        }
    }
}
