using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>
/// What an object of a large tenant is like, as long as nobody has written to it: its properties are made anew for each
/// reader, since a hundred thousand of them would not fit into a small machine's memory.
/// </summary>
internal abstract class Plan
{
    /// <summary>The object's properties, the same ones at every call.</summary>
    public abstract JsonObject Grow(DirectoryObject item);

    /// <summary>The object ids of the object's owners.</summary>
    public virtual IEnumerable<string> OwnerIds => [];
}
