namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>What Should throws when a comparison does not hold.</summary>
public sealed class PesterAssertionException(string message) : Exception(message);
