namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An object with owners: an application, a service principal or a group.</summary>
internal interface IOwned
{
    /// <summary>The object ids of its owners, in the order in which they became such.</summary>
    List<string> OwnerIds { get; }
}
