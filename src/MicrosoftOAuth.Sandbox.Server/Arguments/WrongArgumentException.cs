namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>The command line cannot be followed; the message names the option and says what it takes.</summary>
internal sealed class WrongArgumentException(string message) : Exception(message);
