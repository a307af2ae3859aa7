namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A query option that cannot be understood, or that the directory does not support.</summary>
internal sealed class ODataException(string message, bool isUnsupported = false) : Exception(message)
{
    /// <summary>Whether the words are right but the directory cannot do it (Request_UnsupportedQuery).</summary>
    public bool IsUnsupported { get; } = isUnsupported;
}
