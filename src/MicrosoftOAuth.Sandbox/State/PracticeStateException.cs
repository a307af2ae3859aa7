namespace MicrosoftOAuth.Sandbox;

/// <summary>What was to be loaded is not the state of a practice tenant, or is damaged, or is of a version that is not known here.</summary>
public sealed class PracticeStateException : Exception
{
    /// <param name="message">What is wrong with it.</param>
    /// <param name="innerException">What was seen while reading it.</param>
    public PracticeStateException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
