namespace MicrosoftOAuth.Core;

/// <summary>A call as it stands in a script or a list.</summary>
/// <param name="Method">The HTTP method; null where it is not evident.</param>
/// <param name="Uri">The address, with <c>{id}</c> for each variable part; null where it is not evident.</param>
/// <param name="Source">Where it stands: the file with the line, and the text where the call is not evident; null for a list.</param>
public sealed record ApiCall(string? Method, string? Uri, string? Source = null)
{
    /// <summary>True where method and address are known.</summary>
    public bool IsEvident => Method is not null && Uri is not null;

    /// <summary>Method and address, or where the call stands.</summary>
    public override string ToString() => IsEvident ? $"{Method} {Uri}" : Source ?? string.Empty;
}
