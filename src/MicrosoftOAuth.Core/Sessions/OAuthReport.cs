namespace MicrosoftOAuth.Core;

/// <summary>Something that happened on the way, for whoever watches.</summary>
/// <param name="Message">One sentence, without any secret.</param>
public abstract record OAuthReport(string Message);

/// <summary>Detail that only a curious user wants.</summary>
/// <param name="Message">One sentence.</param>
public sealed record VerboseReport(string Message) : OAuthReport(Message);

/// <summary>Something the user should know although the work goes on.</summary>
/// <param name="Message">One sentence.</param>
public sealed record WarningReport(string Message) : OAuthReport(Message);

/// <summary>A wait, and how far it is.</summary>
/// <param name="Activity">What is being waited for.</param>
/// <param name="Message">Its present state.</param>
/// <param name="PercentComplete">0 to 100; null where nobody can know.</param>
/// <param name="IsCompleted">True for the last report of the wait.</param>
public sealed record ProgressReport(string Activity, string Message, int? PercentComplete = null, bool IsCompleted = false)
    : OAuthReport(Message);

/// <summary>A device code to show to the person (RFC 8628, section 3.3).</summary>
/// <param name="Message">Entra's own sentence with address and code.</param>
/// <param name="UserCode">The code to type.</param>
/// <param name="VerificationUri">Where to type it.</param>
/// <param name="ExpiresOn">Until when it is good.</param>
public sealed record DeviceCodeReport(string Message, string UserCode, Uri VerificationUri, DateTimeOffset ExpiresOn)
    : OAuthReport(Message);
