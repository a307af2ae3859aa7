namespace MicrosoftOAuth.Core;

/// <summary>Where a requirement stands.</summary>
public enum RequirementStatus
{
    /// <summary>It is met.</summary>
    Met,

    /// <summary>It is not met, and what was asked about will fail.</summary>
    NotMet,

    /// <summary>Microsoft does not ask for it.</summary>
    NotRequired,

    /// <summary>It depends on what the comment says.</summary>
    Conditional,

    /// <summary>This session cannot see it.</summary>
    Unknown,
}

/// <summary>Something that has to be in place before an app can be registered and used.</summary>
/// <param name="Requirement">What.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Comment">Why.</param>
/// <param name="Remedy">What to do or type; null where nothing is to be done.</param>
public sealed record Prerequisite(string Requirement, RequirementStatus Status, string Comment, string? Remedy = null);
